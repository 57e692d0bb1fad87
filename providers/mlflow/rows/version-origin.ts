import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { uidOf } from '../address.ts';
import { jobsIn } from '../analysis/jobs.ts';
import { baseModelOf, entryOf, type LoggedEntry, loggedEntries } from '../analysis/logged.ts';
import type { Run } from '../answers.ts';
import { datasetUid } from '../tracking/dataset.ts';
import { mlflow, tagMap } from './common.ts';
import { revisionIn } from './revision.ts';

const { raw } = mlflow;

/** Id of a logged model in a version's address: `models:/m-0123…`. */
export function loggedModelId(source: unknown): string | undefined {
  return typeof source === 'string' ? /^models:\/(m-[A-Za-z0-9]+)$/.exec(source)?.[1] : undefined;
}

/** The run that made the model: undefined where none is named, or the one that is named is not there. */
export const madeBy: Spec<Run | undefined> = raw('GetRun', '/run') as Spec<Run | undefined>; // typed by the answer, whose members JSON keeps

/** Where the files lie: the version's own address, or that of the logged model which it names. */
export function sourceOf(source: Spec<string | undefined>): Spec<string> {
  return derive([source, raw('GetLoggedModel', '/model/info/artifact_uri')], (named, logged) =>
    loggedModelId(named) === undefined
      ? (named ?? '')
      : (logged ?? missing('the logged model that it names is not there')),
  );
}

const server = fromScope((answers: Answers) => answers.scope.account);

/** What leads back from a model: run, jobs of a cloud, data, commit. */
export const lineage = {
  runs: derive([madeBy, server], (run, account): (string | MissingValue)[] =>
    run?.info?.run_id ? [uidOf(account, 'run', run.info.run_id)] : [],
  ),
  jobs: derive([madeBy], (run): (string | MissingValue)[] => jobsIn(run?.data?.tags ?? [])),
  datasets: derive([madeBy, server], (run, account): (string | MissingValue)[] => [
    ...new Set((run?.inputs?.dataset_inputs ?? []).flatMap((input) => datasetUid(account, input) ?? [])),
  ]),
};

export const sourceRevision: Spec<string> = derive([madeBy], (run) => revisionIn(run?.data?.tags));

/** What the run recorded of the model that it logged; undefined where it recorded nothing (MLflow 3, or another tool). */
export function loggedEntry(source: Spec<string>): Spec<LoggedEntry | undefined> {
  return derive([madeBy, source], (run, address) =>
    entryOf(loggedEntries(tagMap(run?.data?.tags)['mlflow.log-model.history']), address),
  );
}

/** Tags in which people name the public model that theirs is based on. */
const baseTags = ['base_model', 'mlflow.base_model', 'foundation_model', 'hf_model_name', 'source_model_name'];

/** Who made it: our run, or a public model that was only wrapped or tuned. A model that no run leads to could be anybody's. */
export function originOf(
  entry: Spec<LoggedEntry | undefined>,
  tags: Spec<readonly { key?: string; value?: string }[] | undefined>,
) {
  return derive([entry, madeBy, tags], (logged, run, own): 'own' | 'provider' | 'public' | MissingValue => {
    const set = { ...tagMap(run?.data?.tags), ...tagMap(own) };
    if ((logged && baseModelOf(logged)) || baseTags.some((name) => set[name])) return 'public';
    return run === undefined
      ? missing('No run leads to it. Ask who made the files, and where they came from.', 'not-exposed')
      : 'own';
  });
}

/** Folder of the model below the files of its run; undefined where it lies elsewhere. */
export function folderInRun(item: JsonObject, got: Answers): string | undefined {
  const root = got.get('GetRun').status === 'answer' ? madeBy.map(got).value : undefined;
  if (root === undefined || isMissingValue(root)) return undefined;
  const base = root.info?.artifact_uri?.replace(/\/+$/, '');
  const source = at(item, '/source');
  return base && typeof source === 'string' && source.startsWith(`${base}/`)
    ? source.slice(base.length + 1).replace(/\/+$/, '')
    : undefined;
}
