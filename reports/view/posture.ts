import type { Control } from '../../src/model/control.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type FindingGroup, Grouper } from './groups.ts';
import { mergeWeighed, nothingWeighed, type Weighed, weigh } from './lean.ts';
import { type UnreadCount, UnreadCounter } from './unread.ts';

/** Name of a dimension's value -> what was found there. */
export type Dimension = Map<string, Weighed>;

/** Everything that one walk over the findings counts. Grows with controls, accounts, regions and requirements. */
export interface Posture {
  all: Weighed;
  severity: Dimension;
  family: Dimension;
  control: Dimension;
  provider: Dimension;
  kind: Dimension;
  /** Keys are `provider account`, `provider region`. */
  account: Dimension;
  region: Dimension;
  framework: Dimension;
  /** `provider account` or framework id -> family -> counts: the small plumb lines. */
  familyByAccount: Map<string, Dimension>;
  familyByFramework: Map<string, Dimension>;
  /** Framework id -> requirement id -> control id -> counts. */
  requirement: Map<string, Map<string, Dimension>>;
  groups: FindingGroup[];
  /** Unknown findings by what did not tell. */
  unread: UnreadCount[];
  /** Findings on which a rule of the cloud itself says otherwise. */
  disagreements: number;
}

/** The families of some controls, from what was counted per control: the small plumb line of a framework. */
export function familiesOf(controls: Control[], counts: Dimension): Dimension {
  const families: Dimension = new Map();
  for (const { id, family } of controls) {
    const found = counts.get(id);
    if (found) mergeWeighed(at(families, family), found);
  }
  return families;
}

/** Counts findings as they come. */
export class PostureCounter {
  readonly #families: Map<string, string>;
  readonly #grouper: Grouper;
  readonly #unread = new UnreadCounter();
  readonly #posture: Posture;

  /** @param scanStart RFC 3339: what was first seen then or later is new. */
  constructor(controls: Control[], scanStart: string) {
    this.#families = new Map(controls.map((control) => [control.id, control.family]));
    this.#grouper = new Grouper(scanStart);
    this.#posture = {
      all: nothingWeighed(),
      ...{ severity: new Map(), family: new Map(), control: new Map(), provider: new Map(), kind: new Map() },
      ...{ account: new Map(), region: new Map(), framework: new Map() },
      ...{ familyByAccount: new Map(), familyByFramework: new Map(), requirement: new Map() },
      ...{ groups: [], unread: [], disagreements: 0 },
    };
  }

  add(finding: Finding): void {
    const posture = this.#posture;
    const { provider, account, region, kind } = finding.resource;
    const family = this.#families.get(finding.control) ?? 'other';
    const count = (into: Weighed) => weigh(into, finding.verdict, finding.severity);
    count(posture.all);
    count(at(posture.severity, finding.severity));
    count(at(posture.family, family));
    count(at(posture.control, finding.control));
    count(at(posture.provider, provider));
    count(at(posture.kind, kind));
    count(at(posture.account, `${provider} ${account}`));
    count(at(posture.region, `${provider} ${region}`));
    count(at(within(posture.familyByAccount, `${provider} ${account}`), family));
    for (const [framework, requirements] of Object.entries(finding.frameworks)) {
      count(at(posture.framework, framework));
      count(at(within(posture.familyByFramework, framework), family));
      const byRequirement = within(posture.requirement, framework);
      for (const one of requirements) count(at(within(byRequirement, one), finding.control));
    }
    this.#unread.add(finding);
    if (finding.native.some((one) => one.agrees === false)) posture.disagreements++;
    if (finding.verdict !== 'pass' && finding.verdict !== 'not-applicable') this.#grouper.add(finding);
  }

  /** Groups are of failures, unknowns and what people must attest. */
  done(): Posture {
    return { ...this.#posture, groups: this.#grouper.groups(), unread: this.#unread.counts() };
  }
}

function at(dimension: Dimension, name: string): Weighed {
  const known = dimension.get(name);
  if (known) return known;
  const made = nothingWeighed();
  dimension.set(name, made);
  return made;
}

function within<T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const known = maps.get(name);
  if (known) return known;
  const made = new Map<string, T>();
  maps.set(name, made);
  return made;
}
