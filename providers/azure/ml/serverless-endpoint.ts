import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { graphBelowWorkspace } from '../graph/inventory.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, type State } from '../rows/arm.ts';
import type { Reach } from '../rows/reach.ts';
import { doorOfWorkspace, workspaceKind } from '../rows/workspace.ts';

/**
 * An item of Serverless Endpoints - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/serverless-endpoints/list
 */
interface ServerlessEndpoint extends ArmResource {
  properties: {
    endpointState?: string;
    authMode?: string;
    modelSettings?: { modelId?: string | null } | null;
    contentSafety?: { contentSafetyStatus?: string } | null;
  };
}

const operation = 'ServerlessEndpoints_List';
const { common, field } = armRows<ServerlessEndpoint>('machinelearning', operation);
const modelId = derive([field('/properties/modelSettings/modelId')], (id) =>
  typeof id === 'string' && id !== '' ? id : missing('the answer names no model'),
);

/** @see https://learn.microsoft.com/rest/api/azureml/serverless-endpoints/list ServerlessEndpointState */
const states: Readonly<Record<string, State>> = {
  online: 'active',
  creating: 'pending',
  reinstating: 'pending',
  suspending: 'stopped',
  suspended: 'stopped',
  deleting: 'deleting',
  creationfailed: 'failed',
  deletionfailed: 'failed',
};

/**
 * The door is that of the workspace, or of the hub where the workspace is a project of one.
 *
 * @see https://learn.microsoft.com/azure/ai-foundry/how-to/model-catalog-overview 2026-11
 */
const orOfHub = <V>(here: V, kind: unknown): V | MissingValue =>
  String(kind ?? 'Default').toLowerCase() === 'project'
    ? missing('the door of the hub that the project belongs to; see there', 'not-exposed')
    : here;

/** Models of the catalog that Microsoft runs, and that are called at an address of the customer's own. */
export const serverlessEndpoints = collector({
  provider: 'azure',
  id: 'azure/ml/serverless-endpoint',
  service: 'machinelearning',
  kind: 'genai.deployment',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/workspace',
      input: (workspace) => ({ workspace: String(workspace.id) }),
      inventory: graphBelowWorkspace('serverlessEndpoints'),
    },
  },
  reads: [],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    processing: notExposed('where the provider of the model computes its answers, from its terms'),
    state: derive([field('/properties/endpointState')], (state): State | MissingValue => {
      const word = String(state).toLowerCase();
      return Object.hasOwn(states, word)
        ? (states[word] as State) // it is there
        : missing(`endpointState ${String(state)} is not known to this version`);
    }),
    lastUsedAt: notExposed('the request metrics of the endpoint'),
    idleStopMinutes: notSupported('A serverless endpoint has no machine.'),
    publicAccess: derive([doorOfWorkspace.publicAccess, workspaceKind], orOfHub<Reach>),
    allowedRanges: derive([doorOfWorkspace.allowedRanges, workspaceKind], orOfHub<string[]>),
    authMethods: derive([field('/properties/authMode')], (mode): ('identity' | 'key')[] | MissingValue => {
      const word = String(mode).toLowerCase();
      if (word === 'key') return ['key'];
      return word === 'aad' || word === 'aadtoken'
        ? ['identity']
        : missing(`authMode ${String(mode)} is not known to this version`);
    }),
    shell: notSupported('A serverless endpoint has no machine.'),
    plainSecrets: notSupported('A serverless endpoint has no environment.'),
    accessLogged: notExposed(
      'whether calls of the endpoint are recorded, from the diagnostic settings of the workspace',
    ),
    appLogged: notSupported('A serverless endpoint has no output of its own.'),
    logFeeds: notExposed('the diagnostic settings of the workspace; see there'),
    model: modelId,
    versionPinned: derive([modelId], (id): boolean | MissingValue =>
      /\/versions\/[^/]+$/i.test(id)
        ? true
        : missing('whether the model is changed for a newer version', 'not-exposed'),
    ),
    endOfLifeAt: notExposed('when the model is withdrawn, from the model catalog'),
    rateLimited: notExposed('whether a gateway before the endpoint limits its callers'),
  },
  links: {
    // The filters of the platform are no resource. Left out means those that the platform chooses.
    guardrails: derive([field('/properties/contentSafety/contentSafetyStatus')], (status): (string | MissingValue)[] =>
      String(status).toLowerCase() === 'disabled'
        ? []
        : [missing('which filters of the platform the endpoint answers behind, and what they stop', 'not-exposed')],
    ),
  },
});
