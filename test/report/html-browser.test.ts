import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { desktop, type OpenedReport, openReport, phone, settled } from './open-report.ts';

let report: OpenedReport;
let findings: Finding[];
let summary: ScanSummary;
beforeAll(async () => {
  report = await openReport({ findings: 1500 });
  findings = readFileSync(join(report.dir, 'findings.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Finding);
  summary = JSON.parse(readFileSync(join(report.dir, 'scan.json'), 'utf8')) as ScanSummary;
}, 120_000);
afterAll(() => report.close());

const text = (selector: string) => report.page.$eval(selector, (element) => element.textContent ?? '');
const hash = () => report.page.evaluate(() => location.hash);
const found = async (place = 'findings') =>
  Number((await text(`#${place}-list .status`)).split(' ')[0]?.replaceAll(',', ''));
const active = () => report.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
const failing = (prefix: Partial<Finding>) =>
  findings.filter((one) => Object.entries(prefix).every(([key, value]) => one[key as keyof Finding] === value));

describe('what it says', () => {
  test('every number that is a link leads to a list of so many', async () => {
    const links = await report.page.evaluate(() =>
      [...document.querySelectorAll('main section.place a[href^="#findings"]')].map((link) => [
        link.getAttribute('href') ?? '',
        link.textContent ?? '',
      ]),
    );
    const numbers = new Map(
      links
        .filter(([, words]) => /^[\d,]+( |$)/.test(words ?? ''))
        .map(([href, words]) => [href ?? '', Number(words?.split(' ')[0]?.replaceAll(',', ''))]),
    );
    expect(numbers.size).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const [href, count] of numbers) {
      await report.go(href);
      // A priority's link is a sentence about resources: one finding each.
      if ((await found()) !== count) wrong.push(`${href}: ${count}, the list has ${await found()}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('what could not be seen accounts for every unknown verdict', async () => {
    await report.go('#summary');
    const words = await text('section[aria-labelledby="unseen-title"]');
    const [, lost = '0'] = words.match(/([\d,]+) verdicts? (?:is|are) unknown because of this/) ?? [];
    const [, beyond = '0'] = words.match(/([\d,]+) (?:more of the|verdicts? (?:is|are) unknown all)/) ?? [];
    expect(Number(lost.replaceAll(',', '')) + Number(beyond.replaceAll(',', ''))).toBe(summary.counts.verdicts.unknown);
  });

  test('the three numbers are those of the scan', async () => {
    const { pass, fail, unknown, manual } = summary.counts.verdicts;
    const numbers = await text('.numbers');
    expect(numbers).toContain(
      `${(pass + fail).toLocaleString('en')} judged of at least ${(pass + fail + unknown + manual).toLocaleString('en')} that apply`,
    );
    expect(numbers).toContain(`${pass.toLocaleString('en')} pass of ${(pass + fail).toLocaleString('en')} judged`);
    expect(numbers).toContain(`${summary.counts.bySeverity.critical.fail} critical`);
  });

  test('every section says that the estate is simulated', async () => {
    const sections = await report.page.$$eval('section.place:not(#resource)', (all) =>
      all.map((one) => [one.id, one.querySelector('.simulated') !== null]),
    );
    expect(sections).toEqual(
      ['summary', 'findings', 'resources', 'frameworks', 'coverage', 'method', 'evidence'].map((id) => [id, true]),
    );
  });
});

describe('findings', () => {
  test('filters combine, show counts, stand in the address and are cleared in one place', async () => {
    await report.go('#findings?verdict=fail&view=each');
    expect(await found()).toBe(failing({ verdict: 'fail' }).length);
    await report.page.evaluate(() => {
      const label = [...document.querySelectorAll('#findings-list .pick')].find((one) =>
        one.textContent?.startsWith('critical'),
      );
      label?.querySelector('input')?.click();
    });
    await settled(report.page);
    expect(await hash()).toContain('severity=critical');
    expect(await found()).toBe(failing({ verdict: 'fail', severity: 'critical' }).length);
    await report.page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.chips button')].at(-1)?.click());
    await settled(report.page);
    expect(await found()).toBe(findings.length);
    expect(await hash()).not.toContain('verdict');
  });

  test('back undoes a filter', async () => {
    await report.go('#findings?verdict=fail');
    await report.go('#findings?verdict=pass');
    await report.page.goBack();
    await settled(report.page);
    expect(await found()).toBe(failing({ verdict: 'fail' }).length);
  });

  test.each([
    ['a key', () => findings[7]?.key ?? '', 1],
    ['the start of a key', () => findings[7]?.key.slice(0, 12) ?? '', 1],
    [
      'two words, in any order',
      () => 'notebook net-001',
      () =>
        findings.filter(
          (one) =>
            one.control === 'NET-001' &&
            /notebook/.test(
              `${one.resource.name} ${one.resource.uid} ${one.resource.kind} ${one.reason}`.toLowerCase(),
            ),
        ).length,
    ],
    ['nothing of the kind', () => 'zzzzzzzzzz', 0],
  ])('search for %s', async (_, query, count) => {
    await report.go(`#findings?q=${encodeURIComponent(query())}`);
    expect(await found()).toBe(typeof count === 'number' ? count : count());
  });

  test('an address of a finding survives a reload; closing it leaves its list', async () => {
    const finding = failing({ verdict: 'fail' })[3];
    await report.page.evaluate(
      (address) => history.replaceState(null, '', address),
      `#finding/${finding?.key.slice(0, 16)}?verdict=fail&view=each`,
    );
    await report.page.reload();
    await settled(report.page);
    expect(await text('#panel')).toContain(finding?.key);
    await report.page.keyboard.press('Escape');
    await settled(report.page);
    expect(await hash()).toBe('#findings?verdict=fail&view=each');
    expect(await report.page.$eval('#panel', (panel) => (panel as HTMLElement).hidden)).toBe(true);
  });

  test('from a finding to the next and back, as the list has them', async () => {
    const [first, second] = failing({ verdict: 'fail' });
    await report.go('#findings?verdict=fail&view=each');
    await report.page.$eval('#findings-list [data-index="0"] a', (link) => (link as HTMLElement).click());
    await settled(report.page);
    await report.page.$eval('#panel .step', (link) => (link as HTMLElement).click());
    await settled(report.page);
    expect(await hash()).toContain(second?.key.slice(0, 16));
    await report.page.$eval('#panel .step', (link) => (link as HTMLElement).click());
    await settled(report.page);
    expect(await hash()).toContain(first?.key.slice(0, 16));
    await report.page.keyboard.press('Escape');
  });

  test('a finding that is not there says so', async () => {
    await report.go('#finding/00000000ffffffff');
    expect(await text('#panel')).toContain('No such finding');
  });

  test('a failure: observed, expected, and the raw answer one click away, its digest checked', async () => {
    const finding = failing({ verdict: 'fail' }).find((one) => one.observed[0]?.from[0]?.evidence);
    await report.go(`#finding/${finding?.key.slice(0, 16)}`);
    const panel = await text('#panel');
    expect(panel).toContain(summary.catalog.controls.find((one) => one.id === finding?.control)?.pass);
    expect(panel).toContain(finding?.observed[0]?.from[0]?.pointer);
    await report.page.click('#panel .source a');
    await report.page.waitForFunction(() =>
      document.querySelector('.under')?.textContent?.includes('digest was checked'),
    );
    const marked = JSON.parse(`{${(await text('#panel .raw mark')).replace(/,\s*$/, '')}}`) as Record<string, unknown>;
    expect(Object.values(marked)[0]).toEqual(finding?.observed[0]?.value);
  });

  test('an unknown says what is missing, which permission, and by which call', async () => {
    const finding = findings.find((one) => one.missing.some((missing) => missing.permission));
    const missing = finding?.missing[0];
    await report.go(`#finding/${finding?.key.slice(0, 16)}`);
    for (const part of [missing?.operation, missing?.errorCode, missing?.permission, `evidence ${missing?.evidence}`])
      expect(await text('#panel')).toContain(part);
  });

  test('a disagreement shows both sides', async () => {
    const finding = findings.find((one) => one.native.some((native) => native.agrees === false));
    await report.go(`#finding/${finding?.key.slice(0, 16)}`);
    expect(await text('#panel')).toContain('disagrees');
    expect(await text('#panel')).toContain(finding?.native.find((one) => one.agrees === false)?.rule);
  });

  test('CSV of what is filtered: the same findings, keys first', async () => {
    await report.go('#findings?verdict=unknown');
    const csv = await report.page.evaluate(async () => {
      let blob = new Blob();
      const real = URL.createObjectURL;
      URL.createObjectURL = (given) => {
        blob = given as Blob;
        return real(given);
      };
      [...document.querySelectorAll<HTMLElement>('#findings-list button')]
        .find((one) => one.textContent === 'Save as CSV')
        ?.click();
      while (blob.size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return await blob.text();
    });
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toMatch(/^\ufeff?key,control,title/);
    expect(
      lines
        .slice(1)
        .map((line) => line.slice(0, 64))
        .sort(),
    ).toEqual(
      failing({ verdict: 'unknown' })
        .map((one) => one.key)
        .sort(),
    );
  });
});

describe('keyboard', () => {
  test('/ searches, arrows move, Enter opens, Escape closes and gives the focus back', async () => {
    const { page } = report;
    await report.go('#findings?view=each');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('/');
    expect(await active()).toContain('type="search"');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toContain('aria-rowindex="2"');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toContain('aria-rowindex="4"');
    await page.keyboard.press('End');
    expect(await active()).toContain(`aria-rowindex="${findings.length + 1}"`);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await hash()).toContain(`#finding/${findings[0]?.key.slice(0, 16)}`);
    expect(await active()).toContain('panel-title');
    await page.keyboard.press('Escape');
    await settled(page);
    expect(await active()).toContain('aria-rowindex="2"');
  });

  test('only the rows in view are drawn, and all are counted', async () => {
    await report.go('#findings?view=each');
    const grid = await report.page.$eval('.findings-grid', (element) => ({
      rows: element.getAttribute('aria-rowcount'),
      drawn: element.querySelectorAll('[data-index]').length,
    }));
    expect(grid.rows).toBe(String(findings.length + 1));
    expect(grid.drawn).toBeLessThan(60);
  });
});

test('hostile names do nothing but stand there', async () => {
  await report.go('#findings?q=script&view=each');
  expect(await text('.findings-grid')).toContain('<script>document.title="owned"</script>');
  await report.go('#resources?q=202e');
  await report.go('#resources?q=invoice');
  expect(await text('#resources-list')).toContain('[U+202E]');
  expect(await report.page.title()).not.toBe('owned');
  expect(await report.page.evaluate(() => 'owned' in window)).toBe(false);
});

test('a resource has a page: verdicts, facts, links', async () => {
  await report.go('#resources?q=chest-xray');
  await report.page.click('#resources-list [data-index="0"] a');
  await settled(report.page);
  const page = await text('#resource');
  for (const part of ['Verdicts', 'Facts', 'Linked with', 'evidence ']) expect(page).toContain(part);
});

describe('what is narrow', () => {
  /** Words that stand on two lines, in the parts of a text that nobody would break. */
  const broken = (selector: string, between: string) =>
    report.page.evaluate(
      (where, pattern) => {
        const out: string[] = [];
        for (const element of document.querySelectorAll<HTMLElement>(where)) {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            let from = 0;
            for (const word of (node.textContent ?? '').split(new RegExp(pattern))) {
              const range = document.createRange();
              range.setStart(node, from);
              range.setEnd(node, from + word.length);
              from += word.length;
              if (word.trim() !== '' && range.getClientRects().length > 1) out.push(word);
            }
          }
        }
        return out;
      },
      selector,
      between,
    );

  test('no word of a table head is broken', async () => {
    for (const width of [1440, 1024, 800]) {
      await report.page.setViewport({ width, height: 900 });
      for (const place of ['summary', 'frameworks', 'coverage']) {
        await report.go(`#${place}`);
        expect([width, place, await broken(`#${place} thead th`, '(?<=\\s)|(?=\\s)')]).toEqual([width, place, []]);
      }
    }
    await report.page.setViewport(desktop);
  });

  test('both sides of a disagreement stand on one line each', async () => {
    const disputed = findings.find((one) => one.native.some(({ agrees }) => agrees === false));
    expect(disputed).toBeDefined();
    // Rules of AWS Config have long names: this is what is left for the other columns then.
    await report.page.setViewport({ width: 480, height: 900 });
    await report.go(`#finding/${disputed?.key.slice(0, 16)}`);
    expect(await text('.panel .disagrees td:nth-of-type(3)')).toBe('disagrees');
    expect(await broken('.panel .disagrees td', '$^')).toEqual([]);
    const heights = await report.page.$$eval('.panel .disagrees td', (cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect().height;
      }),
    );
    await report.page.setViewport(desktop);
    expect(heights.filter((height) => height > 30)).toEqual([]);
  });

  test('the filter of operations breaks their names between words', async () => {
    await report.go('#evidence');
    expect(await report.page.$$eval('#calls-list .pick-name', (names) => names.length)).toBeGreaterThan(10);
    expect(await broken('#calls-list .pick-name', '(?<=[:./-])|(?<=[a-z])(?=[A-Z])')).toEqual([]);
  });
});

test('print: the summary, and the filtered findings in full', async () => {
  await report.go('#findings?verdict=fail&severity=critical');
  await report.page.evaluate(() => {
    window.print = () => {};
    [...document.querySelectorAll<HTMLElement>('#findings-list button')]
      .find((one) => one.textContent === 'Print')
      ?.click();
  });
  await report.page.waitForFunction(
    (count) => document.querySelectorAll('#print article').length === count,
    {},
    failing({ verdict: 'fail', severity: 'critical' }).length,
  );
  await report.page.emulateMediaType('print');
  const shown = await report.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#summary, #print, .rail, #findings')].map(
      (one) => one.offsetParent !== null,
    ),
  );
  await report.page.emulateMediaType();
  expect(shown).toEqual([false, true, false, true]); // In the order of the page: rail, summary, findings, print.
  await report.page.evaluate(() => document.getElementById('print')?.replaceChildren());
});

describe('accessibility (axe-core, WCAG 2.2 A and AA)', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const places = [
    '#summary',
    '#findings',
    '#findings?view=each&verdict=fail',
    'finding',
    'unknown',
    '#resources',
    'resource',
    '#frameworks',
    '#coverage',
    '#method/NET-001',
    '#evidence',
    '#call/3',
  ];

  for (const [name, viewport, scheme, visited] of [
    ['desktop, light', desktop, 'light', places],
    ['desktop, dark', desktop, 'dark', ['#summary', '#findings', 'finding', '#call/3']],
    ['phone, light', phone, 'light', ['#summary', '#findings', '#coverage']],
    ['phone, dark', phone, 'dark', places],
  ] as const) {
    test(name, async () => {
      const { page } = report;
      await page.setViewport(viewport);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.reload();
      await page.evaluate(axe);
      const violations: string[] = [];
      for (const place of visited) {
        await visit(place);
        const result = await page.evaluate(async () => {
          const runner = (
            window as unknown as {
              axe: {
                run(
                  where: Element[],
                  options: object,
                ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
              };
            }
          ).axe;
          const { violations } = await runner.run(
            [...document.querySelectorAll('.rail, .place:not([hidden]), .panel:not([hidden])')],
            {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
            },
          );
          return violations.map(
            (one) =>
              `${one.id}: ${one.nodes
                .slice(0, 3)
                .map((node) => node.html.slice(0, 160))
                .join(' | ')}`,
          );
        });
        violations.push(...result.map((one) => `${place} ${one}`));
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) violations.push(`${place} is ${wide} px too wide`);
      }
      expect(violations).toEqual([]);
    }, 180_000);
  }

  async function visit(place: string): Promise<void> {
    if (place === 'finding') return await report.go(`#finding/${failing({ verdict: 'fail' })[0]?.key.slice(0, 16)}`);
    if (place === 'unknown') return await report.go(`#finding/${failing({ verdict: 'unknown' })[0]?.key.slice(0, 16)}`);
    if (place !== 'resource') return await report.go(place);
    await report.go('#resources');
    await report.page.$eval('#resources-list [data-index="0"] a', (link) => (link as HTMLElement).click());
    await settled(report.page);
  }
});

test('without script the summary, frameworks, coverage and method can be read', async () => {
  const page = await report.page.browser().newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(`file://${join(report.dir, 'report.html')}`);
  const words = await page.$eval('main', (main) => (main as HTMLElement).innerText);
  for (const part of [
    'need JavaScript',
    'Assessed',
    'What to fix first',
    'HIPAA Security Rule',
    'Accounts and regions',
    'Two of 40 locations hold <b>resources</b>, and are read',
    'What a pass does not prove',
  ]) {
    expect(words.includes(part), part).toBe(true);
  }
  await page.close();
});

test('a file that was cut off says so', async () => {
  const whole = readFileSync(join(report.dir, 'report.html'), 'utf8');
  writeFileSync(join(report.dir, 'cut.html'), whole.slice(0, whole.indexOf('id="frame-keys"') - 20));
  const page = await report.page.browser().newPage();
  await page.goto(`file://${join(report.dir, 'cut.html')}#findings`);
  await page.waitForFunction(() => document.getElementById('problem')?.hidden === false);
  expect(await page.$eval('#problem', (notice) => notice.textContent)).toContain('may have been cut off');
  await page.close();
});

test('after all of this: no request, no refusal by the policy, no error, no dialog', () =>
  expect(report.troubles).toEqual([]));
