import type { JsonObject } from '../../model/json.ts';
import type { Collection } from '../collection.ts';

/** A project of Google Cloud. */
export interface GcpProject {
  id: string;
  number: string;
  name: string;
  /** Default ACTIVE. */
  state?: 'ACTIVE' | 'DELETE_REQUESTED';
  /** What it lies in, nearest first: `folders/55`, `organizations/99`. */
  above: readonly string[];
  /** Its IAM policy, with audit configs. */
  policy: JsonObject;
  /** Constraints of the organisation that are on here: `storage.publicAccessPrevention`. */
  enforced?: readonly string[];
  /** Constraints that are lists, by what is allowed (`vertexai.allowedModels`); an empty list allows nothing. */
  allowed?: Readonly<Record<string, readonly string[]>>;
  /** Whether the services of Security Command Center run; default ENABLED. */
  posture?: 'ENABLED' | 'DISABLED';
  /** Services that are switched on beyond those that the lab has: `generativelanguage.googleapis.com`. */
  enabled?: readonly string[];
  /** Services that are switched off: `notebooks`. */
  disabled?: readonly string[];
  /**
   * Resources in the shape of the GET answers, by service and the path of their list behind the project:
   * `aiplatform/locations/europe-west4/models`, below one of them
   * `aiplatform/locations/europe-west4/models/5@2/evaluations`.
   */
  resources: Readonly<Record<string, Collection<JsonObject>>>;
  /** Active findings of Security Health Analytics: category and full resource name. */
  findings?: readonly { category: string; resource: string; mute?: 'MUTED' | 'UNMUTED' }[];
}

/** An access policy by its number. */
export interface AccessPolicy {
  policy: string;
  perimeters: readonly JsonObject[];
  levels?: readonly JsonObject[];
}

/** Everything that the lab simulates of Google Cloud. */
export interface GcpEstate {
  /** E-mail of the service account that scans. */
  scanner: string;
  /** How long a token lives; default an hour. */
  tokenSeconds?: number;
  projects: readonly GcpProject[];
  /** Folders and the organisation by name (`folders/55`): what they lie in, and their policy. */
  containers: Readonly<Record<string, { displayName: string; parent?: string; policy: JsonObject }>>;
  /** Permissions of predefined roles. */
  roles?: Readonly<Record<string, readonly string[]>>;
  /** Access policies with their perimeters and access levels, by organisation. */
  perimeters?: Readonly<Record<string, readonly AccessPolicy[]>>;
  /** Location in which a service answers nothing but errors, as an outage. */
  down?: readonly { service: string; region: string }[];
}
