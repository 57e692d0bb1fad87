import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, missing, notExposed, notSupported, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector, type ListSpec } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { formatOfFlavors } from '../analysis/format.ts';
import { fixesContent } from '../analysis/hash.ts';
import {
  byTable,
  documentsOf,
  emptyOmitted,
  encryptionUnknown,
  mlflow,
  neverIdle,
  noSuchPath,
  ownershipOf,
  residency,
  timeOf,
} from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';
import { bucketLinks } from '../rows/storage.ts';
import { lineage, loggedEntry, originOf, sourceRevision } from '../rows/version-origin.ts';
import { robustness, tests } from '../rows/version-tests.ts';
import { filesRead, runRead } from './lists.ts';

const { from, raw } = mlflow;
const tags = raw('SearchLoggedModels', '/info/tags');
const uri = derive([raw('SearchLoggedModels', '/info/artifact_uri')], (address) => address ?? '');
const entry = loggedEntry(uri);
const none: Spec<string | undefined> = { reads: [], map: () => ({ value: undefined, from: [] }) };
const unregistered = 'It is not registered: nobody was asked.';

const list: ListSpec = {
  service: 'mlflow',
  operation: 'SearchLoggedModels',
  permission: 'READ on experiments',
  items: 'models',
  emptyOmitted,
  // Servers before MLflow 3 have no logged models, and no such path.
  answers: noSuchPath,
  of: { collector: 'mlflow/experiment', input: (experiment) => ({ experiment_ids: [experiment.experiment_id ?? ''] }) },
  paging: { ask: 'page_token', answer: 'next_page_token', size: ['max_results', 50] },
  bounded: {
    newest: ({ newestJobs }) => newestJobs,
    order: { order_by: [{ field_name: 'creation_timestamp', ascending: false }] },
    why: 'every training leaves a logged model',
  },
};

const states = byTable<'unattached' | 'pending' | 'failed'>('status', {
  LOGGED_MODEL_READY: 'unattached',
  LOGGED_MODEL_PENDING: 'pending',
  LOGGED_MODEL_UPLOAD_FAILED: 'failed',
});

/** A model that a run logged and nobody registered. A registered one is a part of its version, and judged there. */
export const loggedModels = collector({
  provider: 'mlflow',
  id: 'mlflow/logged-model',
  service: 'mlflow',
  kind: 'ml.model_version',
  nativeType: 'MLflow::LoggedModel',
  at: 'account',
  list,
  reads: [
    handshakeRead,
    anonymousRead,
    runRead((item) => at(item, '/info/source_run_id')),
    filesRead('RunFiles', (item) => {
      const id = at(item, '/info/source_run_id');
      return typeof id === 'string' && id !== '' ? { run_id: id } : null;
    }),
  ],
  keep: ({ item }) => {
    const all = at(item, '/info/tags');
    return !(Array.isArray(all) && all.some((tag) => at(tag, '/key') === 'mlflow.modelVersions'));
  },
  uid: (item, { account }) => uidOf(account, 'logged-model', String(at(item, '/info/model_id') ?? '')),
  name: (item) => String(at(item, '/info/name') ?? at(item, '/info/model_id')),

  facts: {
    ...encryptionUnknown,
    ...sharing,
    documents: documentsOf(none, tags),
    ...ownershipOf(tags),
    ...residency,
    images: notSupported('A logged model names no image.'),
    artifacts: derive([uri, entry, tags], (address, logged, own) =>
      address === ''
        ? []
        : [{ uri: address, pinned: fixesContent(own ?? []), format: logged ? formatOfFlavors(logged.flavors) : '' }],
    ),
    sourceRevision,
    patched: notSupported('A logged model names no image.'),
    state: from('SearchLoggedModels', '/info/status', states, { absent: missing() }),
    createdAt: from('SearchLoggedModels', '/info/creation_timestamp_ms', timeOf, { absent: missing() }),
    modifiedAt: from('SearchLoggedModels', '/info/last_updated_timestamp_ms', timeOf, { absent: missing() }),
    ...neverIdle,
    approval: refine(uri, () => 'none'),
    approvedBy: refine(uri, () => ''),
    registeredBy: notSupported(unregistered),
    stage: refine(uri, () => 'none'),
    tests,
    robustness,
    driftBaseline: notSupported('MLflow has no place for reference values of later drift.'),
    signature: notExposed('Look at the signature in the MLmodel file of the model.'),
    origin: originOf(entry, tags),
  },
  links: { buckets: bucketLinks(refine(uri, (address) => [address])), ...lineage },
});
