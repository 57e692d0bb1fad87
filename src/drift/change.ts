import type { Absence, ChangeStatus } from '../model/change.ts';
import type { Finding } from '../model/finding.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import type { FindingRow } from './side.ts';

/** What became of one finding. Findings are parsed when they are looked at: of most, nobody asks. */
export class Change {
  readonly status: ChangeStatus;
  /** Why the scan that does not have it cannot tell; absent where both have it, or there was nothing to find. */
  readonly absence: Absence | undefined;
  private readonly now: FindingRow | undefined;
  private readonly before: FindingRow | undefined;
  private readonly any: FindingRow;
  private parsed: Finding | undefined;
  private parsedBefore: Finding | undefined;

  constructor(
    status: ChangeStatus,
    rows: { now: FindingRow; before?: FindingRow | undefined } | { now?: undefined; before: FindingRow },
    absence?: Absence,
  ) {
    this.status = status;
    this.absence = absence;
    this.now = rows.now;
    this.before = rows.before;
    this.any = rows.now ?? rows.before;
  }

  get key(): string {
    return this.any.key;
  }

  /** Whether the scan that is compared has it; where not, `finding` is what it was. */
  get present(): boolean {
    return this.now !== undefined;
  }

  /** As the scan that is compared has it. */
  get row(): FindingRow | undefined {
    return this.now;
  }

  /** As it is now; where it is no more, or cannot be seen, as it was. */
  get finding(): Finding {
    this.parsed ??= JSON.parse(this.any.line) as Finding; // of the store, or checked when the folder was opened
    return this.parsed;
  }

  /** As it was; null where it was not there. */
  get previous(): Finding | null {
    if (this.before === undefined) return null;
    if (this.before === this.any) return this.finding;
    this.parsedBefore ??= JSON.parse(this.before.line) as Finding; // as above
    return this.parsedBefore;
  }

  /** Verdict now; undefined where the scan does not have it. */
  get verdict(): Verdict | undefined {
    return this.now?.verdict;
  }

  get previousVerdict(): Verdict | undefined {
    return this.before?.verdict;
  }

  get severity(): Severity {
    return this.any.severity;
  }

  /** It fails, and was not known to fail before: what `--fail-on new:` counts. */
  get newFailure(): boolean {
    return this.verdict === 'fail' && this.previousVerdict !== 'fail';
  }
}
