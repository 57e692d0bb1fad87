import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { graphBelowWorkspace } from '../graph/inventory.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import type { Reach } from '../rows/reach.ts';
import { doorOfWorkspace, workspaceChangedAt } from '../rows/workspace.ts';
import { type BatchDeployment, modelVersionOf } from './batch-deployment.ts';
import { callersBy } from './endpoint.ts';

/**
 * An item of Batch Endpoints - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/batch-endpoints/list
 */
interface BatchEndpoint extends ArmResource {
  properties: {
    provisioningState?: string;
    authMode?: string;
    defaults?: { deploymentName?: string | null } | null;
  };
}

const operation = 'BatchEndpoints_List';
const { common, field } = armRows<BatchEndpoint>('machinelearning', operation);
const { raw } = answersOf<{ BatchDeployments_List: { value: BatchDeployment[] } }>('machinelearning');
const deployments = raw('BatchDeployments_List', '/value');
const files = notSupported('A batch endpoint reads files and writes files, which stay where they are.');

/**
 * The door is the one that the workspace had when the endpoint was made, and is not changed with it: known where the
 * workspace has not been changed since.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-secure-batch-endpoint 2026-11
 */
const asWhenMade = <V>(now: V, changed: unknown, made: unknown): V | MissingValue =>
  Date.parse(String(changed)) <= Date.parse(String(made))
    ? now
    : missing('the door that the workspace had when the endpoint was made, which it keeps', 'not-exposed');
const madeAt = field('/systemData/createdAt');

/** Addresses at which jobs are started that run a model over many files. */
export const batchEndpoints = collector({
  provider: 'azure',
  id: 'azure/ml/batch-endpoint',
  service: 'machinelearning',
  kind: 'ml.endpoint',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/workspace',
      input: (workspace) => ({ workspace: String(workspace.id) }),
      inventory: graphBelowWorkspace('batchEndpoints'),
    },
  },
  reads: [
    {
      service: 'machinelearning',
      operation: 'BatchDeployments_List',
      permission: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments/read',
      input: (item) => ({ endpoint: String(item.id) }),
      pages: { items: 'value', ...armPaging },
    },
  ],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  parts: derive([deployments], (list) => (list ?? []).map(armUid as (one: object) => string)),
  facts: {
    ...common,
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the newest job of the endpoint, from the studio'),
    idleStopMinutes: notSupported('A batch endpoint runs nothing by itself.'),
    keyAtRest: notSupported('It keeps nothing; its jobs run on computes, which are judged there.'),
    stores: fromScope(() => []),
    publicAccess: derive(
      [doorOfWorkspace.publicAccess, workspaceChangedAt, madeAt],
      (now, changed, made): Reach | MissingValue => asWhenMade(now, changed, made),
    ),
    allowedRanges: derive([doorOfWorkspace.allowedRanges, workspaceChangedAt, madeAt], asWhenMade<string[]>),
    authMethods: derive([field('/properties/authMode')], callersBy),
    shell: notSupported('A batch endpoint has no machine of its own.'),
    plainSecrets: notSupported('An endpoint has no environment of its own; its deployments have.'),
    accessLogged: notExposed('the events of jobs in the log of the workspace; see there'),
    appLogged: notExposed('the logs of its jobs, from the studio'),
    logFeeds: notExposed('the diagnostic settings of the workspace; see there'),
    // What a call names no deployment for goes to the default one.
    variants: derive([field('/properties/defaults/deploymentName'), deployments], (usual, list) =>
      (list ?? []).map(({ name }) => ({
        name,
        trafficPercent: name === usual ? 100 : 0,
        minReplicas: 0,
        serverless: true,
        shadow: false,
      })),
    ),
    capture: files,
    samplePercent: files,
    autoscaled: notSupported('Its jobs take the machines that they ask for.'),
    autoRollback: notSupported('The default deployment is changed by hand or by a pipeline.'),
    rateLimited: notExposed('whether a gateway before the endpoint limits its callers'),
  },
  links: {
    deployments: derive([deployments], (list) => (list ?? []).map(armUid as (one: object) => string)),
    versions: derive([deployments], (list) => [
      ...new Set((list ?? []).flatMap(({ properties }) => modelVersionOf(properties.model) ?? [])),
    ]),
  },
});
