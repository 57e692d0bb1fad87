import type { JsonObject } from '../../../model/json.ts';
import { type Ago, run } from './make.ts';
import { places } from './places.ts';

const commit = { 'mlflow.source.git.commit': 'c0ffee5d1a2b3c4d5e6f708192a3b4c5d6e7f809', 'mlflow.source.type': 'JOB' };

/** Runs of each experiment, newest first. */
export function demoRuns(ago: Ago): Record<string, JsonObject[]> {
  const triage = { experiment: '1', root: `${places.s3}/mlflow/1`, user: 'svc-training' };
  const sepsis = { experiment: '2', root: `${places.s3}/mlflow/2`, user: 'sepsis-lead' };
  const beds = { experiment: '3', root: `${places.azure}/mlflow/3`, user: 'svc-training' };
  const noShow = { experiment: '4', root: `${places.gcs}/mlflow/4`, user: 'svc-training' };
  const scratch = { experiment: '0', root: 's3://hvh-mlflow-default/0', user: 'trainee' };
  const chest = 's3://hvh-lake-curated/radiology/chest/2026-10';
  return {
    '0': [
      run({ ...scratch, name: 'untitled-3', started: ago(2), status: 'RUNNING' }),
      run({ ...scratch, name: 'untitled-2', started: ago(9), status: 'FAILED', params: { lr: '0.1' } }),
      run({
        ...scratch,
        name: 'untitled-1',
        started: ago(30),
        params: { lr: '0.1', api_token: 'hvh-demo-planted-token-93d1c7' },
      }),
    ],
    '1': [
      run({
        ...triage,
        name: 'triage-train-42',
        started: ago(24.2),
        minutes: 310,
        params: { backbone: 'densenet121', epochs: '40' },
        metrics: {
          val_auroc: 0.968,
          val_sensitivity: 0.94,
          demographic_parity_difference: 0.016,
          robustness_noise_auroc: 0.951,
        },
        tags: { ...commit, 'sagemaker.training-job': places.sagemakerJob('triage-chest-xray-2026-train-42') },
        datasets: [
          { name: 'chest-radiographs', source: chest },
          { name: 'chest-holdout-two-sites', source: 's3://hvh-lake-curated/radiology/holdout', context: 'validation' },
        ],
      }),
      run({
        ...triage,
        name: 'tfdv-chest-2026-10',
        started: ago(24.6),
        minutes: 12,
        params: { tool: 'tfx' },
        metrics: { 'tfdv/anomalies': 0 },
        tags: { ...commit, 'tfx.component': 'ExampleValidator' },
        datasets: [{ name: 'chest-radiographs', source: chest, context: 'validation' }],
      }),
    ],
    '2': [
      run({
        ...sepsis,
        name: 'sepsis-train-7',
        started: ago(41.4),
        params: { trees: '400', depth: '6' },
        metrics: { auc: 0.86 },
        tags: { 'sagemaker.training-job': places.sagemakerJob('sepsis-early-warning-train-7') },
        datasets: [{ name: 'ward-vitals', source: 's3://hvh-lake-curated/wards/vitals', schema: false }],
      }),
      run({
        ...sepsis,
        name: 'great-expectations-vitals',
        started: ago(41.6),
        metrics: { expectations_failed: 3 },
        datasets: [
          { name: 'ward-vitals', source: 's3://hvh-lake-curated/wards/vitals', context: 'validation', schema: false },
        ],
      }),
    ],
    '3': [
      run({
        ...beds,
        name: 'beds-train-12',
        started: ago(11),
        params: { horizon: '7' },
        metrics: { test_mape: 0.07 },
        tags: { ...commit, 'azureml.jobId': places.azureJob('beds-train-12') },
        datasets: [{ name: 'admissions', source: `${places.azure}/data/admissions/2026-11-01` }],
      }),
    ],
    '4': [
      run({
        ...noShow,
        name: 'no-show-train-2',
        started: ago(63),
        params: { l2: '0.3' },
        metrics: { test_auc: 0.79, mean_shap_age: 0.12 },
        tags: { ...commit, 'vertex.job': places.vertexJob('7203311245') },
        datasets: [{ name: 'appointments', source: 'gs://hvh-vertex-data/appointments/2026-09' }],
      }),
    ],
  };
}
