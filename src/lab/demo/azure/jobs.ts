import type { ArmObject } from '../../azure/estate.ts';
import { ids, maker } from './make.ts';

/** Training of the models that serve patients: pinned images, an identity of its own, no way in; one run by hand, without either. */
export function clinicalJobs(now: Date): ArmObject[] {
  const { make, base } = maker(ids.clinical, 'clinical-ai', 'westeurope', now);
  const workspace = 'Microsoft.MachineLearningServices/workspaces/clinical-models';
  const pages = { Studio: { jobServiceType: 'Studio' }, Tracking: { jobServiceType: 'Tracking' } };
  const training = (version: number) => ({
    jobType: 'Command',
    status: 'Completed',
    services: pages,
    properties: { 'azureml.git.commit': `4d1c0${version}e6f7a8b9c0d1e2f30415263748596a7b8c` },
    computeId: `${base}/${workspace}/computes/training`,
    codeId: `${base}/${workspace}/codes/sepsis/versions/${version}`,
    command: 'python train.py --epochs 40',
    environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
    environmentVariables: { LOG_LEVEL: 'info' },
    identity: {
      identityType: 'Managed',
      resourceId: `${base}/Microsoft.ManagedIdentity/userAssignedIdentities/training`,
    },
    inputs: { vitals: { jobInputType: 'uri_folder', uri: `azureml:ward-vitals:${version}` } },
    limits: { jobLimitsType: 'Command', timeout: 'PT6H' },
    resources: { instanceCount: 1 },
  });
  return [
    make(`${workspace}/jobs/sepsis-train-7`, { ...training(7), tags: { owner: 'clinical-ml' } }, { age: 40 }),
    make(`${workspace}/jobs/sepsis-train-8`, { ...training(8), tags: { owner: 'clinical-ml' } }, { age: 7 }),
    make(
      `${workspace}/jobs/sepsis-what-if`,
      { ...training(8), status: 'Canceled', identity: { identityType: 'UserIdentity' }, properties: {} },
      { age: 3 },
    ),
  ];
}

/** Runs of the imaging group: a password in an input, a shell beside the code, images that anybody may change. */
export function researchJobs(now: Date): ArmObject[] {
  const { make, base } = maker(ids.research, 'imaging-research', 'swedencentral', now);
  const workspace = 'Microsoft.MachineLearningServices/workspaces/imaging-research';
  return [
    make(
      `${workspace}/jobs/chest-ct-sweep`,
      {
        jobType: 'Sweep',
        status: 'Completed',
        services: { Studio: { jobServiceType: 'Studio' }, notebook: { jobServiceType: 'JupyterLab' } },
        computeId: `${base}/${workspace}/computes/gpu-pool`,
        trial: {
          codeId: `${base}/${workspace}/codes/chest-ct/versions/1`,
          command: 'python fit.py',
          environmentId: `${base}/${workspace}/environments/torch/versions/2`,
          environmentVariables: { PACS_USER: 'ct-loader' },
          resources: { instanceCount: 4 },
        },
        inputs: {
          pacs_password: { jobInputType: 'literal', value: 'n0t-a-real-One-7731' },
          scans: { jobInputType: 'uri_folder', uri: 'azureml://datastores/scratch/paths/ct/2026' },
        },
        limits: { jobLimitsType: 'Sweep', maxTotalTrials: 20 },
      },
      { age: 12 },
    ),
    make(
      `${workspace}/jobs/nodule-automl`,
      {
        jobType: 'AutoML',
        status: 'Failed',
        isArchived: true,
        taskDetails: {
          taskType: 'ImageClassification',
          trainingData: { jobInputType: 'mltable', uri: 'azureml:nodules:2' },
          limitSettings: { timeout: 'P1D' },
        },
      },
      { age: 60 },
    ),
  ];
}

/** Continuous training: a schedule that retrains, and its newest run, with a gate; one by hand, without. */
export function clinicalPipelines(now: Date): ArmObject[] {
  const { make, base } = maker(ids.clinical, 'clinical-ai', 'westeurope', now);
  const workspace = 'Microsoft.MachineLearningServices/workspaces/clinical-models';
  const step = (name: string, version: number) => ({
    type: 'command',
    componentId: `${base}/${workspace}/components/${name}/versions/${version}`,
  });
  const retrain = {
    jobType: 'Pipeline',
    displayName: 'sepsis-retrain',
    identity: { identityType: 'UserIdentity' },
    jobs: {
      validate_data: step('validate_data', 4),
      train: step('train_sepsis', 9),
      evaluate: step('evaluate_sepsis', 5),
      gate: { type: 'if_else', condition: 'better', true_block: parentJob('register') },
      register: step('register_model', 2),
    },
  };
  return [
    make(`${workspace}/schedules/sepsis-monthly`, {
      isEnabled: true,
      tags: { owner: 'clinical-ml' },
      trigger: { triggerType: 'Cron', expression: '0 3 1 * *' },
      action: { actionType: 'CreateJob', jobDefinition: retrain },
    }),
    make(
      `${workspace}/jobs/sepsis-retrain-11`,
      { ...retrain, status: 'Completed', tags: { owner: 'clinical-ml' } },
      { age: 26 },
    ),
    make(
      `${workspace}/jobs/ward-forecast`,
      {
        jobType: 'Pipeline',
        status: 'Failed',
        jobs: {
          prepare: { type: 'command', componentId: `${base}/${workspace}/components/azureml_anonymous/versions/8c1f` },
          train: step('train_forecast', 1),
          register: step('register_model', 2),
        },
      },
      { age: 2 },
    ),
  ];
}

/** How a pipeline names one of its own steps. */
const parentJob = (name: string): string => ['${', `{parent.jobs.${name}}}`].join('');
