import { expect, test } from 'vitest';
import { hostileNames } from '../../../test/support/sample/hostile.ts';
import { csvCell, csvOf } from './csv.ts';

test.each([
  ['plain', 'plain'],
  [12, '12'],
  [-3, '-3'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@x', `"'@x"`],
  ['\t=1', `"'\t=1"`],
  ['\r\n=1', `"' =1"`],
  [' =1', `"' =1"`],
  ['＝1', `"'＝1"`],
  ['two\nlines', 'two lines'],
  ['a=b', 'a=b'],
])('%j', (value, cell) => expect(csvCell(value)).toBe(cell));

test('no hostile name starts a formula or breaks its row', () => {
  const lines = csvOf(hostileNames.map((name) => [name, 'end']))
    .slice(1)
    .split('\r\n');
  expect(lines).toHaveLength(hostileNames.length + 1);
  for (const line of lines.slice(0, -1)) {
    expect(line).toMatch(/,end$/);
    expect(line.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/);
  }
});
