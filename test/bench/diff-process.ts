import { changesBetween } from '../../src/drift/changes.ts';
import { fixtureFinding, fixtureList, fixtureScope, fixtureSummary } from '../../src/drift/fixture.ts';
import { storedSide } from '../../src/drift/side.ts';
import { count, noDrift } from '../../src/drift/tally.ts';
import { ScanStore } from '../../src/store/scan-store.ts';

export interface DiffTask {
  what: 'write' | 'read' | 'diff';
  store: string;
  findings: number;
}

export interface DiffMeasure {
  wallMs: number;
  /** Peak resident size of the process. */
  peakMb: number;
  /** Findings that were read, of both scans. */
  rows: number;
  changes: Record<string, number>;
}

const { what, store: path, findings } = JSON.parse(process.argv[2] ?? '') as DiffTask; // written by the benchmark that started us
const store = await ScanStore.open(path, '');
const scans = ['before', 'now'];
/** As much as a finding of a scan weighs. */
const observed = Array.from({ length: 4 }, (_, index) => ({
  fact: `fact${index}`,
  value: 'value of a fact that is neither short nor long',
  from: [
    { operation: 'sagemaker:DescribeNotebookInstance', pointer: '/SomeMember/AnotherMember', evidence: 123456 + index },
  ],
}));

/** 2 % are gone, 2 % are new, 2 % were fixed, and 1 % cannot be read any more. */
function write(): void {
  for (const [index, scan] of scans.entries()) {
    const mine = store.other(scan);
    const endedAt = `2026-11-0${index + 1}T00:00:00.000Z`;
    mine.begin('Bench', endedAt);
    const first = index * Math.floor(findings * 0.02);
    for (let n = first; n < first + findings; n += 1) {
      const changed = index === 1 ? n % 100 : -1;
      const verdict = changed === 0 || changed === 1 ? 'pass' : changed === 2 ? 'unknown' : 'fail';
      const uid = `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/notebook-${n}`;
      mine.addFinding({ ...fixtureFinding(scan, { uid, verdict }), observed });
    }
    const empty = fixtureSummary({ scan, findings: [], populations: [fixtureList()], scopes: [fixtureScope()] });
    mine.end('complete', endedAt, { ...empty, endedAt, counts: { ...empty.counts, findings } });
  }
  store.flush();
}

let rows = 0;
let length = 0;
const counts = noDrift();
const started = performance.now();
if (what === 'write') write();
else if (what === 'read') {
  for (const scan of scans)
    for (const { line } of store.other(scan).findingRows()) {
      rows += 1;
      length += line.length;
    }
} else {
  const [before, now] = scans.map((scan) => storedSide(store.other(scan)));
  if (!before || !now) throw new Error('the scans were not written');
  for (const change of changesBetween(before, now)) {
    count(counts, change);
    rows += (change.present ? 1 : 0) + (change.previousVerdict === undefined ? 0 : 1);
    // Whoever is told of a change looks at it.
    if (change.status !== 'still') length += change.finding.title.length;
  }
}
const measure: DiffMeasure = {
  wallMs: performance.now() - started,
  peakMb: process.resourceUsage().maxRSS / 1024,
  rows,
  changes: counts.byStatus,
};
store.close();
if (what !== 'write' && length === 0) throw new Error('nothing was read');
process.stdout.write(`${JSON.stringify(measure)}\n`);
