import type { Gap, Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { Unread } from './finding-maker.ts';

/**
 * Lists that an API refuses because it is switched off, in every region of an account alike.
 *
 * That an API is off does not say that nothing is there: what was made before it was switched off may go on (a machine
 * behind a notebook does), and nobody can list it. So such lists stay unknown; but one switch is one thing to know and to
 * do, so it is told once an account, not once a region.
 *
 * @see https://cloud.google.com/service-usage/docs/enable-disable (2026-11)
 */
export class SwitchedOff {
  /** `account|operation` of lists that were refused so wherever they were asked, and nowhere for anything else. */
  private readonly operations: ReadonlySet<string>;

  constructor(populations: readonly Population[]) {
    const all = Map.groupBy(
      populations.filter(({ operation }) => operation !== ''),
      ({ provider, account, operation }) => keyOf(provider, account, operation),
    );
    this.operations = new Set(
      [...all].flatMap(([key, lists]) => {
        const codes = new Set(lists.map(({ missing, endReached }) => (endReached ? undefined : codeOf(missing))));
        return codes.size === 1 && !codes.has(undefined) ? [key] : [];
      }),
    );
  }

  /** Lists, and kinds that others refer to: those of several regions that were refused so are one. */
  together(unread: readonly Unread[]): Unread[] {
    const groups = Map.groupBy(unread, ({ provider, account, collector }) => keyOf(provider, account, collector));
    return [...groups.values()].flatMap((group) => {
      const off = group.filter((one) => this.isOff(one));
      const rest = group.filter((one) => !off.includes(one));
      const [first] = off;
      // Where something else is told of the whole account, it keeps that place.
      if (!first || off.length < 2 || rest.some(({ region }) => region === everywhere)) return group;
      const regions = off.map(({ region }) => region).sort();
      const missing = distinct(off.flatMap((one) => one.missing)).map((one) => ({ ...one, detail: inEach(regions) }));
      return [...rest, { ...first, region: everywhere, missing }];
    });
  }

  /** The same for the calls that failed so. */
  gaps(gaps: readonly Gap[]): Gap[] {
    const isOff = ({ reason, provider, account, operation }: Gap) =>
      reason === 'api-disabled' && this.operations.has(keyOf(provider, account, operation));
    const groups = Map.groupBy(
      gaps.filter(isOff),
      ({ provider, account, operation, errorCode }) => `${keyOf(provider, account, operation)}|${errorCode}`,
    );
    const merged = [...groups.values()].flatMap((group): Gap[] => {
      const [first] = group;
      if (!first || group.length < 2) return group;
      const calls = group.reduce((sum, one) => sum + one.calls, 0);
      return [{ ...first, region: everywhere, calls, detail: inEach(group.map(({ region }) => region).sort()) }];
    });
    return [...gaps.filter((one) => !isOff(one)), ...merged];
  }

  private isOff({ provider, account, missing }: Unread): boolean {
    return (
      codeOf(missing) !== undefined &&
      missing.every(({ operation = '' }) => this.operations.has(keyOf(provider, account, operation)))
    );
  }
}

/** The region of what is said of a whole account. */
const everywhere = 'global';

function keyOf(...parts: readonly string[]): string {
  return parts.join('|');
}

/** The one code with which an API said that it is off; undefined where anything else was said, too. */
function codeOf(missing: readonly Missing[]): string | undefined {
  const codes = new Set(missing.map(({ reason, errorCode }) => (reason === 'api-disabled' ? errorCode : undefined)));
  return codes.size === 1 ? [...codes][0] : undefined;
}

function distinct(all: readonly Missing[]): Missing[] {
  return [...new Map(all.map((one) => [keyOf(one.operation ?? '', one.errorCode ?? ''), one])).values()];
}

function inEach(regions: readonly string[]): string {
  return `in each of ${regions.length} places: ${regions.join(', ')}`;
}
