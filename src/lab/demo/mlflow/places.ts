import { accounts } from '../place.ts';

/**
 * What the tracking server has in common with the clouds of the demo: the stores that models lie in, and the jobs that
 * trained them. Whoever names them there has to use the same words.
 */
export const places = {
  /** As ml-prod's packages name them: the endpoints of SageMaker load these files. */
  s3: 's3://hvh-ml-prod-models',
  azure: 'abfss://models@hvhmlprodstore.dfs.core.windows.net',
  gcs: 'gs://hvh-vertex-models',
  sagemakerJob: (name: string) => `arn:aws:sagemaker:eu-west-1:${accounts.prod}:training-job/${name}`,
  azureJob: (name: string) =>
    `/subscriptions/6a1f0c52-8d34-4e8b-9c55-2f1d7e0b9a01/resourceGroups/rg-ml-prod/providers/Microsoft.MachineLearningServices/workspaces/mlw-hvh-prod/jobs/${name}`,
  vertexJob: (id: string) => `projects/imaging-train/locations/europe-west4/customJobs/${id}`,
} as const;
