import type { Provider } from '../../../src/model/verdict.ts';

/** A regional hospital group: who it is and where it runs machine learning. All of it is made up. */
export const organisation = 'Nordfjell Hospital Group';

export interface SampleAccount {
  provider: Provider;
  account: string;
  accountName: string;
  regions: string[];
  identity: string;
  /** How often a fact is bad here: research accounts are less tidy. */
  badShare: number;
}

const azureId = (n: number) => `7c1d0e2a-4b7f-4a51-9c55-${String(n).padStart(12, '0')}`;
const awsRole = (id: string) => `arn:aws:sts::${id}:assumed-role/PlumblineRead/plumbline`;

const core: SampleAccount[] = [
  aws('211122223331', 'ml-prod', 0.05),
  aws('211122223332', 'ml-dev', 0.22),
  aws('211122223333', 'data-lake', 0.08),
  azure(1, 'ai-clinical', 0.09),
  azure(2, 'ai-research', 0.25),
  gcp('imaging-train', 0.16),
  gcp('imaging-serve', 0.06),
  {
    provider: 'mlflow',
    account: 'mlflow.nordfjell.example',
    accountName: 'mlflow',
    regions: ['global'],
    identity: 'plumbline-read',
    badShare: 0.2,
  },
];

/** @param count how many; the first eight are the demo's, further ones are research accounts on all clouds. */
export function sampleAccounts(count: number): SampleAccount[] {
  const accounts = core.slice(0, count);
  for (let n = accounts.length; n < count; n++) {
    const name = `research-${String(n).padStart(3, '0')}`;
    const bad = 0.04 + (n % 7) * 0.03;
    accounts.push(
      n % 3 === 0 ? aws(String(300000000000 + n), name, bad) : n % 3 === 1 ? azure(n, name, bad) : gcp(name, bad),
    );
  }
  return accounts;
}

function aws(account: string, accountName: string, badShare: number): SampleAccount {
  return {
    provider: 'aws',
    account,
    accountName,
    regions: ['eu-central-1', 'eu-west-1'],
    identity: awsRole(account),
    badShare,
  };
}

function azure(n: number, accountName: string, badShare: number): SampleAccount {
  return {
    provider: 'azure',
    account: azureId(n),
    accountName,
    regions: ['northeurope', 'westeurope'],
    identity: 'appid:3fd0a8f0-6b8e-4f0c-9a1d-0e8b5c6f7a21',
    badShare,
  };
}

function gcp(account: string, badShare: number): SampleAccount {
  return {
    provider: 'gcp',
    account,
    accountName: account,
    regions: ['europe-west3', 'europe-west4'],
    identity: `plumbline-read@${account}.iam.gserviceaccount.com`,
    badShare,
  };
}

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
