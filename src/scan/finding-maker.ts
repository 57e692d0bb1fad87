import { type CompiledControl, judge } from '../catalog/judge.ts';
import { canonical } from '../model/canonical.ts';
import type { Population } from '../model/evidence.ts';
import { isMissingValue, type Missing } from '../model/facts.ts';
import type { Finding, MissingFact, NativeResult, Observed } from '../model/finding.ts';
import { findingKey, findingUid, sha256 } from '../model/identity.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ResourceView } from '../model/view.ts';
import type { NativeRow } from '../store/rows.ts';
import { observe } from './observe.ts';
import { nounOf } from './stored-kind.ts';

/** What a scope finding tells of a population that was not read to its end. */
export type Unread = Pick<
  Population,
  'provider' | 'account' | 'region' | 'kind' | 'nativeType' | 'collector' | 'operation' | 'missing'
> & {
  /** Not a list: references to a kind that has none of its own. */
  references?: true;
};

export interface MakerOptions {
  scan: string;
  scanTime: Date;
  accountNames: ReadonlyMap<string, string>;
  frameworksOf: (control: string) => Record<string, string[]>;
}

/** Makes the findings of one scan. */
export class FindingMaker {
  private readonly options: MakerOptions;
  private readonly time: string;
  /** By control: shared by its findings, of which there may be a million. */
  private readonly frameworks = new Map<string, Record<string, string[]>>();

  constructor(options: MakerOptions) {
    this.options = options;
    this.time = options.scanTime.toISOString();
  }

  /** One control judged on one resource. */
  judged(compiled: CompiledControl, resource: Resource, view: ResourceView, natives: readonly NativeRow[]): Finding {
    const { control } = compiled;
    const { verdict, reason, missing, touched } = judge(compiled, view, this.options.scanTime);
    const { uid, kind, nativeType, provider, account, region, name } = resource;
    const about = { uid, kind, nativeType, provider, account, region, name };
    const observed = observe([...control.observe, ...touched], view);
    const finding = this.base(compiled, about, { verdict, reason, missing, observed });
    finding.native = natives.flatMap((row) => nativeResult(control.native, row, verdict));
    return finding;
  }

  /** A scope finding: the list that would have named the resources could not be read to its end. */
  unread(compiled: CompiledControl, population: Unread): Finding {
    const { provider, account, region, kind, nativeType, collector, operation, references } = population;
    const missing: MissingFact[] = population.missing.map((one) => ({ fact: 'population', ...one }));
    const what = nounOf(kind);
    const because = becauseOf(population.missing[0], operation);
    const uid = `scope:${provider}:${account}:${region}:${collector}`;
    const about = { uid, kind, nativeType, provider, account, region, name: `all ${what}` };
    const reason = references
      ? `which ${what} are referred to could not be told to the end: ${because}`
      : `the list of ${what} could not be read to its end: ${because}`;
    const finding = this.base(compiled, about, { verdict: 'unknown', reason, missing, observed: [] });
    finding.population = { operation, collector, ...(references ? { references } : {}) };
    return finding;
  }

  private base(
    { control }: CompiledControl,
    resource: Omit<Finding['resource'], 'accountName'>,
    found: { verdict: Verdict; reason: string; missing: MissingFact[]; observed: Observed[] },
  ): Finding {
    const { scan, accountNames } = this.options;
    const key = findingKey(control.id, resource.provider, resource.account, resource.region, resource.uid);
    return {
      key,
      uid: findingUid(key, scan),
      scan,
      control: control.id,
      title: control.title,
      severity: control.severity,
      verdict: found.verdict,
      reason: found.reason,
      resource: { ...resource, accountName: accountNames.get(resource.account) ?? resource.account },
      observed: found.observed,
      missing: found.missing,
      native: [],
      frameworks: this.frameworksOf(control.id),
      firstSeen: this.time,
      lastSeen: this.time,
      stateHash: stateHash(found.verdict, control.severity, found.observed),
      waiver: null,
    };
  }

  private frameworksOf(control: string): Record<string, string[]> {
    let found = this.frameworks.get(control);
    if (!found) {
      found = this.options.frameworksOf(control);
      this.frameworks.set(control, found);
    }
    return found;
  }
}

/** Why a list has no known end. An API that is off is told once for all the places where it was asked. */
function becauseOf(first: Missing | undefined, operation: string): string {
  if (first === undefined) return 'its end was not reached';
  const { reason, errorCode, detail } = first;
  const where = reason === 'api-disabled' && detail ? ` ${detail}` : '';
  return `${first.operation ?? operation} ${errorCode ? `answered ${errorCode}` : reason}${where}`;
}

/** Equal for equal states, whenever they were read: evidence numbers differ from scan to scan. */
function stateHash(verdict: Verdict, severity: string, observed: readonly Observed[]): string {
  const facts = observed.map(({ fact, value }) => ({ fact, value: value === undefined ? null : timeless(value) }));
  return sha256(canonical({ verdict, severity, observed: facts }));
}

function timeless(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(timeless);
  if (isMissingValue(value)) {
    const { evidence: _evidence, ...rest } = value.$missing;
    return { $missing: { ...rest } };
  }
  const out: { [key: string]: Json } = Object.create(null); // names of a map are untrusted text
  for (const [key, item] of Object.entries(value)) out[key] = timeless(item);
  return out;
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
