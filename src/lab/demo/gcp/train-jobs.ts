import type { JsonObject } from '../../../model/json.ts';
import type { GcpProject } from '../../gcp/estate.ts';
import { type GcpPlace, image, projects } from './make.ts';

const network = `projects/${projects.train.number}/global/networks/imaging`;

interface Training {
  image: string;
  replicas?: number;
  env?: Readonly<Record<string, string>>;
  args?: string[];
  more?: JsonObject;
}

function jobSpec({ image: imageUri, replicas = 1, env = {}, args = [], more = {} }: Training): JsonObject {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return {
    workerPoolSpecs: [
      {
        machineSpec: { machineType: 'a2-highgpu-1g', acceleratorType: 'NVIDIA_TESLA_A100', acceleratorCount: 1 },
        replicaCount: String(replicas),
        containerSpec: {
          imageUri,
          ...(args.length > 0 ? { args } : {}),
          ...(variables.length > 0 ? { env: variables } : {}),
        },
      },
    ],
    ...more,
  };
}

/** Jobs. */
export function trainJobs(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, account, ago } = place;
  const ended = (days: number, state = 'JOB_STATE_SUCCEEDED') => ({
    state,
    startTime: ago(days),
    endTime: ago(days - 0.2),
  });
  const triage = {
    key: key('phi'),
    labels: { owner: 'imaging-ai' },
    made: 12,
  };
  return {
    [list('customJobs')]: [
      make('customJobs', '7203311246', {
        ...triage,
        name: 'triage-chest-train-12',
        more: {
          ...ended(12),
          jobSpec: jobSpec({
            image: image('pipelines', 'triage-train'),
            args: ['--epochs=40', '--split=2026-10'],
            more: {
              serviceAccount: account('train'),
              network,
              scheduling: { timeout: '43200s' },
              baseOutputDirectory: { outputUriPrefix: 'gs://hvh-vertex-models/triage-chest/12' },
            },
          }),
        },
      }),
      // What the tracking server calls the job of no-show-risk 2.
      make('customJobs', '7203311245', {
        name: 'no-show-risk-train-2',
        made: 44,
        labels: { owner: 'flow' },
        more: {
          ...ended(44),
          jobSpec: jobSpec({
            image: 'europe-docker.pkg.dev/vertex-ai/training/sklearn-cpu.1-6:latest',
            more: {
              serviceAccount: account('train'),
              scheduling: { timeout: '7200s', strategy: 'SPOT' },
              baseOutputDirectory: { outputUriPrefix: 'gs://hvh-vertex-models/no-show-risk/2' },
            },
          }),
        },
      }),
      // By hand, at night, with a token in the environment and a shell for everybody who may see the job.
      make('customJobs', '7203311247', {
        name: 'derm-try-7',
        made: 5,
        more: {
          ...ended(5, 'JOB_STATE_FAILED'),
          error: { code: 3, message: 'The replica workerpool0-0 exited with a non-zero status of 1.' },
          jobSpec: jobSpec({
            image: 'docker.io/pytorch/pytorch:latest',
            replicas: 4,
            env: { HF_TOKEN: 'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH' },
            more: { enableWebAccess: true, baseOutputDirectory: { outputUriPrefix: 'gs://hvh-derm-exchange/runs/7' } },
          }),
        },
      }),
    ],
    [list('hyperparameterTuningJobs')]: [
      make('hyperparameterTuningJobs', '610077', {
        ...triage,
        name: 'triage-chest-sweep',
        made: 40,
        more: {
          ...ended(40),
          maxTrialCount: 20,
          trialJobSpec: jobSpec({
            image: image('pipelines', 'triage-train'),
            more: { serviceAccount: account('train'), network, scheduling: { timeout: '86400s' } },
          }),
        },
      }),
    ],
    [list('trainingPipelines')]: [
      ...(
        [
          ['880012', 12],
          ['880007', 151],
        ] as const
      ).map(([id, days]) =>
        make('trainingPipelines', id, {
          ...triage,
          name: `triage-chest-${id === '880012' ? '12' : '11'}`,
          made: days,
          more: {
            ...ended(days, 'PIPELINE_STATE_SUCCEEDED'),
            trainingTaskDefinition: 'gs://google-cloud-aiplatform/schema/trainingjob/definition/custom_task_1.0.0.yaml',
            inputDataConfig: {
              datasetId: '5520010001',
              gcsDestination: { outputUriPrefix: 'gs://hvh-vertex-models/staging' },
            },
          },
        }),
      ),
    ],
    [list('tuningJobs')]: [
      make('tuningJobs', '330044', {
        made: 60,
        key: key('phi'),
        labels: { owner: 'patient-letters' },
        more: {
          ...ended(60),
          tunedModelDisplayName: 'letters-plain-language',
          baseModel: 'gemini-2.5-flash',
          supervisedTuningSpec: { trainingDatasetUri: 'gs://hvh-letters/tuning/2026-09.jsonl' },
        },
      }),
    ],
  };
}
