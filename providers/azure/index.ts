import type { RateOf } from '../../src/limits/gate.ts';
import type { Collector, NativeReader } from '../../src/model/provider.ts';
import { accounts } from './ai/account.ts';
import { accountConnections, projectConnections } from './ai/connection.ts';
import { modelDeployments } from './ai/deployment.ts';
import { guardrails } from './ai/guardrail.ts';
import { projects } from './ai/project.ts';
import { searchServices } from './ai/search-service.ts';
import { connectAzure } from './connect.ts';
import { databricksWorkspaces } from './databricks/workspace.ts';
import { batchDeployments } from './ml/batch-deployment.ts';
import { batchEndpoints } from './ml/batch-endpoint.ts';
import { computes } from './ml/compute.ts';
import { connections } from './ml/connection.ts';
import { dataContainers, dataVersions, registryDataContainers, registryDataVersions } from './ml/dataset.ts';
import { datastores } from './ml/datastore.ts';
import { deployments } from './ml/deployment.ts';
import { endpoints } from './ml/endpoint.ts';
import { featureSets, featureSetVersions } from './ml/feature-set.ts';
import { jobs } from './ml/job.ts';
import { models, registryModels } from './ml/model.ts';
import { modelVersions, registryModelVersions } from './ml/model-version.ts';
import { monitors } from './ml/monitor.ts';
import { notebooks } from './ml/notebook.ts';
import { pipelineJobs } from './ml/pipeline-job.ts';
import { registries } from './ml/registry.ts';
import { schedules } from './ml/schedule.ts';
import { serverlessEndpoints } from './ml/serverless-endpoint.ts';
import { workspaces } from './ml/workspace.ts';
import { nativeReaders } from './native/index.ts';
import { azureRate } from './rates.ts';
import { accountSettings } from './support/account-settings.ts';
import { buckets } from './support/bucket.ts';
import { firewalls } from './support/firewall.ts';
import { keys } from './support/key.ts';
import { logGroups } from './support/log-group.ts';
import { principals } from './support/principal.ts';
import { privateEndpoints } from './support/private-endpoint.ts';
import { repositories } from './support/repository.ts';
import { secretStores } from './support/secret-store.ts';
import { subnets } from './support/subnet.ts';
import { trails } from './support/trail.ts';

const collectors: readonly Collector[] = [
  workspaces,
  notebooks,
  computes,
  jobs,
  pipelineJobs,
  endpoints,
  deployments,
  batchEndpoints,
  batchDeployments,
  serverlessEndpoints,
  models,
  modelVersions,
  registries,
  registryModels,
  registryModelVersions,
  registryDataContainers,
  registryDataVersions,
  connections,
  datastores,
  dataContainers,
  dataVersions,
  featureSets,
  featureSetVersions,
  monitors,
  schedules,
  accounts,
  modelDeployments,
  guardrails,
  projects,
  accountConnections,
  projectConnections,
  accountSettings,
  databricksWorkspaces,
  searchServices,
  trails,
];
const support: readonly Collector[] = [
  principals,
  keys,
  buckets,
  repositories,
  secretStores,
  logGroups,
  privateEndpoints,
  subnets,
  firewalls,
];
const natives: readonly NativeReader[] = nativeReaders;

/** Everything that a scan of Azure needs. */
export const azure = {
  collectors,
  /** Read only when a primary resource refers to them. */
  support,
  natives,
  connect: connectAzure,
  /** The limits of Resource Manager; the config's own (`service:Operation`, `service:*` or `*`) win. */
  rateOf:
    (own: Record<string, { per_second: number; burst: number }>): RateOf =>
    (_provider, service, operation, account) => {
      const set = own[`${service}:${operation}`] ?? own[`${service}:*`] ?? own['*'];
      return set ? { perSecond: set.per_second, burst: set.burst, fixed: true } : azureRate(service, account);
    },
};
