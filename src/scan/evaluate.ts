import { type CompiledControl, judge } from '../catalog/judge.ts';
import { canonical } from '../model/canonical.ts';
import type { Population } from '../model/evidence.ts';
import { isMissingValue, type Missing, type Source } from '../model/facts.ts';
import type { Finding, MissingFact, NativeResult, Observed } from '../model/finding.ts';
import { findingKey, findingUid, sha256 } from '../model/identity.ts';
import type { Json } from '../model/json.ts';
import { type KindName, kinds } from '../model/kinds/index.ts';
import type { Resource } from '../model/resource.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ResourceView } from '../model/view.ts';
import type { NativeRow, ScanStore } from '../store/scan-store.ts';
import { unreadReferences } from './references.ts';
import { type Reached, Views } from './view.ts';

/** What evaluation needs of a catalog. */
export interface Judges {
  forKind(kind: string): readonly CompiledControl[];
  frameworksOf(control: string): Record<string, string[]>;
}

export interface EvaluateOptions {
  store: ScanStore;
  catalog: Judges;
  scanTime: Date;
  /** Kinds that are read only where others refer to them. */
  referredKinds: ReadonlySet<string>;
  accountNames: ReadonlyMap<string, string>;
  /** Takes each finding as it is made. */
  onFinding: (finding: Finding, change: 'new' | 'changed' | 'same', previous: string | null) => void;
}

/** Second pass: judges every recorded resource, and every list that could not be read, with every control of its kind. */
export function evaluate(options: EvaluateOptions): void {
  const { store, catalog } = options;
  const populations = store.populations();
  const views = new Views(store, reachedOf(populations));
  for (const resource of store.resources()) {
    const compiled = catalog.forKind(resource.kind);
    if (compiled.length === 0) continue;
    const view = views.of(resource);
    const native = [resource.uid, ...resource.parts].flatMap((subject) => store.natives(subject));
    for (const control of compiled) take(options, judged(options, control, resource, view, native));
  }
  for (const population of populations) {
    if (population.endReached) continue;
    for (const control of catalog.forKind(population.kind)) take(options, unread(options, control, population));
  }
  for (const one of unreadReferences(store, populations, options.referredKinds)) {
    const population = {
      ...one,
      nativeType: one.kind,
      collector: `references to ${nounOf(one.kind)}`,
      operation: one.missing[0]?.operation ?? '',
    };
    for (const control of catalog.forKind(one.kind)) take(options, unread(options, control, population));
  }
  store.flush();
}

/** A population can be counted on when each list of its kind in the scope was read to its end, and whole. */
function reachedOf(populations: readonly Population[]): Reached {
  const byScope = new Map<string, Missing | null>();
  for (const one of populations) {
    const key = [one.provider, one.kind, one.account, one.region].join('|');
    const lacking: Missing | null =
      one.endReached && !one.bounded
        ? null
        : (one.missing[0] ?? { reason: 'partial-answer', operation: one.operation, detail: one.note });
    byScope.set(key, byScope.get(key) ?? lacking);
  }
  return {
    lacking: (provider, kind, account, region) => {
      const found = byScope.get([provider, kind, account, region].join('|'));
      if (found === undefined)
        return { reason: 'out-of-scope', detail: `${nounOf(kind)} were not read in ${account} ${region}` };
      return found ?? undefined;
    },
  };
}

function take(options: EvaluateOptions, finding: Finding): void {
  const { store, scanTime } = options;
  const seen = store.see(finding.key, finding.verdict, scanTime.toISOString());
  finding.firstSeen = seen.since;
  store.addFinding(finding);
  options.onFinding(
    finding,
    seen.previous === null ? 'new' : seen.previous === finding.verdict ? 'same' : 'changed',
    seen.previous,
  );
}

function judged(
  options: EvaluateOptions,
  compiled: CompiledControl,
  resource: Resource,
  view: ResourceView,
  natives: readonly NativeRow[],
): Finding {
  const { control } = compiled;
  const { verdict, reason, missing, touched } = judge(compiled, view, options.scanTime);
  const observed = observe([...control.observe, ...touched], view);
  const { uid, kind, nativeType, provider, account, region, name } = resource;
  const finding = base(
    options,
    compiled,
    { uid, kind, nativeType, provider, account, region, name },
    verdict,
    reason,
    missing,
    observed,
  );
  finding.native = natives.flatMap((row) => nativeResult(control.native, row, verdict));
  return finding;
}

/** What of a population a scope finding tells. */
type Unread = Pick<
  Population,
  'provider' | 'account' | 'region' | 'kind' | 'nativeType' | 'collector' | 'operation' | 'missing'
>;

/** A scope finding: the list that would have named the resources could not be read to its end. */
function unread(options: EvaluateOptions, compiled: CompiledControl, population: Unread): Finding {
  const { provider, account, region, kind, nativeType, collector, operation } = population;
  const missing: MissingFact[] = population.missing.map((one) => ({ fact: 'population', ...one }));
  const what = nounOf(kind);
  const first = population.missing[0];
  const because = first
    ? `${first.operation ?? operation} ${first.errorCode ? `answered ${first.errorCode}` : first.reason}`
    : 'its end was not reached';
  const resource = {
    uid: `scope:${provider}:${account}:${region}:${collector}`,
    kind,
    nativeType,
    provider,
    account,
    region,
    name: `all ${what}`,
  };
  const finding = base(
    options,
    compiled,
    resource,
    'unknown',
    `the list of ${what} could not be read to its end: ${because}`,
    missing,
    [],
  );
  finding.population = { operation, collector };
  return finding;
}

function base(
  options: EvaluateOptions,
  { control }: CompiledControl,
  resource: Omit<Finding['resource'], 'accountName'>,
  verdict: Verdict,
  reason: string,
  missing: MissingFact[],
  observed: Observed[],
): Finding {
  const { store, catalog, scanTime, accountNames } = options;
  const key = findingKey(control.id, resource.provider, resource.account, resource.region, resource.uid);
  const state: Json = {
    verdict,
    severity: control.severity,
    observed: observed.map(({ fact, value }) => ({ fact, value: value ?? null })),
  };
  return {
    key,
    uid: findingUid(key, store.scan),
    scan: store.scan,
    control: control.id,
    title: control.title,
    severity: control.severity,
    verdict,
    reason,
    resource: { ...resource, accountName: accountNames.get(resource.account) ?? resource.account },
    observed,
    missing,
    native: [],
    frameworks: catalog.frameworksOf(control.id),
    firstSeen: scanTime.toISOString(),
    lastSeen: scanTime.toISOString(),
    stateHash: sha256(canonical(state)),
    waiver: null,
  };
}

function nativeResult(rules: Record<string, string[]>, row: NativeRow, verdict: Verdict): NativeResult[] {
  if (!rules[row.source]?.includes(row.rule)) return [];
  const both = (verdict === 'pass' || verdict === 'fail') && (row.status === 'pass' || row.status === 'fail');
  return [
    {
      source: row.source,
      rule: row.rule,
      status: row.status,
      agrees: both ? row.status === verdict : null,
      evidence: row.evidence,
    },
  ];
}

/** Values that the verdict rests on: facts, links as uids, and `link.fact` as one value for each linked resource. */
function observe(paths: readonly string[], view: ResourceView): Observed[] {
  const out = new Map<string, Observed>();
  for (const path of paths) {
    if (out.has(path) || path === 'scanTime') continue;
    const [head = '', field] = path.split('.');
    if (field === undefined) out.set(path, factOrLink(head, view));
    else {
      const through = linkedFact(head, field, path, view);
      // A field of a record stands in the value of its list fact already.
      if (through) out.set(path, through);
      else if (!out.has(head)) out.set(head, factOrLink(head, view));
    }
  }
  return [...out.values()];
}

function factOrLink(name: string, view: ResourceView): Observed {
  const fact = view.fact(name);
  if (fact.value !== undefined || (fact.missing && fact.missing[0]?.detail !== 'this version does not read it')) {
    const { value, from, byDesign } = fact;
    return { fact: name, ...(value === undefined ? {} : { value }), from, ...(byDesign ? { byDesign } : {}) };
  }
  const link = view.link(name);
  if (!link.items) return { fact: name, from: link.from };
  return {
    fact: name,
    value: link.items.map((item) => (isMissingValue(item) ? 'not known' : item.uid)),
    from: link.from,
  };
}

function linkedFact(head: string, field: string, path: string, view: ResourceView): Observed | undefined {
  const items = view.link(head).items ?? [];
  if (items.length === 0) return undefined;
  const from: Source[] = [];
  const value: Json[] = items.slice(0, 50).map((item) => {
    if (isMissingValue(item)) return 'not known';
    const fact = item.fact(field);
    from.push(...fact.from.slice(0, 4));
    return fact.value === undefined ? 'not known' : fact.value;
  });
  return { fact: path, value, from: from.slice(0, 50) };
}

function nounOf(kind: string): string {
  return kinds[kind as KindName]?.noun[1] ?? kind; // stored kinds come from typed collectors
}
