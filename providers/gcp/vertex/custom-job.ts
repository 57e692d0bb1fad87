import { answersOf, derive, missing, notExposed, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { subnetsUnknown, vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { CustomJobSpec, Job } from './answers-jobs.ts';
import { about, nameOf, uid } from './common.ts';
import { jobFacts, jobList, jobOutcome, jobSpecRows, jobState } from './job-rows.ts';

/** Where the jobs of one operation keep their specification. */
interface JobKind {
  id: string;
  operation: string;
  items: string;
  nativeType: string;
  purpose: 'train' | 'tune';
  spec: Spec<CustomJobSpec | undefined>;
}

const agent = "Google's service agent for custom code, which is no account of the project";

/** A collector of jobs that run the customer's own code. */
function jobsOf({ id, operation, items, nativeType, purpose, spec }: JobKind) {
  const own = about(operation);
  const { from } = answersOf<Record<string, Job>>('aiplatform');
  const disk = encryption([{ name: 'volume', key: own.key }]);
  const rows = jobSpecRows(spec);
  const network = derive([spec], (one) => one?.network);
  const attachment = derive([spec], (one) => one?.pscInterfaceConfig?.networkAttachment);
  const joined = derive([network, attachment], (peered, connected) => peered || connected);
  const net = vertexNetwork({ network, attachment });
  const identity = accountIdentity(
    derive([spec], (one) => one?.serviceAccount),
    { runsAs: 'default', what: agent },
  );
  const parts = supply(rows.images, rows.packages);
  return collector({
    provider: 'gcp',
    id,
    service: 'aiplatform',
    kind: 'ml.training_job',
    nativeType,
    at: 'region',
    list: jobList(operation, items),
    reads: net.reads,
    uid,
    name: nameOf,
    facts: {
      ...disk.facts,
      ...own.facts,
      ...jobFacts,
      ...rows.facts,
      ...net.facts,
      ...identity.facts,
      ...parts.facts,
      purpose: { reads: [], map: () => ({ value: purpose, from: [] }) },
      outcome: from(operation, '/state', jobOutcome, { absent: missing() }),
      state: from(operation, '/state', jobState, { absent: missing() }),
      startedAt: from(operation, '/startTime', same, { absent: missing('it has not started') }),
      inputs: notExposed('Ask which data the arguments of the job name: Vertex AI does not know.'),
    },
    links: {
      ...disk.links,
      ...identity.links,
      ...parts.links,
      subnets: subnetsUnknown(joined),
      firewalls: subnetsUnknown(joined),
      computes: rows.computes,
      datasets: notExposed('Ask which data the arguments of the job name: Vertex AI does not know.'),
      outputs: rows.outputs,
      runs: derive([spec], (one) =>
        one?.experimentRun ? missing('not read by this version: runs of Vertex AI experiments', 'out-of-scope') : [],
      ),
    },
  });
}

const jobs = answersOf<{
  'customJobs.list': { jobSpec?: CustomJobSpec };
  'hyperparameterTuningJobs.list': { trialJobSpec?: CustomJobSpec };
}>('aiplatform');

export const customJobs = jobsOf({
  id: 'gcp/vertex/custom-job',
  operation: 'customJobs.list',
  items: 'customJobs',
  nativeType: 'aiplatform.googleapis.com/CustomJob',
  purpose: 'train',
  spec: jobs.raw('customJobs.list', '/jobSpec'),
});

export const hyperparameterTuningJobs = jobsOf({
  id: 'gcp/vertex/hyperparameter-tuning-job',
  operation: 'hyperparameterTuningJobs.list',
  items: 'hyperparameterTuningJobs',
  nativeType: 'aiplatform.googleapis.com/HyperparameterTuningJob',
  purpose: 'tune',
  spec: jobs.raw('hyperparameterTuningJobs.list', '/trialJobSpec'),
});
