import { findItem } from '../../collection.ts';
import { type Call, type Route, text } from '../route.ts';
import { getRoute, listRoute } from './common.ts';

/** Paths of what Bedrock keeps of models. */
export const modelPaths = {
  'GET /foundation-models/{modelIdentifier}': 'GetFoundationModel',
  'GET /custom-models': 'ListCustomModels',
  'GET /custom-models/{modelIdentifier}': 'GetCustomModel',
  'GET /imported-models': 'ListImportedModels',
  'GET /imported-models/{modelIdentifier}': 'GetImportedModel',
  'GET /model-customization-jobs': 'ListModelCustomizationJobs',
  'GET /model-customization-jobs/{jobIdentifier}': 'GetModelCustomizationJob',
  'GET /model-invocation-jobs': 'ListModelInvocationJobs',
  'GET /provisioned-model-throughputs': 'ListProvisionedModelThroughputs',
  'GET /provisioned-model-throughput/{provisionedModelId}': 'GetProvisionedModelThroughput',
  'GET /model-customization/custom-model-deployments': 'ListCustomModelDeployments',
  'GET /model-customization/custom-model-deployments/{customModelDeploymentIdentifier}': 'GetCustomModelDeployment',
  'GET /inference-profiles': 'ListInferenceProfiles',
} as const;

const here = (call: Call) => call.here.bedrock ?? {};

/** Models, the jobs that make and use them, and what they are called through. Lists come in the order of the estate. */
export const modelRoutes: readonly Route[] = [
  getRoute(
    'GetFoundationModel',
    (call) => here(call).foundationModels?.find(({ modelId }) => modelId === text(call, 'modelIdentifier')),
    (modelDetails) => ({ modelDetails }),
    ({ modelArn }) => modelArn,
  ),
  listRoute(
    'ListCustomModels',
    'modelSummaries',
    (call) => here(call).customModels,
    ({ modelArn, modelName, creationTime, baseModelArn, customizationType, modelStatus }) => ({
      modelArn,
      modelName,
      creationTime,
      baseModelArn,
      baseModelName: baseModelArn?.split('/').at(-1),
      customizationType,
      modelStatus,
    }),
  ),
  getRoute(
    'GetCustomModel',
    (call) => findItem(here(call).customModels, text(call, 'modelIdentifier') ?? '', ({ modelArn }) => modelArn),
    (model) => model,
    ({ modelArn }) => modelArn,
  ),
  listRoute(
    'ListImportedModels',
    'modelSummaries',
    (call) => here(call).importedModels,
    ({ modelArn, modelName, creationTime, modelArchitecture }) => ({
      modelArn,
      modelName,
      creationTime,
      modelArchitecture,
    }),
  ),
  getRoute(
    'GetImportedModel',
    (call) => findItem(here(call).importedModels, text(call, 'modelIdentifier') ?? '', ({ modelArn }) => modelArn),
    (model) => model,
    ({ modelArn }) => modelArn,
  ),
  listRoute(
    'ListModelCustomizationJobs',
    'modelCustomizationJobSummaries',
    (call) => here(call).customizationJobs,
    ({ jobArn, jobName, baseModelArn, status, creationTime, lastModifiedTime, customizationType }) => ({
      jobArn,
      jobName,
      baseModelArn,
      status,
      creationTime,
      lastModifiedTime,
      customizationType,
    }),
  ),
  getRoute(
    'GetModelCustomizationJob',
    (call) => findItem(here(call).customizationJobs, text(call, 'jobIdentifier') ?? '', ({ jobArn }) => jobArn),
    (job) => job,
    ({ jobArn }) => jobArn,
  ),
  listRoute(
    'ListModelInvocationJobs',
    'invocationJobSummaries',
    (call) => here(call).invocationJobs,
    (job) => job,
  ),
  listRoute(
    'ListProvisionedModelThroughputs',
    'provisionedModelSummaries',
    (call) => here(call).provisionedThroughputs,
    (one) => one,
  ),
  getRoute(
    'GetProvisionedModelThroughput',
    (call) =>
      findItem(
        here(call).provisionedThroughputs,
        text(call, 'provisionedModelId') ?? '',
        (one) => one.provisionedModelArn,
      ),
    (one) => one,
    (one) => one.provisionedModelArn,
  ),
  listRoute(
    'ListCustomModelDeployments',
    'modelDeploymentSummaries',
    (call) => here(call).customDeployments,
    ({ customModelDeploymentArn, modelDeploymentName, modelArn, createdAt, status }) => ({
      customModelDeploymentArn,
      customModelDeploymentName: modelDeploymentName,
      modelArn,
      createdAt,
      status,
    }),
  ),
  getRoute(
    'GetCustomModelDeployment',
    (call) =>
      findItem(
        here(call).customDeployments,
        text(call, 'customModelDeploymentIdentifier') ?? '',
        (one) => one.customModelDeploymentArn,
      ),
    (one) => one,
    (one) => one.customModelDeploymentArn,
  ),
  listRoute(
    'ListInferenceProfiles',
    'inferenceProfileSummaries',
    (call) => here(call).inferenceProfiles,
    (one) => one,
    // In the query string the member is called `type`.
    { keep: (one, call) => call.input.type === undefined || call.input.type === one.type },
  ),
];
