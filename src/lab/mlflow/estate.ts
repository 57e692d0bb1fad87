import type { JsonObject } from '../../model/json.ts';
import type { Collection } from '../collection.ts';

/** One tracking server. Resources have the shape that MLflow's REST API 2.0 answers; empty members are left out. */
export interface MlflowEstate {
  /** Id of the server in findings. */
  id: string;
  name: string;
  /** What `/version` says. */
  version: string;
  /** With users the server asks who is there (basic-auth); without it is open. */
  users: readonly MlflowUser[];
  experiments: Collection<JsonObject>;
  /** By experiment, newest first. */
  runs: Readonly<Record<string, Collection<JsonObject>>>;
  loggedModels?: Readonly<Record<string, Collection<JsonObject>>>;
  models: Collection<JsonObject>;
  versions: Collection<JsonObject>;
  webhooks?: Collection<JsonObject>;
  /** Paths of files by run, as they lie below its artifact root. */
  files?: Readonly<Record<string, readonly string[]>>;
}

export interface MlflowUser {
  username: string;
  password: string;
  admin: boolean;
}
