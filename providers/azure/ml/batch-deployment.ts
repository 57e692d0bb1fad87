import { byDesign, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { type ArmResource, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { environmentRead, imagesOf } from '../rows/supply.ts';
import { disksOf } from './compute-rows.ts';
import { type JobProperties, placeOf } from './job-rows.ts';

/** A model by the id of its version, by a path of files, or by what a job left. */
export interface ModelReference {
  referenceType?: string;
  assetId?: string;
  path?: string | null;
  jobId?: string | null;
}

/**
 * An item of Batch Deployments - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/batch-deployments/list
 */
export interface BatchDeployment extends ArmResource {
  properties: {
    provisioningState?: string;
    compute?: string | null;
    model?: ModelReference | null;
    environmentId?: string | null;
    environmentVariables?: Record<string, string> | null;
    deploymentConfiguration?: { settings?: Record<string, string> | null } | null;
  };
}

const operation = 'BatchDeployments_List';
const { common, field } = armRows<BatchDeployment>('machinelearning', operation);
const model = derive([field('/properties/model')], (value) => (value ?? undefined) as ModelReference | undefined); // an answer's own member
/** A batch deployment runs as a job on its compute; one that names none has it in the settings of its pipeline. */
const job = derive([field('/properties/compute')], (computeId): JobProperties | ReturnType<typeof missing> =>
  typeof computeId === 'string' && computeId !== ''
    ? { computeId }
    : missing('on which compute it runs, from the settings of its pipeline', 'not-exposed'),
);
const { facts: network, links, place } = placeOf(job);
const authorization = 'https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-batch-endpoint';

/** A version of a model that is registered in a workspace; undefined for files, and for what lies in a registry. */
export function modelVersionOf(reference: ModelReference | null | undefined): string | undefined {
  const id = reference?.assetId;
  return typeof id === 'string' && id.startsWith('/') ? id.toLowerCase() : undefined;
}

/** Models that jobs run over many files. */
export const batchDeployments = collector({
  provider: 'azure',
  id: 'azure/ml/batch-deployment',
  service: 'machinelearning',
  kind: 'ml.deployment',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments/read',
    items: 'value',
    of: { collector: 'azure/ml/batch-endpoint', read: operation },
  },
  reads: [environmentRead('/properties/environmentId')],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...network,
    ...disksOf(derive([place], (found) => found.type)),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the newest job of the deployment, from the studio'),
    idleStopMinutes: notSupported('Its jobs end by themselves.'),
    // A job is made with the rights of whoever called the endpoint.
    runsAs: byDesign('user' as 'own' | 'system' | 'user' | 'default' | 'none', authorization, '2026-11'),
    authMethods: notSupported('Callers sign in at the endpoint.'),
    shell: notSupported('A batch deployment opens no shell; its compute is judged there.'),
    plainSecrets: derive(
      [field('/properties/environmentVariables'), field('/properties/deploymentConfiguration/settings')],
      (variables, settings) =>
        countPlainSecrets({
          ...((settings ?? {}) as Record<string, string>), // texts by name
          ...((variables ?? {}) as Record<string, string>), // texts by name
        }),
    ),
    images: imagesOf(
      field('/properties/environmentId'),
      missing('which image the platform or its pipeline takes', 'not-exposed'),
    ),
    artifacts: derive([model], (of) => {
      const uri = of?.assetId ?? of?.path ?? of?.jobId;
      // A registered version does not change; a path of files may.
      return uri ? [{ uri, pinned: /\/versions\/[^/]+$/.test(of?.assetId ?? ''), format: '' }] : [];
    }),
    sourceRevision: notExposed('the commit, from the job that registered the model'),
    patched: notExposed('the age of the image, from the environment version'),
    repositoryPath: notSupported(),
    probes: notSupported('A batch deployment answers no requests that could be probed.'),
    explained: notSupported('Explanations are made by the Responsible AI dashboard, not by deployments.'),
  },
  links: {
    principals: fromScope(() => []),
    subnets: links.subnets,
    versions: derive([model], (of) => [modelVersionOf(of)].filter((id) => id !== undefined)),
  },
});
