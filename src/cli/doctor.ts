import type { Gap } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { callsOf } from '../scan/plan.ts';
import { newScanId, runScan } from '../scan/run.ts';
import { ScanStore } from '../store/scan-store.ts';
import { columns, jsonText, out } from './terminal.ts';
import { type Wanted, wire } from './wiring.ts';

export interface Examination {
  identities: { account: string; name: string; identity: string }[];
  /** Operations that answered in every scope they were tried in. */
  allowed: string[];
  refused: Gap[];
  /** Operations with nothing to read: no resource of theirs was found. */
  untried: string[];
  /** Controls that will be unknown, and the permissions that would cure it. */
  controls: { id: string; title: string; permissions: string[] }[];
}

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
    const declared = callsOf(
      [...targets.flatMap((one) => one.collectors), ...joined.parts.flatMap((one) => one.support)],
      targets.flatMap((one) => one.natives),
    ).map((one) => `${one.service}:${one.operation}`);
    const tried = new Set(Object.keys(summary.calls.byOperation));
    const refused = summary.gaps.filter((gap) => gap.operation !== '' && gap.reason !== 'out-of-scope');
    const failing = new Set(refused.map((gap) => gap.operation));
    return {
      identities: joined.connected.map(({ account, name, session }) => ({ account, name, identity: session.identity })),
      allowed: [...tried].filter((one) => !failing.has(one)).sort(),
      refused,
      untried: [...new Set(declared)].filter((one) => !tried.has(one)).sort(),
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
  if (json) {
    out(jsonText(found, 1));
    return;
  }
  const say = (rows: string[][]) => {
    for (const row of columns(rows)) out(row);
  };
  out('Who am I');
  say(found.identities.map(({ account, name, identity }) => [`  ${account}`, name, identity]));
  out(`\nAllowed: ${found.allowed.length} operations`);
  out(`  ${found.allowed.join(', ')}`);
  if (found.refused.length > 0) {
    out('\nNot allowed, or not answered');
    say(
      found.refused.map((gap) => [
        `  ${gap.account} ${gap.region}`,
        gap.operation,
        gap.errorCode || gap.reason,
        gap.permission ? `needs ${gap.permission}` : '',
      ]),
    );
  }
  if (found.untried.length > 0)
    out(`\nNot tried, since there is nothing of theirs to read: ${found.untried.join(', ')}`);
  if (found.controls.length > 0) {
    out('\nControls that will be unknown where these permissions are missing');
    say(found.controls.map((one) => [`  ${one.id}`, one.title, one.permissions.join(', ')]));
    out();
    const clouds = new Set(found.refused.filter((gap) => gap.permission).map((gap) => gap.provider));
    for (const one of clouds) out(`\`plumbline permissions ${one}\` prints the whole policy.`);
  } else out('\nNo control will be unknown for want of a permission.');
}
