import type { Finding } from '../model/finding.ts';
import type { FormatContext } from './context.ts';

export interface NamedRequirement {
  framework: string;
  /** Title and version of the framework. */
  standard: string;
  id: string;
  /** `` where the catalog of the scan does not know it. */
  title: string;
}

/** The requirements that a finding bears on, by framework, with their names. */
export function requirementsOf(finding: Finding, context: FormatContext): NamedRequirement[] {
  return Object.entries(finding.frameworks).flatMap(([framework, ids]) => {
    const names = context.frameworks.get(framework);
    return ids.map((id) => ({
      framework,
      standard: names?.title ?? framework,
      id,
      title: names?.requirements.get(id) ?? '',
    }));
  });
}

/** `soc2:CC6.1` and so on. */
export function requirementIds(finding: Finding): string[] {
  return Object.entries(finding.frameworks).flatMap(([framework, ids]) => ids.map((id) => `${framework}:${id}`));
}

/** Remembers what was made of a control, its title and its requirements: a million findings share them. */
export class PerControl<T> {
  private readonly kept = new Map<string, { of: Finding; made: T }>();
  private readonly make: (finding: Finding) => T;

  constructor(make: (finding: Finding) => T) {
    this.make = make;
  }

  /** @param apart what else it depends on: verdict, provider. */
  of(finding: Finding, apart: string): T {
    const name = `${finding.control}\n${apart}`;
    const found = this.kept.get(name);
    if (found && found.of.title === finding.title && isSame(found.of.frameworks, finding.frameworks)) return found.made;
    const made = this.make(finding);
    // Controls are few; what a damaged scan makes up must not fill the memory.
    if (this.kept.size > 20_000) this.kept.clear();
    this.kept.set(name, { of: finding, made });
    return made;
  }
}

function isSame(a: Finding['frameworks'], b: Finding['frameworks']): boolean {
  if (a === b) return true;
  let count = 0;
  for (const name in a) {
    const [left, right] = [a[name] ?? [], b[name]];
    if (right?.length !== left.length) return false;
    for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
    count += 1;
  }
  for (const _name in b) count -= 1;
  return count === 0;
}
