import type { Json } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';

/** What a run recorded about a model that it logged (tag `mlflow.log-model.history`, MLflow 1.13 to 2.x). */
export interface LoggedEntry {
  /** Folder below the run's files. */
  path: string;
  flavors: Json;
  /** Its inputs and outputs are described. */
  signature: boolean;
}

/** Entries of the tag; none where it is no JSON list. */
export function loggedEntries(history: string | undefined): LoggedEntry[] {
  if (history === undefined) return [];
  let list: Json;
  try {
    list = JSON.parse(history) as Json; // whatever JSON holds
  } catch {
    return [];
  }
  return (Array.isArray(list) ? list : []).flatMap((entry) => {
    const path = at(entry, '/artifact_path');
    return typeof path === 'string'
      ? [{ path, flavors: at(entry, '/flavors') ?? {}, signature: at(entry, '/signature') !== undefined }]
      : [];
  });
}

/** The entry of the model that lies at an address: its folder is the end of it. The last one, as a rerun overwrites. */
export function entryOf(entries: readonly LoggedEntry[], source: string): LoggedEntry | undefined {
  return entries.findLast(({ path }) => path !== '' && source.replace(/\/+$/, '').endsWith(`/${path}`));
}

/** Name of the public model that a logged one is based on, as its flavors say; undefined where they name none. */
export function baseModelOf({ flavors }: LoggedEntry): string | undefined {
  const name = at(flavors, '/transformers/source_model_name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}
