import type { Finding } from '../../../src/model/finding.ts';
import { severities, verdicts } from '../../../src/model/verdict.ts';
import { evidenceOf } from '../../view/citations.ts';
import { isFresh } from '../../view/groups.ts';
import { Dictionary, Texts } from './dictionary.ts';
import { type FindingColumns, type FindingDetail, frameSizes, isDisputed, isNew, isScope } from './format.ts';
import { Blocks, type FrameWriter } from './frames.ts';
import type { Subjects } from './subjects.ts';

/** Findings as columns; what only a finding's own page shows goes into frames. */
export class FindingEncoder {
  /** Controls that findings name and the catalog does not have, with one finding of each. */
  readonly strangers: Finding[] = [];
  readonly reasons = new Texts();
  readonly times = new Texts();
  readonly requirements = new Dictionary<[framework: string, id: string]>();
  readonly requirementSets = new Dictionary<number[]>();
  readonly unread = new Texts();
  readonly unreadSets = new Dictionary<number[]>();
  readonly columns: FindingColumns = {
    ...{ verdict: [], severity: [], control: [], subject: [] },
    ...{ reason: [], firstSeen: [], requirements: [], unread: [], flags: [] },
  };
  /** Evidence numbers that findings cite, in the order in which a reader would ask for them: failures come first. */
  readonly cited = new Set<number>();
  readonly #numberOf: Map<string, number>;
  readonly #keys: Buffer[] = [];
  readonly #subjects: Subjects;
  readonly #blocks: Blocks<FindingDetail>;
  readonly #scanStart: string;

  /** @param controls ids of the catalog; findings of others are numbered behind them. */
  constructor(controls: string[], subjects: Subjects, writer: FrameWriter, scanStart: string) {
    this.#numberOf = new Map(controls.map((id, number) => [id, number]));
    this.#subjects = subjects;
    this.#blocks = new Blocks(writer, 'finding', frameSizes.finding);
    this.#scanStart = scanStart;
  }

  async add(finding: Finding): Promise<void> {
    const { columns } = this;
    columns.verdict.push(verdicts.indexOf(finding.verdict));
    columns.severity.push(severities.indexOf(finding.severity));
    columns.control.push(this.#control(finding));
    columns.subject.push(this.#subjects.number(finding.resource));
    columns.reason.push(this.reasons.of(finding.reason));
    columns.firstSeen.push(this.times.of(finding.firstSeen));
    columns.requirements.push(this.#requirementSet(finding.frameworks));
    columns.unread.push(this.#unreadSet(finding.missing));
    columns.flags.push(this.#flags(finding));
    this.#keys.push(Buffer.from(finding.key, 'hex'));
    for (const number of evidenceOf(finding)) this.cited.add(number);
    const { observed, missing, native, population } = finding;
    await this.#blocks.add({ observed, missing, native, ...(population ? { population } : {}) });
  }

  /** The keys, 32 bytes each, as base64: they are random and do not compress. */
  async done(): Promise<string> {
    await this.#blocks.flush();
    return Buffer.concat(this.#keys).toString('base64');
  }

  #control(finding: Finding): number {
    const known = this.#numberOf.get(finding.control);
    if (known !== undefined) return known;
    const number = this.#numberOf.size;
    this.#numberOf.set(finding.control, number);
    this.strangers.push(finding);
    return number;
  }

  #requirementSet(frameworks: Finding['frameworks']): number {
    const set = Object.entries(frameworks).flatMap(([framework, ids]) =>
      ids.map((id) => this.requirements.number(`${framework}\n${id}`, () => [framework, id])),
    );
    return this.requirementSets.number(set.join(), () => set);
  }

  #unreadSet(missing: Finding['missing']): number {
    const operations = new Set(missing.flatMap(({ operation }) => (operation ? [operation] : [])));
    const set = [...operations].map((operation) => this.unread.of(operation));
    return this.unreadSets.number(set.join(), () => set);
  }

  #flags(finding: Finding): number {
    const disputed = finding.native.some((one) => one.agrees === false);
    const fresh = isFresh(finding, this.#scanStart);
    return (finding.population ? isScope : 0) | (disputed ? isDisputed : 0) | (fresh ? isNew : 0);
  }
}
