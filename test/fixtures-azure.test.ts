import { describe, expect, it } from 'vitest';
import type { Table } from '../providers/aws/testing/map.ts';
import { batchDeployments } from '../providers/azure/ml/batch-deployment.ts';
import { batchEndpoints } from '../providers/azure/ml/batch-endpoint.ts';
import { computes } from '../providers/azure/ml/compute.ts';
import { connections } from '../providers/azure/ml/connection.ts';
import { dataVersions } from '../providers/azure/ml/dataset.ts';
import { datastores } from '../providers/azure/ml/datastore.ts';
import { deployments } from '../providers/azure/ml/deployment.ts';
import { endpoints } from '../providers/azure/ml/endpoint.ts';
import { featureSetVersions } from '../providers/azure/ml/feature-set.ts';
import { jobs } from '../providers/azure/ml/job.ts';
import { models } from '../providers/azure/ml/model.ts';
import { modelVersions } from '../providers/azure/ml/model-version.ts';
import { monitors } from '../providers/azure/ml/monitor.ts';
import { notebooks } from '../providers/azure/ml/notebook.ts';
import { registries } from '../providers/azure/ml/registry.ts';
import { schedules } from '../providers/azure/ml/schedule.ts';
import { serverlessEndpoints } from '../providers/azure/ml/serverless-endpoint.ts';
import { workspaces } from '../providers/azure/ml/workspace.ts';
import { azureGiven, factsOf } from '../providers/azure/testing/vary.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { Collector } from '../src/model/provider.ts';
import { azureFixtures } from './support/azure-fixtures.ts';

const { there, body, items, item } = azureFixtures('Microsoft.MachineLearningServices');
const example = '/subscriptions/00000000-1111-2222-3333-444444444444/resourcegroups';
const lost = 'missing: not-returned';
const noLogs: Table = { DiagnosticSettings_List: { value: [] }, Compute_List: { value: [] } };
/** What a workspace without a network of its own lets those in it see. */
const above: Table = { Workspaces_ListBySubscription: { location: 'West Europe', properties: {} } };
const map = (collector: Collector, one: JsonObject, reads: Table = {}) =>
  factsOf(collector, azureGiven(one, reads, above));

describe.skipIf(!there)('published and recorded answers of Azure Machine Learning', () => {
  it('workspaces as they are made, recorded', () => {
    const all = items('Recorded_Workspaces_List');
    expect(all).toHaveLength(3);
    expect(map(workspaces, all[2] ?? {}, noLogs)).toMatchObject({
      name: 'cctestml438669734316',
      region: 'southcentralus',
      state: 'active',
      createdAt: '2026-07-20T16:37:51.1808784Z',
      modifiedAt: '2026-07-20T16:37:51.1808784Z',
      tags: {},
      publicAccess: 'open',
      allowedRanges: [],
      network: 'provider',
      egress: 'internet',
      keyAtRest: 'provider',
      runsAs: 'system',
      userIsolation: false,
      hardened: false,
      dataAuth: 'key',
      accessLogged: false,
      '->principals': ['/principals/783da398-b553-4313-a66c-7c35ab9e1e47'],
      // The id in the answer says Microsoft.Keyvault, others Microsoft.KeyVault.
      '->secrets': [
        '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourcegroups/test_machine-learning/providers/microsoft.keyvault/vaults/cctestmlkv438669734316',
      ],
      '->repositories': [],
      '->privateEndpoints': [],
      '->keys': [],
    });
    // Two workspaces of one name, in two groups.
    const uids = all.map((one) => map(workspaces, one, noLogs).uid);
    expect(new Set(uids).size).toBe(3);
  });

  it('a workspace with a key and a private endpoint', () => {
    for (const name of ['Workspaces_Get', 'Workspaces_CreateOrUpdate'])
      expect(map(workspaces, body(name), noLogs)).toMatchObject({
        state: lost,
        publicAccess: 'private',
        keyAtRest: 'customer',
        runsAs: 'own',
        '->keys': [`${example}/workspace-1234/providers/microsoft.keyvault/vaults/testkv/keys/testkey`],
        '->principals': Array(2).fill('/principals/00000000-1111-2222-3333-444444444444'),
        '->repositories': [`${example}/workspace-1234/providers/microsoft.containerregistry/registries/testregistry`],
        '->privateEndpoints':
          name === 'Workspaces_Get' ? [`${example}/rg-1234/providers/microsoft.network/privateendpoints/petest01`] : [],
      });
  });

  it('a list that leaves much out says so of what has no default', () => {
    const [one] = items('Workspaces_ListBySubscription');
    expect(map(workspaces, one ?? {}, noLogs)).toMatchObject({
      state: lost,
      createdAt: lost,
      runsAs: 'none',
      publicAccess: 'open',
    });
  });

  it('a cluster, recorded', () => {
    expect(map(computes, item('Recorded_Computes_List'))).toMatchObject({
      name: 'vvmlwrkspc11',
      region: 'eastus',
      createdAt: '2022-08-31T08:19:39.0074366+00:00',
      state: 'active',
      keyAtRest: 'provider',
      network: 'provider',
      egress: 'internet',
      publicIp: true,
      authMethods: ['identity', 'key'],
      shell: 'open',
      idleStopMinutes: 2,
      minNodes: 0,
      interruptible: true,
      runsAs: 'none',
      '->subnets': [],
    });
  });

  it('a cluster in a subnet, with addresses of its own', () => {
    expect(map(computes, body('Computes_Get_AmlCompute'))).toMatchObject({
      network: 'customer',
      egress: 'internet',
      publicIp: true,
      shell: 'open',
      idleStopMinutes: 5,
      interruptible: false,
      '->subnets': ['test-subnet-resource-id'],
    });
  });

  it.each(['Computes_Get_KubernetesCompute', 'Computes_CreateOrUpdate_AKSCompute', 'Computes_List'])(
    '%s: an attached cluster does not say how it is set',
    (name) => {
      const elsewhere = 'missing: not-exposed';
      const attached = name === 'Computes_List' ? item(name) : body(name);
      expect(map(computes, attached)).toMatchObject({
        state: 'active',
        keyAtRest: elsewhere,
        network: elsewhere,
        egress: elsewhere,
        publicIp: elsewhere,
        interruptible: elsewhere,
        authMethods: 'missing: not-supported',
        shell: 'missing: not-supported',
        minNodes: lost,
      });
    },
  );

  it('a compute instance that is being made says little', () => {
    expect(map(notebooks, body('Computes_CreateOrUpdate_ComputeInstance'))).toMatchObject({
      state: 'pending',
      createdAt: lost,
      patched: lost,
      rootAccess: true,
      singleUser: false,
      idleStopMinutes: null,
      egress: 'internet',
    });
  });

  it('an online endpoint on a cluster of the customer', () => {
    const [deployment] = items('OnlineDeployments_List');
    for (const one of [item('OnlineEndpoints_List'), body('OnlineEndpoints_Update')])
      expect(map(endpoints, one, { ...noLogs, OnlineDeployments_List: { value: [deployment ?? {}] } })).toMatchObject({
        state: 'pending',
        authMethods: ['token'],
        publicAccess: 'missing: not-exposed',
        keyAtRest: 'missing: not-exposed',
        variants: [{ name: 'string', trafficPercent: 1, minReplicas: 1, serverless: false, shadow: false }],
        capture: 'off',
        appLogged: false,
        '->versions': [],
      });
    expect(map(deployments, deployment ?? {})).toMatchObject({
      state: 'pending',
      network: 'missing: not-exposed',
      egress: 'missing: not-exposed',
      shell: 'missing: not-exposed',
      probes: true,
      plainSecrets: 0,
      runsAs: 'system',
      images: 'missing: out-of-scope',
    });
  });
});

describe.skipIf(!there)('published answers about what a workspace holds', () => {
  it('a command job, all placeholders', () => {
    expect(map(jobs, item('Jobs_List_CommandJob'))).toMatchObject({
      state: 'pending',
      outcome: 'running',
      purpose: 'train',
      runsAs: 'default',
      maxMinutes: 5,
      nodeTraffic: 'single-node',
      shell: lost,
      // No such compute is in the workspace.
      network: lost,
      keyAtRest: lost,
      images: 'missing: out-of-scope',
      inputs: [],
    });
    expect(map(jobs, item('Jobs_List_SweepJob'))).toMatchObject({ purpose: 'tune', maxMinutes: lost });
  });

  it('models and their versions', () => {
    const [version] = items('ModelVersions_List');
    expect(map(models, item('ModelContainers_List'), { ModelVersions_List: { value: [version ?? {}] } })).toMatchObject(
      {
        name: 'testContainer',
        region: 'westeurope',
        tags: { tag1: 'value1', tag2: 'value2' },
        documents: ['description'],
        state: 'active',
        versions: 1,
      },
    );
    expect(map(modelVersions, version ?? {})).toMatchObject({
      region: 'westeurope',
      stage: 'none',
      approval: 'none',
      signature: false,
      artifacts: [{ uri: 'string', pinned: 'missing: not-exposed', format: '' }],
      '->jobs': [],
    });
  });

  it('versions of data, and where data lies', () => {
    expect(map(dataVersions, item('DataVersions_List'))).toMatchObject({ schemaKnown: false, state: 'active' });
    expect(map(datastores, item('Datastores_List'))).toMatchObject({
      secretKind: 'stored-key',
      target: 'https://string.blob.core.windows.net/string',
      expiresAt: 'missing: not-exposed',
      '->secrets': [],
    });
    expect(map(datastores, body('Datastores_CreateOrUpdate_AzureFileAccountKey'))).toMatchObject({
      secretKind: 'stored-key',
      target: 'string://string.file.string/string',
    });
  });

  it('connections, whose ids call them something else', () => {
    for (const one of items('WorkspaceConnections_List'))
      expect(map(connections, one)).toMatchObject({
        uid: String(one.id).toLowerCase(),
        secretKind: 'stored-key',
        sharedToAll: lost,
        expiresAt: null,
        createdAt: lost,
      });
  });

  it('a registry', () => {
    expect(map(registries, item('Registries_List_SystemCreated'))).toMatchObject({
      publicAccess: lost,
      regions: ['string'],
      '->buckets': ['string'],
      '->repositories': ['string'],
      '->privateEndpoints': ['string'],
    });
  });

  it('a batch endpoint and its deployment, whose workspace may have been changed since', () => {
    const [deployment] = items('BatchDeployments_List');
    const reads = { BatchDeployments_List: { value: [deployment ?? {}] } };
    expect(map(batchEndpoints, item('BatchEndpoints_List'), reads)).toMatchObject({
      state: lost,
      authMethods: ['token'],
      publicAccess: 'missing: not-exposed',
      variants: [{ name: 'string', trafficPercent: 100, minReplicas: 0, serverless: true, shadow: false }],
      '->versions': [],
    });
    const inside: Table = { ...above, Compute_List: { value: [] } };
    expect(factsOf(batchDeployments, azureGiven(deployment ?? {}, {}, inside))).toMatchObject({
      state: 'pending',
      runsAs: 'user',
      egress: lost,
      images: 'missing: out-of-scope',
      artifacts: [{ uri: 'string', pinned: false, format: '' }],
    });
  });

  it('a serverless endpoint without content safety', () => {
    expect(map(serverlessEndpoints, item('ServerlessEndpoints_List'))).toMatchObject({
      state: 'pending',
      publicAccess: 'open',
      authMethods: ['key'],
      model: 'string',
      versionPinned: 'missing: not-exposed',
      '->guardrails': [],
    });
  });

  it('a version of a feature set', () => {
    expect(map(featureSetVersions, item('FeaturesetVersions_List'))).toMatchObject({
      state: 'failed',
      online: false,
      offline: true,
      stores: [{ name: 'offline', key: 'missing: not-exposed' }],
      documents: ['description'],
    });
  });

  it('a schedule that calls a batch endpoint is neither a monitor nor starts jobs', () => {
    const schedule = item('Schedules_List');
    for (const one of [monitors, schedules]) expect(one.keep?.({ item: schedule } as never)).toBe(false); // looks at nothing else
  });

  it('rules of a managed network that are not active yet count', () => {
    const workspace = { ...body('Workspaces_Get') };
    workspace.properties = {
      ...(workspace.properties as JsonObject),
      managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
    };
    const rules = { ManagedNetworkSettingsRule_List: { value: items('ManagedNetworkSettingsRule_List') } };
    expect(map(workspaces, workspace, { ...noLogs, ...rules })).toMatchObject({
      network: 'managed',
      egress: 'allow-list',
    });
  });
});
