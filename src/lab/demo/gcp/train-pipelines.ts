import type { JsonObject } from '../../../model/json.ts';
import type { GcpProject } from '../../gcp/estate.ts';
import { digest, type GcpPlace, image, projects } from './make.ts';

const network = `projects/${projects.train.number}/global/networks/imaging`;

/** Steps of the training pipeline, as the compiler writes them: the upload waits for the evaluation. */
const triageSpec: JsonObject = {
  pipelineInfo: { name: 'triage-chest' },
  root: {
    dag: {
      tasks: {
        'data-validation': { componentRef: { name: 'comp-validate' } },
        'train-model': { componentRef: { name: 'comp-train' }, dependentTasks: ['data-validation'] },
        'model-evaluation': { componentRef: { name: 'comp-evaluate' }, dependentTasks: ['train-model'] },
        'condition-1': {
          componentRef: { name: 'comp-condition-1' },
          dependentTasks: ['model-evaluation'],
          triggerPolicy: { condition: "inputs.parameter_values['auc'] > 0.93" },
        },
      },
    },
  },
  components: { 'comp-condition-1': { dag: { tasks: { 'model-upload': { componentRef: { name: 'comp-upload' } } } } } },
  deploymentSpec: { executors: { 'exec-train': { container: { image: image('pipelines', 'triage-train') } } } },
};

/** The pipeline that somebody copied: it deploys whatever it trained. */
const dermSpec: JsonObject = {
  pipelineInfo: { name: 'derm-screening' },
  root: { dag: { tasks: { 'train-model': {}, 'model-upload': {}, 'model-deploy': {} } } },
  deploymentSpec: { executors: { 'exec-train': { container: { image: 'docker.io/pytorch/pytorch:latest' } } } },
};

/** Pipelines and their schedules. */
export function trainPipelines(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, account, ago, name } = place;
  const ended = (days: number, state: string) => ({ state, startTime: ago(days), endTime: ago(days - 0.2) });
  const triage = { key: key('phi'), labels: { owner: 'imaging-ai' } };
  return {
    [list('pipelineJobs')]: [
      make('pipelineJobs', 'triage-chest-20261113', {
        ...triage,
        name: 'triage-chest',
        made: 7,
        more: {
          ...ended(7, 'PIPELINE_STATE_SUCCEEDED'),
          serviceAccount: account('pipelines'),
          network,
          templateUri: 'https://europe-west4-kfp.pkg.dev/imaging-train/templates/triage-chest/v12',
          templateMetadata: { version: digest('triage-chest v12') },
          scheduleName: name('schedules/4401'),
          pipelineSpec: triageSpec,
        },
      }),
      make('pipelineJobs', 'derm-screening-3', {
        name: 'derm-screening',
        made: 70,
        more: { ...ended(70, 'PIPELINE_STATE_FAILED'), pipelineSpec: dermSpec },
      }),
    ],
    [list('schedules')]: [
      make('schedules', '4401', {
        name: 'triage-chest-weekly',
        made: 160,
        changed: 7,
        more: {
          state: 'ACTIVE',
          cron: 'TZ=Europe/Amsterdam 0 3 * * 5',
          startedRunCount: '22',
          createPipelineJobRequest: {
            pipelineJob: {
              labels: { owner: 'imaging-ai' },
              encryptionSpec: { kmsKeyName: key('phi') },
              serviceAccount: account('pipelines'),
              network,
              templateUri: 'https://europe-west4-kfp.pkg.dev/imaging-train/templates/triage-chest/v12',
              templateMetadata: { version: digest('triage-chest v12') },
              pipelineSpec: triageSpec,
            },
          },
        },
      }),
    ],
  };
}
