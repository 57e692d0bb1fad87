import type { Provider } from '../../../src/model/verdict.ts';

/** What a kind is called on a platform, and how it is read there. */
export interface NativeKind {
  nativeType: string;
  list: string;
  get: string;
  listPermission: string;
  getPermission: string;
  /** Path between the scope and the name in a resource id. */
  path: string;
}

function awsKind(service: string, type: string, plural: string, path: string): NativeKind {
  return {
    nativeType: `AWS::${service === 'bedrock' ? 'Bedrock' : service === 's3' ? 'S3' : service === 'iam' ? 'IAM' : 'SageMaker'}::${type}`,
    list: `${service}:List${plural}`,
    get: `${service}:Describe${type}`,
    listPermission: `${service}:List${plural}`,
    getPermission: `${service}:Describe${type}`,
    path: `${service}|${path}`,
  };
}

function azureKind(provider: string, type: string): NativeKind {
  const full = `Microsoft.${provider}/${type}`;
  return {
    nativeType: full,
    list: `${provider.toLowerCase()}:GET ${type}`,
    get: `${provider.toLowerCase()}:GET ${type}/{name}`,
    listPermission: `${full}/read`,
    getPermission: `${full}/read`,
    path: full,
  };
}

function gcpKind(service: string, type: string): NativeKind {
  return {
    nativeType: `${service}.googleapis.com/${type[0]?.toUpperCase()}${type.slice(1, -1)}`,
    list: `${service}:${type}.list`,
    get: `${service}:${type}.get`,
    listPermission: `${service}.${type}.list`,
    getPermission: `${service}.${type}.get`,
    path: `${service}|${type}`,
  };
}

function mlflowKind(type: string): NativeKind {
  return {
    nativeType: `mlflow/${type}`,
    list: `mlflow:${type}/search`,
    get: `mlflow:${type}/get`,
    listPermission: 'READ',
    getPermission: 'READ',
    path: type,
  };
}

/** Kind -> platform -> native type and operations; and how many there are for each ten thousand resources. */
export const sampleKinds: Record<string, { share: number; on: Partial<Record<Provider, NativeKind>> }> = {
  'genai.agent': {
    share: 500,
    on: {
      aws: awsKind('bedrock', 'Agent', 'Agents', 'agent/'),
      azure: azureKind('CognitiveServices', 'accounts/projects/applications'),
    },
  },
  'genai.deployment': {
    share: 900,
    on: {
      aws: awsKind('bedrock', 'InferenceProfile', 'InferenceProfiles', 'application-inference-profile/'),
      azure: azureKind('CognitiveServices', 'accounts/deployments'),
    },
  },
  'genai.guardrail': {
    share: 300,
    on: {
      aws: awsKind('bedrock', 'Guardrail', 'Guardrails', 'guardrail/'),
      azure: azureKind('CognitiveServices', 'accounts/raiPolicies'),
      gcp: gcpKind('modelarmor', 'templates'),
    },
  },
  'identity.principal': {
    share: 700,
    on: { aws: awsKind('iam', 'Role', 'Roles', 'role/'), gcp: gcpKind('iam', 'serviceAccounts') },
  },
  'ml.dataset': {
    share: 900,
    on: { azure: azureKind('MachineLearningServices', 'workspaces/data'), gcp: gcpKind('aiplatform', 'datasets') },
  },
  'ml.endpoint': {
    share: 900,
    on: {
      aws: awsKind('sagemaker', 'Endpoint', 'Endpoints', 'endpoint/'),
      azure: azureKind('MachineLearningServices', 'workspaces/onlineEndpoints'),
      gcp: gcpKind('aiplatform', 'endpoints'),
    },
  },
  'ml.model_version': {
    share: 1800,
    on: {
      aws: awsKind('sagemaker', 'ModelPackage', 'ModelPackages', 'model-package/'),
      azure: azureKind('MachineLearningServices', 'workspaces/models/versions'),
      gcp: gcpKind('aiplatform', 'models'),
      mlflow: mlflowKind('model-versions'),
    },
  },
  'ml.monitor': {
    share: 400,
    on: {
      aws: awsKind('sagemaker', 'MonitoringSchedule', 'MonitoringSchedules', 'monitoring-schedule/'),
      gcp: gcpKind('aiplatform', 'modelDeploymentMonitoringJobs'),
    },
  },
  'ml.notebook': {
    share: 1200,
    on: {
      aws: awsKind('sagemaker', 'NotebookInstance', 'NotebookInstances', 'notebook-instance/'),
      azure: azureKind('MachineLearningServices', 'workspaces/computes'),
      gcp: gcpKind('notebooks', 'instances'),
    },
  },
  'ml.training_job': {
    share: 2000,
    on: {
      aws: awsKind('sagemaker', 'TrainingJob', 'TrainingJobs', 'training-job/'),
      azure: azureKind('MachineLearningServices', 'workspaces/jobs'),
      gcp: gcpKind('aiplatform', 'customJobs'),
    },
  },
  'storage.bucket': {
    share: 300,
    on: {
      aws: awsKind('s3', 'Bucket', 'Buckets', ''),
      azure: azureKind('Storage', 'storageAccounts'),
      gcp: gcpKind('storage', 'buckets'),
    },
  },
  'tracking.server': {
    share: 100,
    on: {
      aws: awsKind('sagemaker', 'MlflowTrackingServer', 'MlflowTrackingServers', 'mlflow-tracking-server/'),
      mlflow: mlflowKind('server'),
    },
  },
};

/** Canonical id of a resource as its cloud would write it. The name goes in as it is: it is untrusted. */
export function sampleUid(
  at: { provider: Provider; account: string; region: string },
  kind: NativeKind,
  name: string,
): string {
  const [service, path = ''] = kind.path.split('|');
  if (at.provider === 'aws') {
    return service === 's3' ? `arn:aws:s3:::${name}` : `arn:aws:${service}:${at.region}:${at.account}:${path}${name}`;
  }
  if (at.provider === 'azure') {
    return `/subscriptions/${at.account}/resourcegroups/rg-ml-${at.region}/providers/${kind.path}/${name}`.toLowerCase();
  }
  if (at.provider === 'gcp')
    return `//${service}.googleapis.com/projects/${at.account}/locations/${at.region}/${path}/${name}`;
  return `mlflow://${at.account}/${kind.path}/${name}`;
}
