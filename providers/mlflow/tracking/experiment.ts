import { derive, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { byTable, documentsOf, mlflow, neverIdle, ownershipOf, residency, tagMap, timeOf } from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';
import { bucketLinks } from '../rows/storage.ts';
import { experimentList } from './lists.ts';

const { from, raw } = mlflow;
const tags = raw('SearchExperiments', '/tags');
const none = { reads: [], map: () => ({ value: undefined, from: [] }) };
/** Databricks and others name the owner in a tag of their own. */
const owner = derive([tags], (list) => tagMap(list)['mlflow.ownerEmail']);

export const lifecycles = byTable<'active' | 'archived'>('lifecycle stage', { active: 'active', deleted: 'archived' });

export const experiments = collector({
  provider: 'mlflow',
  id: 'mlflow/experiment',
  service: 'mlflow',
  kind: 'ml.experiment',
  nativeType: 'MLflow::Experiment',
  at: 'account',
  list: experimentList,
  reads: [handshakeRead, anonymousRead],
  uid: (item, { account }) => uidOf(account, 'experiment', String(item.experiment_id)),
  name: (item) => String(item.name ?? item.experiment_id),

  facts: {
    ...sharing,
    documents: documentsOf(none, tags),
    ...ownershipOf(tags, owner),
    state: from('SearchExperiments', '/lifecycle_stage', lifecycles, { absent: missing() }),
    // Servers before 1.28 do not tell times.
    createdAt: from('SearchExperiments', '/creation_time', timeOf, { absent: missing() }),
    modifiedAt: from('SearchExperiments', '/last_update_time', timeOf, { absent: missing() }),
    ...neverIdle,
    ...residency,
    artifactUri: from('SearchExperiments', '/artifact_location', (uri) => uri, { absent: '' }),
  },
  links: { buckets: bucketLinks(derive([raw('SearchExperiments', '/artifact_location')], (uri) => [uri])) },
});
