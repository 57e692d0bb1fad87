import type { Gap } from '../model/evidence.ts';
import type { CallSpec, Collector, NativeReader } from '../model/provider.ts';
import type { Provider } from '../model/verdict.ts';

/** A read that was answered wherever it was tried. */
export interface Read {
  provider: Provider;
  /** `service:Operation`. */
  operation: string;
  permission: string;
}

/** A read that nobody tried, so that nothing is known of it. */
export interface Untried extends Read {
  /** The list that leads to it was refused or not answered; or what was read did not call for it. */
  why: 'list-not-read' | 'not-called-for';
}

/** A read that was refused, or got no whole answer, in the same way in these places. */
export interface Unread extends Read {
  reason: Gap['reason'];
  errorCode: string;
  /** `account region`. */
  places: string[];
  /** Whether the same read was answered somewhere. */
  answeredElsewhere: boolean;
}

export interface SortedReads {
  allowed: Read[];
  /** Not permitted: by rights, or since the API is switched off. */
  refused: Unread[];
  /** Tried without a whole answer: no word on the permission. */
  unanswered: Unread[];
  untried: Untried[];
}

/** What `plumbline doctor` found out. */
export interface Examination {
  identities: { account: string; name: string; identity: string }[];
  reads: SortedReads;
  /** Controls that are unknown on what was tried, and the permissions that would cure it. */
  controls: { id: string; title: string; permissions: string[] }[];
}

export interface TriedReads {
  collectors: readonly Collector[];
  natives: readonly NativeReader[];
  /** Calls made, by `service:Operation`. */
  calls: Readonly<Record<string, number>>;
  gaps: readonly Gap[];
}

/** Every read that the collectors declare, by what is known of it after a try. */
export function sortReads({ collectors, natives, calls, gaps }: TriedReads): SortedReads {
  const failing = gaps.filter((gap) => gap.operation !== '' && gap.reason !== 'out-of-scope');
  const failed = new Map<string, number>();
  for (const { operation, calls: times } of failing) failed.set(operation, (failed.get(operation) ?? 0) + times);
  const declared = declaredReads(collectors, natives);
  const unread = together(failing, (operation) => (calls[operation] ?? 0) > (failed.get(operation) ?? 0));
  const reads = [...declared.values()].sort(byOperation);
  return {
    allowed: reads.filter(({ operation }) => operation in calls && !failed.has(operation)).map(plain),
    refused: unread.filter(isRefusal),
    unanswered: unread.filter((one) => !isRefusal(one)),
    untried: reads
      .filter(({ operation }) => !(operation in calls) && !failed.has(operation))
      .map((one) => ({ ...plain(one), why: one.owners.every(isBehind) ? 'list-not-read' : 'not-called-for' })),
  };

  /** Nothing of the collector could be known, since its list, or the one that it hangs on, was not read. */
  function isBehind(owner: string): boolean {
    const list = collectors.find(({ id }) => id === owner)?.list;
    if (!list) return false;
    return failed.has(nameOf(list)) || (list.of !== undefined && isBehind(list.of.collector));
  }
}

const isRefusal = ({ reason }: Unread): boolean => reason === 'access-denied' || reason === 'api-disabled';
const nameOf = ({ service, operation }: CallSpec): string => `${service}:${operation}`;
const byOperation = (a: Read, b: Read): number => a.operation.localeCompare(b.operation);
const plain = ({ provider, operation, permission }: Read): Read => ({ provider, operation, permission });

/** Owners are ids of the collectors and readers that make the call. */
function declaredReads(collectors: readonly Collector[], natives: readonly NativeReader[]) {
  const out = new Map<string, Read & { owners: string[] }>();
  const add = (provider: Provider, owner: string, spec: CallSpec) => {
    const operation = nameOf(spec);
    const known = out.get(operation);
    if (known) known.owners.push(owner);
    else out.set(operation, { provider, operation, permission: spec.permission, owners: [owner] });
  };
  for (const one of collectors)
    for (const spec of [
      ...(one.list ? [one.list, ...(one.list.of?.inventory?.calls ?? [])] : []),
      ...(one.locate?.calls ?? []),
      ...one.reads,
    ])
      add(one.provider, one.id, spec);
  for (const one of natives) for (const spec of one.calls) add(one.provider, one.id, spec);
  return out;
}

/** Gaps of one operation that failed alike are one line with all their places. */
function together(gaps: readonly Gap[], answeredSomewhere: (operation: string) => boolean): Unread[] {
  const out = new Map<string, Unread>();
  for (const { provider, account, region, operation, reason, errorCode, permission } of gaps) {
    const key = [provider, operation, reason, errorCode, permission].join('|');
    const place = `${account} ${region}`;
    const known = out.get(key);
    if (known) known.places.push(place);
    else {
      const answeredElsewhere = answeredSomewhere(operation);
      out.set(key, { provider, operation, permission, reason, errorCode, places: [place], answeredElsewhere });
    }
  }
  return [...out.values()].sort(byOperation);
}
