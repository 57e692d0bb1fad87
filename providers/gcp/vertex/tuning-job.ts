import { answersOf, derive, fromScope, missing, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { linkUid } from '../rows/names.ts';
import type { TuningJob } from './answers-jobs.ts';
import { about, nameOf, uid } from './common.ts';
import { codeElsewhere, inputsOf, jobFacts, jobList, jobOutcome, jobState } from './job-rows.ts';

const operation = 'tuningJobs.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'tuningJobs.list': TuningJob }>('aiplatform');
const files = encryption([{ name: 'artifacts', key: own.key }]);
const identity = accountIdentity(raw(operation, '/serviceAccount'), {
  runsAs: 'default',
  what: "Google's service agent for tuning, which is no account of the project",
});
const spec = derive(
  [raw(operation, '/supervisedTuningSpec'), raw(operation, '/preferenceOptimizationSpec')],
  (supervised, preference) => supervised ?? preference,
);
const uris = derive([spec], (one) => [one?.trainingDatasetUri, one?.validationDatasetUri]);
const isDataset = (uri: string) => /^projects\/[^/]+\/locations\/[^/]+\/datasets\/[^/]+$/.test(uri);
const why = 'Google runs the tuning of its models.';

/** @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/projects.locations.tuningJobs */
export const tuningJobs = collector({
  provider: 'gcp',
  id: 'gcp/vertex/tuning-job',
  service: 'aiplatform',
  kind: 'ml.training_job',
  nativeType: 'aiplatform.googleapis.com/TuningJob',
  at: 'region',
  list: jobList(operation, 'tuningJobs'),
  reads: [],
  uid,
  name: (item) => String(item.tunedModelDisplayName || nameOf(item)),
  facts: {
    ...files.facts,
    ...own.facts,
    ...jobFacts,
    ...codeElsewhere(why),
    ...identity.facts,
    purpose: { reads: [], map: () => ({ value: 'fine-tune', from: [] }) },
    outcome: from(operation, '/state', jobOutcome, { absent: missing() }),
    state: from(operation, '/state', jobState, { absent: missing() }),
    startedAt: from(operation, '/startTime', same, { absent: missing('it has not started') }),
    inputs: inputsOf(uris),
  },
  links: {
    ...files.links,
    ...identity.links,
    repositories: notSupported(why),
    buckets: notSupported(why),
    subnets: notSupported(why),
    firewalls: notSupported(why),
    datasets: derive([uris, fromScope((answers) => answers)], (list, answers) =>
      list.flatMap((uri) => (uri && isDataset(uri) ? [linkUid('aiplatform', uri, answers)] : [])),
    ),
    outputs: notSupported('The tuned model is kept in the registry.'),
  },
});
