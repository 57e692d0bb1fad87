import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { minutesOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { storeUids } from '../rows/names.ts';
import { supply } from '../rows/supply.ts';
import type { Described } from './answers.ts';
import type { NotebookMachine } from './answers-notebooks.ts';
import { about, nameOf, none, uid } from './common.ts';
import { jobFacts, jobList, jobOutcome, jobState } from './job-rows.ts';
import { networkFacts, networkLinks } from './notebook-rows.ts';

/** @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.notebookExecutionJobs (2026-11) */
interface NotebookExecutionJob extends Described {
  jobState?: string;
  dataformRepositorySource?: { dataformRepositoryResourceName?: string; commitSha?: string };
  gcsNotebookSource?: { uri?: string; generation?: string };
  notebookRuntimeTemplateResourceName?: string;
  customEnvironmentSpec?: { networkSpec?: NotebookMachine['networkSpec'] };
  gcsOutputUri?: string;
  executionUser?: string;
  serviceAccount?: string;
  executionTimeout?: string;
}

const operation = 'notebookExecutionJobs.list';
const template = 'notebookRuntimeTemplates.get';
const own = about(operation);
const { from, raw } = answersOf<{ [operation]: NotebookExecutionJob; [template]: NotebookMachine }>('aiplatform');
const disk = encryption([{ name: 'volume', key: own.key }]);
const madeFrom = raw(operation, '/notebookRuntimeTemplateResourceName');
/** The network is that of the template, or the job's own; a job with neither may run on a machine of Workbench. */
const network: Spec<NotebookMachine['networkSpec']> = derive(
  [raw(operation, '/customEnvironmentSpec'), madeFrom, raw(template, '/networkSpec')],
  (custom, name, made) => {
    if (custom !== undefined) return custom.networkSpec;
    return name ? made : missing('the answer does not say what machine it ran on');
  },
);
const tags = derive([madeFrom, raw(template, '/networkTags')], (_name, set) => set);
const identity = accountIdentity(raw(operation, '/serviceAccount'), {
  runsAs: 'user',
  what: 'the person who started it',
});
const source = raw(operation, '/gcsNotebookSource');
const parts = supply(
  fromScope(() => []),
  // A generation pins a file: it is written behind the name.
  derive([source], (one) => (one?.uri ? [one.generation ? `${one.uri}#${one.generation}` : one.uri] : [])),
);
const google = notSupported('Google makes the image.');

/** A notebook that was run as a job: its code is what somebody last saved, unless it is pinned. */
export const notebookExecutionJobs = collector({
  provider: 'gcp',
  id: 'gcp/vertex/notebook-execution-job',
  service: 'aiplatform',
  kind: 'ml.training_job',
  nativeType: 'aiplatform.googleapis.com/NotebookExecutionJob',
  at: 'region',
  list: jobList(operation, 'notebookExecutionJobs', 'create_time desc'),
  reads: [
    {
      service: 'aiplatform',
      operation: template,
      permission: `aiplatform.${template}`,
      memo: true,
      expects: 'name',
      input: (_item, got) => {
        const { value } = madeFrom.map(got);
        return typeof value === 'string' && value !== '' ? { name: value } : null;
      },
    },
  ],
  uid,
  name: nameOf,
  facts: {
    ...disk.facts,
    ...own.facts,
    ...jobFacts,
    ...networkFacts(network),
    ...parts.facts,
    images: google,
    runsAs: derive(
      [raw(operation, '/executionUser'), raw(operation, '/serviceAccount'), identity.facts.runsAs],
      (person, account, runs): 'own' | 'system' | 'user' | 'default' | 'none' | MissingValue =>
        person || account ? runs : missing('neither a person nor an account is named'),
    ),
    nodeTraffic: byDesign(
      'single-node',
      'https://docs.cloud.google.com/colab/docs/schedule-notebook-run',
      '2026-11',
    ) as Spec<'single-node' | 'encrypted' | 'plain'>,
    shell: notExposed('Ask whether anybody can log in to the machine: it lies in a project of Google.'),
    plainSecrets: notExposed('Ask for the notebook: what is in it is not read.'),
    // A commit that is named is the code that ran; without one it was the newest.
    sourceRevision: derive([raw(operation, '/dataformRepositorySource')], (repository) => repository?.commitSha ?? ''),
    purpose: { reads: [], map: () => ({ value: 'process', from: [] }) },
    outcome: from(operation, '/jobState', jobOutcome, { absent: missing() }),
    state: from(operation, '/jobState', jobState, { absent: missing() }),
    startedAt: notExposed('Ask when it started: the job says only when it was made.'),
    // "default 86400s / 24 hrs"
    maxMinutes: derive([raw(operation, '/executionTimeout')], (time) => minutesOf(time ?? '86400s')),
    interruptible: notExposed('Ask whether its machine may be taken away.'),
    inputs: notExposed('Ask for the notebook: what it reads is said in it.'),
  },
  links: {
    ...disk.links,
    ...networkLinks(network, tags),
    principals: identity.links.principals,
    repositories: google,
    buckets: parts.links.buckets,
    computes: none,
    datasets: notExposed('Ask for the notebook: what it reads is said in it.'),
    outputs: derive([raw(operation, '/gcsOutputUri'), fromScope((answers) => answers)], (uri, answers) =>
      storeUids([uri], answers),
    ),
    runs: none,
  },
});
