import type { Finding } from '../model/finding.ts';
import { newScanId, runScan } from '../scan/run.ts';
import { ScanStore } from '../store/scan-store.ts';
import { type Examination, sortReads } from './doctor-reads.ts';
import { examinationLines } from './doctor-text.ts';
import { jsonText, out } from './terminal.ts';
import { type Wanted, wire } from './wiring.ts';
import { terminalWidth } from './wrap.ts';

/** Tries every read on the first resource of every list; nothing is kept. */
export async function examine(wanted: Wanted): Promise<Examination> {
  const wired = await wire(wanted);
  const joined = await wired.connect();
  const targets = joined.parts.flatMap((one) => one.targets);
  const store = await ScanStore.open(':memory:', newScanId(new Date()));
  try {
    const summary = await runScan({
      ...wired.options,
      parts: joined.parts,
      store,
      organisation: 'doctor',
      simulated: false,
      atMost: 1,
      retry: { attempts: 4 },
    });
    return {
      identities: joined.connected.map(({ account, name, session }) => ({ account, name, identity: session.identity })),
      reads: sortReads({
        collectors: [...targets.flatMap((one) => one.collectors), ...joined.parts.flatMap((one) => one.support)],
        natives: targets.flatMap((one) => one.natives),
        calls: summary.calls.byOperation,
        gaps: summary.gaps,
      }),
      controls: unknownControls(store),
    };
  } finally {
    store.close();
    joined.close();
  }
}

function unknownControls(store: ScanStore): Examination['controls'] {
  const out = new Map<string, { id: string; title: string; permissions: Set<string> }>();
  for (const line of store.findingLines()) {
    const finding = JSON.parse(line) as Finding; // written by the store
    if (finding.verdict !== 'unknown') continue;
    const permissions = finding.missing.flatMap((one) => one.permission ?? []);
    if (permissions.length === 0) continue;
    const entry = out.get(finding.control) ?? { id: finding.control, title: finding.title, permissions: new Set() };
    for (const one of permissions) entry.permissions.add(one);
    out.set(finding.control, entry);
  }
  return [...out.values()]
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((one) => ({ ...one, permissions: [...one.permissions].sort() }));
}

export function printExamination(found: Examination, json: boolean): void {
  if (json) out(jsonText(found, 1));
  else for (const line of examinationLines(found, terminalWidth())) out(line);
}
