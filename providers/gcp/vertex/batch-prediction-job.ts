import {
  answersOf,
  byDesign,
  derive,
  deriveSome,
  fromScope,
  missing,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { storeUids } from '../rows/names.ts';
import { vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { Model } from './answers.ts';
import type { BatchPredictionJob } from './answers-jobs.ts';
import { about, nameOf, none, noShell, secretsOf, uid } from './common.ts';
import { placeOf, versionName } from './deployed.ts';
import { inputsOf, jobFacts, jobList, jobOutcome, jobState, neverInterrupted } from './job-rows.ts';

const operation = 'batchPredictionJobs.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'batchPredictionJobs.list': BatchPredictionJob; 'models.get': Model }>('aiplatform');
const disk = encryption([{ name: 'volume', key: own.key }]);
const net = vertexNetwork({});
const identity = accountIdentity(raw(operation, '/serviceAccount'), {
  runsAs: 'default',
  what: 'an account that Google makes for it, which is no account of the project',
});

/** The model as it is in the registry; publisher models (`publishers/...`) are Google's. */
const modelRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'models.get',
  permission: 'aiplatform.models.get',
  memo: true,
  expects: 'name',
  input: (item) =>
    /^projects\/[^/]+\/locations\/[^/]+\/models\//.test(String(item.model ?? ''))
      ? {
          name: versionName(
            String(item.model),
            typeof item.modelVersionId === 'string' ? item.modelVersionId : undefined,
          ),
        }
      : null,
  at: (item, got) => placeOf(String(item.model ?? ''), got),
};

/** A container that the job names itself, or that of its model. */
const container = deriveSome(
  [raw(operation, '/unmanagedContainerModel/containerSpec'), raw('models.get', '/containerSpec')],
  (unmanaged, registered) => unmanaged ?? registered,
);
const artifact = deriveSome(
  [raw(operation, '/unmanagedContainerModel/artifactUri'), raw('models.get', '/artifactUri')],
  (unmanaged, registered) => unmanaged ?? registered,
);
const parts = supply(
  derive([container], (spec) => (spec?.imageUri ? [spec.imageUri] : [])),
  derive([artifact], (uri) => (uri ? [uri] : [])),
);
const input = raw(operation, '/inputConfig');
const output = raw(operation, '/outputConfig');

export const batchPredictionJobs = collector({
  provider: 'gcp',
  id: 'gcp/vertex/batch-prediction-job',
  service: 'aiplatform',
  kind: 'ml.training_job',
  nativeType: 'aiplatform.googleapis.com/BatchPredictionJob',
  at: 'region',
  list: jobList(operation, 'batchPredictionJobs'),
  reads: [modelRead, ...net.reads],
  uid,
  name: nameOf,
  facts: {
    ...disk.facts,
    ...own.facts,
    ...jobFacts,
    ...net.facts,
    // It cannot be given a network of the customer's.
    network: byDesign(
      'provider',
      'https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.batchPredictionJobs',
      '2026-11',
    ) as Spec<'customer' | 'managed' | 'provider'>,
    ...identity.facts,
    ...parts.facts,
    shell: noShell,
    plainSecrets: derive([container], (spec) => secretsOf(spec?.env)),
    nodeTraffic: notSupported('The machines of a batch prediction do not talk to each other.'),
    interruptible: neverInterrupted,
    maxMinutes: notSupported('A batch prediction has no time limit that can be set.'),
    purpose: { reads: [], map: () => ({ value: 'batch-inference', from: [] }) },
    outcome: from(operation, '/state', jobOutcome, { absent: missing() }),
    state: from(operation, '/state', jobState, { absent: missing() }),
    startedAt: from(operation, '/startTime', same, { absent: missing('it has not started') }),
    inputs: inputsOf(derive([input], (one) => [...(one?.gcsSource?.uris ?? []), one?.bigquerySource?.inputUri])),
  },
  links: {
    ...disk.links,
    ...identity.links,
    ...parts.links,
    subnets: none,
    firewalls: none,
    datasets: none,
    outputs: derive([output, fromScope((answers) => answers)], (one, answers) =>
      storeUids([one?.gcsDestination?.outputUriPrefix, one?.bigqueryDestination?.outputUri], answers),
    ),
  },
});
