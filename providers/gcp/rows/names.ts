import type { Scope } from '../../../src/model/evidence.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';

/**
 * The uid of a resource of the scope's own project: its full resource name, with the project's id. Answers name the
 * project by its number or by its id, as the API likes.
 *
 * @see https://cloud.google.com/apis/design/resource_names#full_resource_name
 */
export function uidOf(service: string, name: unknown, scope: Pick<Scope, 'account'>): string {
  return `//${service}.googleapis.com/${String(name).replace(/^projects\/[^/]+/, `projects/${scope.account}`)}`;
}

/**
 * The uid of a resource that another one names: the project of the link may be this one, another one of the scan, or
 * one that is not scanned; the first two are known by id and by number.
 */
export function linkUid(service: string, name: string, answers: Answers): string {
  return `//${service}.googleapis.com/${withProjectId(name, answers)}`;
}

/** A relative resource name (`projects/...`) with the project's id where it is known. */
export function withProjectId(name: string, { scope, item, aliases }: Answers): string {
  const project = /^projects\/([^/]+)/.exec(name)?.[1];
  if (project === undefined) return name;
  // The item's own name tells the number of its own project.
  const own = /^projects\/([^/]+)/.exec(String(item.name ?? ''))?.[1];
  const id = aliases?.get(project) ?? (project === own ? scope.account : project);
  return name.replace(/^projects\/[^/]+/, `projects/${id}`);
}

/** The location in a resource name; undefined where it has none. */
export function locationIn(name: string): string | undefined {
  return /\/(?:locations|regions)\/([^/]+)/.exec(name)?.[1];
}

/** Last segment of a resource name. */
export function lastSegment(name: unknown): string {
  return String(name).split('/').at(-1) ?? '';
}

/** Bucket of a `gs://` address, as uid; undefined for anything else. */
export function bucketUid(uri: string): string | undefined {
  const bucket = /^gs:\/\/([^/]+)/.exec(uri)?.[1];
  return bucket === undefined ? undefined : `//storage.googleapis.com/${bucket}`;
}

/** BigQuery dataset of `bq://project.dataset.table`, as uid; undefined for anything else. */
export function bigQueryUid(uri: string, answers: Answers): string | undefined {
  const found = /^bq:\/\/((?:[a-z0-9.-]+:)?[^.:]+)\.([^.]+)/.exec(uri);
  if (!found?.[1] || !found[2]) return undefined;
  const project = answers.aliases?.get(found[1]) ?? found[1];
  return `//bigquery.googleapis.com/projects/${project}/datasets/${found[2]}`;
}

/** Buckets and BigQuery datasets that addresses lead to, each once. Addresses of other things are left out. */
export function storeUids(uris: readonly (string | undefined)[], answers: Answers): string[] {
  return [...new Set(uris.flatMap((uri) => (uri ? (bucketUid(uri) ?? bigQueryUid(uri, answers) ?? []) : [])))];
}
