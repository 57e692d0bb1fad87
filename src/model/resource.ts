import type { Fact, Missing, MissingValue } from './facts.ts';
import type { Provider } from './verdict.ts';

/** Uids of linked resources; an entry, or the whole link, may be missing. */
export interface Link {
  value?: (string | MissingValue)[];
  missing?: Missing[];
  from: Fact['from'];
}

/** One resource as a provider translated it. Facts by name; every fact of its kind is there, known or missing. */
export interface Resource {
  /** Canonical id: ARN, lower-cased Azure id, full GCP resource name, mlflow://host/kind/id. */
  uid: string;
  kind: string;
  /** The platform's own type, e.g. `AWS::SageMaker::NotebookInstance`. */
  nativeType: string;
  provider: Provider;
  account: string;
  region: string;
  /** Untrusted text. */
  name: string;
  /** Ids of native resources that only configure this one; vendor findings on them join here. */
  parts: string[];
  facts: Record<string, Fact>;
  links: Record<string, Link>;
}
