import type { Json } from './json.ts';
import type { Provider, Severity, Verdict } from './verdict.ts';

/** How to put it right on one platform: `text` by hand, then by command and by Terraform. */
export interface Fix {
  text: string;
  cli?: string;
  terraform?: string;
  /** Why there is no command or no Terraform, in a sentence. */
  none?: { cli?: string; terraform?: string };
}

/** A row of a control's test table. `{ "$missing": { reason } }` stands for a missing fact. */
export interface ControlCase {
  name: string;
  /** Which of the control's kinds it is about; the first it applies to where absent. */
  kind?: string;
  /** RFC 3339; 2026-01-01T00:00:00Z where absent. */
  scanTime?: string;
  facts: Record<string, Json>;
  expect: Verdict;
}

/** A control as its YAML file states it; `design.md` section 4. */
export interface Control {
  id: string;
  slug: string;
  /** Folder of the file: the control family, e.g. `network`. */
  family: string;
  title: string;
  severity: Severity;
  why: string;
  /** Completes "14 notebooks in ml-dev ...": `[reaches|reach] the internet directly` (one, many). */
  fails_as: string;
  /** Kinds or `trait.<name>` as written. */
  applies_to: string[];
  when?: string;
  pass: string;
  observe: string[];
  fix: Partial<Record<Provider, Fix>>;
  native: Record<string, string[]>;
  themes: string[];
  sources: string[];
  cases: ControlCase[];
  /** What a pass does not prove, where that is not obvious. */
  limits?: string;
  deprecated?: string;
  /** Path of the file, relative to the catalog folder. */
  file: string;
}

export interface Requirement {
  id: string;
  title: string;
  themes: string[];
  /** Controls named directly. */
  controls?: string[];
  /** What configuration can never show for this requirement. */
  note?: string;
}

export interface Framework {
  id: string;
  title: string;
  version: string;
  /** Where the ids were checked. */
  source: string;
  requirements: Requirement[];
}
