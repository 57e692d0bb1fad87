import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { armPaging, armRows, armUid } from '../rows/arm.ts';
import { environmentRead, imagesOf } from '../rows/supply.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';
import { disksOf, minutesOf } from './compute-rows.ts';
import {
  commitOf,
  datasetsOf,
  endOf,
  isVersioned,
  type Job,
  type JobData,
  type JobProperties,
  outputsOf,
  placeOf,
} from './job-rows.ts';

const operation = 'Jobs_List';
const { common, field } = armRows<Job>('machinelearning', operation, { tags: '/properties/tags' });
const job = derive([field('/properties')], (value) => (value ?? {}) as JobProperties); // an answer's own member
const { facts: network, links: where, identity, place } = placeOf(job);

/** @see https://learn.microsoft.com/rest/api/azureml/jobs/list JobType */
const purposes = {
  command: 'train',
  sweep: 'tune',
  automl: 'automl',
  spark: 'process',
  finetuning: 'fine-tune',
  labeling: 'label',
} as const;
const typeOf = ({ jobType }: JobProperties) => String(jobType).toLowerCase();

/**
 * Services that give no way in, pages about the job; and shells and editors beside its code, behind Azure's own login.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-interactive-jobs 2026-11
 */
const pages = new Set(['tracking', 'studio', 'tensorboard']);
const shells = new Set(['ssh', 'jupyterlab', 'vscode']);

/** Data of a job by name: its inputs, or what its task names as its data. */
function dataOf(one: JobProperties): JobData[] {
  const named = Object.values(one.inputs ?? {});
  const task = Object.values({ ...one.taskDetails, ...one.fineTuningDetails });
  const all = [...named, ...task].filter((data): data is JobData => typeof data === 'object' && data !== null);
  return all.filter(({ jobInputType, uri }) => jobInputType !== 'literal' && typeof uri === 'string');
}

const inputs: Spec<{ uri: string; versioned: boolean }[]> = derive([job], (one) =>
  dataOf(one).map(({ uri = '' }) => ({
    uri: uri ?? '',
    versioned: isVersioned(uri ?? ''),
  })),
);

/** Jobs that run code; pipelines are a kind of their own. Archived ones are read, too: what they ran is not undone by that. */
export const jobs = collector({
  provider: 'azure',
  id: 'azure/ml/job',
  service: 'machinelearning',
  kind: 'ml.training_job',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/jobs',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/jobs/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/workspace',
      input: (workspace) => ({ workspace: String(workspace.id), listViewType: 'All' }),
    },
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: {},
      why: 'a list of jobs has no end, and old jobs cannot be changed',
      unordered: true,
    },
  },
  reads: [environmentRead('/properties/environmentId', '/properties/trial/environmentId')],
  keep: ({ item }) => String(at(item, '/properties/jobType')).toLowerCase() !== 'pipeline',
  uid: armUid,
  name: (item) => String(at(item, '/properties/displayName') ?? item.name),
  facts: {
    ...common,
    ...endOf(job),
    // Machines that the service takes for the job are as those of its clusters.
    ...disksOf(derive([place], (found) => found.type ?? 'AmlCompute')),
    ...network,
    ...identity.facts,
    region: regionOfWorkspace,
    lastUsedAt: notSupported('A job runs once.'),
    idleStopMinutes: notSupported('A job ends by itself; see maxMinutes.'),
    nodeTraffic: derive([job], (one) => {
      if (typeOf(one) !== 'command' && typeOf(one) !== 'sweep')
        return missing('how the machines talk that the platform takes for the job', 'not-exposed');
      // Left out means one: the default of the API.
      return ((one.resources ?? one.trial?.resources)?.instanceCount ?? 1) <= 1
        ? ('single-node' as const)
        : missing('Azure Machine Learning has no switch for it; the framework decides.', 'not-supported');
    }),
    clientTls: notSupported('Nobody calls a job.'),
    authMethods: notSupported('Nobody calls a job.'),
    shell: derive([job], ({ services }) => {
      const types = Object.values(services ?? {}).map((one) => String(one?.jobServiceType).toLowerCase());
      if (types.some((type) => shells.has(type))) return 'brokered' as const;
      const strange = types.find((type) => !pages.has(type));
      return strange === undefined
        ? ('off' as const)
        : missing(`a service of type ${strange} is not known to this version`);
    }),
    plainSecrets: derive([job], (one) => {
      const literals = Object.entries(one.inputs ?? {}).map(([name, data]) => [name, data?.value] as const);
      const texts = [one.command, one.trial?.command, one.args].filter((text) => typeof text === 'string');
      return (
        countPlainSecrets({
          ...Object.fromEntries(literals),
          ...one.conf,
          ...one.environmentVariables,
          ...one.trial?.environmentVariables,
        }) + texts.reduce((sum, text) => sum + countPlainSecrets(text), 0)
      );
    }),
    images: imagesOf(
      derive([job], (one) => one.environmentId ?? one.trial?.environmentId),
      missing('which image of the platform the job took', 'not-exposed'),
    ),
    artifacts: derive([job], (one) => {
      const uri = one.codeId ?? one.trial?.codeId;
      // A registered version of code does not change; a path of files may.
      return uri ? [{ uri, pinned: /\/versions\/[^/]+$/.test(uri) && !/\/datastores\//i.test(uri), format: '' }] : [];
    }),
    sourceRevision: commitOf(job),
    patched: notSupported('The image says what software runs.'),
    purpose: derive([job], (one) => {
      const type = typeOf(one);
      return Object.hasOwn(purposes, type)
        ? purposes[type as keyof typeof purposes]
        : missing(`jobType ${type} is not known to this version`);
    }),
    startedAt: notExposed('the start of the run, from the studio'),
    maxMinutes: derive([job], ({ limits, taskDetails }) => {
      const minutes = minutesOf(limits?.timeout ?? taskDetails?.limitSettings?.timeout);
      return minutes ?? missing('the answer names no limit of time');
    }),
    interruptible: derive(
      [job, place],
      ({ queueSettings }, { compute }) =>
        queueSettings?.jobTier === 'Spot' || compute?.properties.properties?.vmPriority === 'LowPriority',
    ),
    inputs,
  },
  links: {
    ...identity.links,
    ...where,
    datasets: datasetsOf(inputs),
    outputs: outputsOf(job),
    runs: notExposed('the run of the same name, from the MLflow API of the workspace'),
  },
});
