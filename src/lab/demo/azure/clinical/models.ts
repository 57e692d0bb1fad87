import type { ArmObject } from '../../../azure/estate.ts';
import { clinicalJobs, clinicalPipelines } from '../jobs.ts';
import { clinicalMaker, names } from './names.ts';

const { workspace, storage } = names;

/** What is made there: jobs, pipelines, models and the data that they learn from. */
export function clinicalModels(now: Date): ArmObject[] {
  const { make, base } = clinicalMaker(now);
  return [
    make('Microsoft.MachineLearningServices/registries/hv-shared-models', {
      publicNetworkAccess: 'Disabled',
      regionDetails: [
        {
          location: 'westeurope',
          storageAccountDetails: [
            { userCreatedStorageAccount: { armResourceId: { resourceId: `${base}/${storage}` } } },
          ],
          acrDetails: [
            {
              userCreatedAcrAccount: {
                armResourceId: { resourceId: `${base}/Microsoft.ContainerRegistry/registries/hvclinical` },
              },
            },
          ],
        },
      ],
    }),
    make('Microsoft.MachineLearningServices/registries/hv-shared-models/models/fall-risk', {
      description: 'Risk of a fall, shared with the wards of all hospitals',
    }),
    make('Microsoft.MachineLearningServices/registries/hv-shared-models/models/fall-risk/versions/3', {
      tags: { owner: 'clinical-ml' },
      jobName: 'fall-train-3',
      modelType: 'mlflow_model',
      modelUri: 'azureml://registries/hv-shared-models/models/fall-risk/versions/3',
    }),
    make('Microsoft.MachineLearningServices/registries/hv-shared-models/data/fall-events', {}),
    make('Microsoft.MachineLearningServices/registries/hv-shared-models/data/fall-events/versions/1', {
      dataType: 'uri_folder',
      dataUri: 'azureml://registries/hv-shared-models/data/fall-events/versions/1',
      description: 'Falls of two years, without names',
      tags: { 'data-class': 'phi' },
    }),
    ...clinicalJobs(now),
    ...clinicalPipelines(now),
    make(`${workspace}/models/sepsis-risk`, {
      description: 'Risk of sepsis in the next six hours, from vital signs',
    }),
    make(`${workspace}/models/sepsis-risk/versions/7`, {
      description: 'For adult wards; not for intensive care. Scorecard in the register.',
      tags: { approval: 'approved', owner: 'clinical-ml' },
      jobName: 'sepsis-train-7',
      modelType: 'mlflow_model',
      modelUri:
        'azureml://subscriptions/x/resourcegroups/y/workspaces/clinical-models/datastores/models/paths/sepsis/7',
      stage: 'Production',
    }),
    make(
      `${workspace}/models/sepsis-risk/versions/8`,
      {
        tags: { approval: 'pending' },
        jobName: 'sepsis-train-8',
        modelType: 'mlflow_model',
        modelUri:
          'azureml://subscriptions/x/resourcegroups/y/workspaces/clinical-models/datastores/models/paths/sepsis/8',
        stage: 'Staging',
      },
      { age: 7 },
    ),
    make(`${workspace}/data/ward-vitals`, {}),
    ...[7, 8].map((version) =>
      make(
        `${workspace}/data/ward-vitals/versions/${version}`,
        {
          dataType: 'mltable',
          dataUri: `azureml://datastores/workspaceblobstore/paths/vitals/${version}/`,
          description: 'Vital signs of adult wards, one row an hour',
          tags: { 'data-class': 'phi', sha256: `${version}`.repeat(64) },
        },
        { age: 48 - version },
      ),
    ),
  ];
}
