import { expect, it } from 'vitest';
import { hipaaIds, isoIds, nistIds, sections, socIds } from './framework-ids.ts';

it.each([
  [
    socIds,
    'CC2.1 a; CC3.1-3.3 b; CC4.1/4.2 c; **CC6.1** d; P1-P2 e. PI1.1 [unverified].',
    ['CC2.1', 'CC3.2', 'CC3.3', 'CC4.2', 'CC6.1', 'P2.1'],
    ['CC3.4', 'CC2.2', 'P3.1', 'PI1.1', 'CC'],
  ],
  [
    hipaaIds,
    '164.308(a)(3)(i) x, (ii)(A) y, (B) z; (a)(4)(i), (ii)(A)-(C); (a)(6)(i)-(ii); (a)(8). **164.312(a)(1)** q; (b) r; (e)(2)(ii) s. 164.308(b) t: [unverified].',
    [
      '164.308(a)(3)(i)',
      '164.308(a)(3)(ii)(A)',
      '164.308(a)(3)(ii)(B)',
      '164.308(a)(4)(ii)(B)',
      '164.308(a)(4)(ii)(C)',
      '164.308(a)(6)(ii)',
      '164.308(a)(8)',
      '164.312(a)(1)',
      '164.312(b)',
      '164.312(e)(2)(ii)',
    ],
    [
      '164.308(b)',
      '164.308(a)(3)(ii)(C)',
      '164.308(a)(6)(iii)',
      '164.312(a)',
      '164.308(a)(4)(ii)(D)',
      '164.312(e)(2)(i)',
    ],
  ],
  [
    nistIds,
    'AC-2 a; AC-6 (+(1)(10)) b; IA-5 (+(7) c) d. SA-12 exists only as withdrawn.',
    ['AC-2', 'AC-6', 'AC-6(1)', 'AC-6(10)', 'IA-5(7)'],
    ['AC-6(5)', 'AC-3', 'SA-12', 'IA-5(1)'],
  ],
  [isoIds, 'A.2.2 a; **A.6.2.6** b', ['A.2.2', 'A.6.2.6'], ['A.6.2', 'A.2.3']],
])('%o', (parse, text, known, unknown) => {
  const isKnown = parse(text);
  expect(known.filter((id) => !isKnown(id))).toEqual([]);
  expect(unknown.filter(isKnown)).toEqual([]);
});

it('cuts a text at its numbered headings', () => {
  expect([...sections('# T\n## 1. A\nb\n## 12. C\nd\n')]).toEqual([
    ['1', '\nb\n'],
    ['12', '\nd\n'],
  ]);
});
