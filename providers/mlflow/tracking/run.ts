import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, missing, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { byTable, mlflow, neverIdle, ownershipOf, residency, tagMap, timeOf } from '../rows/common.ts';
import { revisionIn } from '../rows/revision.ts';
import { bucketLinks } from '../rows/storage.ts';
import { lifecycles } from './experiment.ts';
import { runList } from './lists.ts';

const { from, raw } = mlflow;
const tags = raw('SearchRuns', '/data/tags');
const user = raw('SearchRuns', '/info/user_id');

/** @see https://mlflow.org/docs/latest/api_reference/rest-api.html#runstatus */
export const outcomes = byTable<'succeeded' | 'running' | 'stopped' | 'failed'>('run status', {
  FINISHED: 'succeeded',
  RUNNING: 'running',
  SCHEDULED: 'running',
  KILLED: 'stopped',
  FAILED: 'failed',
});

export const runs = collector({
  provider: 'mlflow',
  id: 'mlflow/run',
  service: 'mlflow',
  kind: 'ml.run',
  nativeType: 'MLflow::Run',
  at: 'account',
  list: runList,
  reads: [],
  // One attempt of a search is a part of the run that searches: it is judged there.
  keep: ({ item }) => {
    const list = at(item, '/data/tags');
    return !(Array.isArray(list) && list.some((tag) => at(tag, '/key') === 'mlflow.parentRunId'));
  },
  uid: (item, { account }) => uidOf(account, 'run', String(at(item, '/info/run_id') ?? '')),
  name: (item) => String(at(item, '/info/run_name') ?? at(item, '/info/run_id')),

  facts: {
    images: notSupported('A run of MLflow names no image.'),
    artifacts: notSupported('A run writes files, it loads none that it names.'),
    sourceRevision: derive([tags], revisionIn),
    patched: notSupported('A run of MLflow does not name the machine.'),
    ...ownershipOf(tags, user),
    state: from('SearchRuns', '/info/lifecycle_stage', lifecycles, { absent: missing() }),
    createdAt: from('SearchRuns', '/info/start_time', timeOf, { absent: missing() }),
    // Left out while it runs: nothing after its start is told.
    modifiedAt: derive([raw('SearchRuns', '/info/end_time'), raw('SearchRuns', '/info/start_time')], (end, start) =>
      timeOf(end ?? start ?? ''),
    ),
    ...neverIdle,
    ...residency,
    paramsLogged: from('SearchRuns', '/data/params', (list) => list.length, { absent: 0 }),
    metricsLogged: from('SearchRuns', '/data/metrics', (list) => list.length, { absent: 0 }),
    datasetsLogged: from('SearchRuns', '/inputs/dataset_inputs', (list) => list.length, { absent: 0 }),
    outcome: from('SearchRuns', '/info/status', outcomes, { absent: missing() }),
    startedAt: from('SearchRuns', '/info/start_time', timeOf, { absent: missing() }),
    ranBy: derive([tags, user], (list, id) => tagMap(list)['mlflow.user'] || (id ?? '')),
  },
  links: { buckets: bucketLinks(derive([raw('SearchRuns', '/info/artifact_uri')], (uri) => [uri])) },
});
