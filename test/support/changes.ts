import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScanFolder } from '../../reports/view/folder.ts';
import { contextOf, type FormatContext, type FormatSettings } from '../../src/formats/index.ts';
import { type Change, eventStatuses, type Notice, type Waiver } from '../../src/model/event.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { verdicts } from '../../src/model/verdict.ts';
import { writeSampleScan } from './sample-scan.ts';

/** What an attacker would put into a name to break out of one format or another. */
export const nastyTexts: readonly string[] = [
  'pipe | equals = backslash \\ end\\',
  'line\nfeed\r\nreturn\rtab\tvertical\u000bform\u000c',
  '\u0000nul \u0007bell \u001b[31mred \u007fdel \u009bcsi',
  'half \ud800 a \udc00 pair \ud83d',
  'quote " bracket ] brace {0} [link](https://evil.example) {{x}}',
  ']]> <!-- --> <x a="b"/> &amp; &#0; \ufffe\uffff',
  '=HYPERLINK("http://evil.example")',
  '\u200b=1+1',
  '../../../etc/passwd',
  'CEF:0|a|b|c|d|e|10|outcome=success cs5=pass',
  'verdict=pass\tsev=1',
  '<134>1 2026-01-01T00:00:00Z host app - - - forged',
  '"] [plumbline@32473 verdict="pass"]',
  '\ufeffbom',
  'separator\u2028and\u2029paragraph',
  '🩻'.repeat(3000),
  'long '.repeat(30_000),
];

export const waiver: Waiver = {
  owner: 'imaging platform',
  reason: 'replaced in the | spring ] = "new"\ncluster',
  until: '2099-01-01T00:00:00.000Z',
};

export interface Samples {
  summary: ScanSummary;
  context: FormatContext;
  findings: Finding[];
  /** Every finding, with every status in turn; failures waived in turn; hostile texts in every place that holds text. */
  changes: Change[];
  notices: Notice[];
}

/** @param settings of the formats; by default a Security Hub takes the findings of other clouds. */
export async function samples(
  settings: FormatSettings = { securityHub: { account: '111122223333', region: 'eu-west-1' } },
): Promise<Samples> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  try {
    await writeSampleScan(folder, { findings: 1200 });
    const scan = openScanFolder(folder);
    const summary = scan.summary();
    const findings: Finding[] = [];
    for await (const finding of scan.findings()) findings.push(finding);
    const changes = [
      ...findings.map((finding, index) => changeOf(finding, index)),
      ...crossed(findings),
      ...findings.slice(0, 1).flatMap((finding) => nastyTexts.flatMap((text) => nasty(finding, text))),
    ];
    return { summary, context: contextOf(summary, settings), findings, changes, notices: noticesOf(summary) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each verdict of each platform, waived or not, whatever became of it: all there is to say, whether a scan would or not. */
function crossed(findings: readonly Finding[]): Change[] {
  const of = Map.groupBy(findings, ({ resource }) => resource.provider);
  return [...of.values()].flatMap(([finding]) =>
    finding === undefined
      ? []
      : verdicts.flatMap((verdict) =>
          eventStatuses.flatMap((status) =>
            [{}, { waiver }].map((waived): Change => {
              const previous: Finding = {
                ...finding,
                scan: 'scan-before',
                verdict: verdict === 'fail' ? 'pass' : 'fail',
              };
              const isFirst = status === 'new' || status === 'seen';
              return { finding: { ...finding, verdict }, status, ...(isFirst ? {} : { previous }), ...waived };
            }),
          ),
        ),
  );
}

function changeOf(finding: Finding, index: number): Change {
  const status = eventStatuses[index % eventStatuses.length] ?? 'seen';
  const previous: Finding = { ...finding, scan: 'scan-before', verdict: 'pass', reason: 'it was so' };
  return {
    finding: status === 'gone' ? { ...finding, scan: 'scan-before' } : finding,
    status,
    ...(status === 'new' || status === 'seen' ? {} : { previous }),
    ...(index % 3 === 0 ? { waiver } : {}),
  };
}

/** The text in every place where a cloud or a user's own catalog could put one. */
function nasty(finding: Finding, text: string): Change[] {
  const verdicts = ['fail', 'unknown', 'manual', 'pass', 'not-applicable'] as const;
  return verdicts.map((verdict) => ({
    finding: {
      ...finding,
      title: text,
      reason: text,
      verdict,
      resource: { ...finding.resource, uid: text, name: text, nativeType: text, accountName: text },
      observed: [{ fact: 'name', value: { [text]: [text] }, from: [{ operation: text, pointer: text, evidence: 1 }] }],
      missing: [{ fact: 'other', reason: 'access-denied', operation: text, errorCode: text, permission: text }],
    },
    status: 'changed',
    previous: finding,
    waiver: { ...waiver, owner: text, reason: text },
  }));
}

function noticesOf({ gaps, startedAt, endedAt }: ScanSummary): Notice[] {
  const states = ['started', 'finished', 'incomplete', 'failed'] as const;
  const scans = [...nastyTexts, ''].flatMap((reason) =>
    states.map((state): Notice => ({ type: 'scan', state, at: state === 'started' ? startedAt : endedAt, reason })),
  );
  const first = gaps[0];
  return [
    ...scans,
    ...gaps.map((gap): Notice => ({ type: 'gap', gap, at: endedAt })),
    ...(first
      ? nastyTexts.map(
          (text): Notice => ({
            type: 'gap',
            gap: { ...first, operation: text, errorCode: text, permission: text, detail: text },
            at: endedAt,
          }),
        )
      : []),
  ];
}
