/**
 * Published examples of Azure's REST API and recorded answers, through the mappers of what lies around the workspaces.
 * Sources, versions and licences are in the README beside the files.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Table } from '../providers/aws/testing/map.ts';
import { accountConnections, projectConnections } from '../providers/azure/ai/connection.ts';
import { guardrails } from '../providers/azure/ai/guardrail.ts';
import { projects } from '../providers/azure/ai/project.ts';
import { databricksWorkspaces } from '../providers/azure/databricks/workspace.ts';
import { defenderReader } from '../providers/azure/native/defender.ts';
import { accountSettings } from '../providers/azure/support/account-settings.ts';
import { azureGiven, factsOf } from '../providers/azure/testing/vary.ts';
import { cannedAsk } from '../providers/native/canned-ask.ts';
import type { Json, JsonObject } from '../src/model/json.ts';
import { at } from '../src/model/mapping/pointer.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'azure');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: published answers of Azure, since ${folder} is not there`);

/** The answer that a file holds: an example names it by its status, a recording as the response. */
function answer(name: string): JsonObject {
  const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as JsonObject; // each is an object
  return (at(file, '/responses/200/body') ?? at(file, '/response/body')) as JsonObject; // as are bodies
}
function items(name: string): JsonObject[] {
  const list = at(answer(name), '/value');
  if (!Array.isArray(list) || list.length === 0) throw new Error(`${name} lists nothing`);
  return list as JsonObject[]; // lists of resources
}
const noLogs: Table = { DiagnosticSettings_List: { value: [] } };
const workspace = (item: JsonObject) => factsOf(databricksWorkspaces, azureGiven(item, noLogs));

describe.skipIf(!there)('workspaces of Databricks', () => {
  it('with settings of their own', () => {
    const vnet =
      '/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/rg/providers/microsoft.network/virtualnetworks/mynetwork';
    expect(workspace(answer('Microsoft.Databricks/Workspaces_Get_Parameters'))).toMatchObject({
      region: 'eastus2',
      state: 'active',
      createdAt: '2020-02-20T00:10:29.2858439Z',
      publicAccess: 'private',
      network: 'customer',
      // Left out of the answer, and it has meant both.
      publicIp: 'missing: not-returned',
      egress: 'missing: not-returned',
      keyAtRest: 'provider',
      hardened: false,
      userIsolation: false,
      '->subnets': [`${vnet}/subnets/publicsarah`, `${vnet}/subnets/privatebob`],
      '->privateEndpoints': [
        '/subscriptions/subscriptionid/resourcegroups/networkresourcegroup/providers/microsoft.network/privateendpoints/myprivateendpoint',
      ],
    });
  });

  it('with an access connector', () => {
    const item = answer('Microsoft.Databricks/Workspaces_Get');
    const linked = { ...item, properties: { ...(item.properties as JsonObject), accessConnector: { id: '/c' } } };
    const reads = { ...noLogs, AccessConnectors_Get: answer('Microsoft.Databricks/AccessConnectors_Get') };
    expect(factsOf(databricksWorkspaces, azureGiven(linked, reads))['->principals']).toEqual([
      '/principals/5619ff16-afe1-47e5-ae67-8393c6c3223d',
      'missing: not-exposed',
    ]);
  });

  it('whose settings the answer leaves out', () => {
    for (const item of [
      answer('Microsoft.Databricks/Workspaces_Get'),
      ...items('Microsoft.Databricks/Workspaces_ListBySubscription'),
    ])
      expect(workspace(item)).toMatchObject({
        publicAccess: 'missing: not-exposed',
        network: 'missing: not-returned',
        egress: 'missing: not-returned',
        publicIp: 'missing: not-returned',
      });
  });

  it('as they were recorded: addresses of their own, in a network that Databricks made', () => {
    const [item = {}] = items('Microsoft.Databricks/Recorded_Workspaces_List');
    expect(workspace(item)).toMatchObject({
      network: 'managed',
      publicIp: true,
      egress: 'internet',
      keyAtRest: 'provider',
      stores: ['metadata', 'volume', 'data'].map((name) => ({ name, key: 'provider' })),
      // Older versions of the API know neither.
      createdAt: 'missing: not-returned',
      userIsolation: 'missing: not-returned',
      '->subnets': [],
    });
  });
});

describe.skipIf(!there)('Defender for Cloud', () => {
  const empty: JsonObject = { value: [] };
  const scope = {
    provider: 'azure' as const,
    account: '20ff7fc3-e762-44dd-bd96-b71116dcdc23',
    accountName: 'a',
    region: 'global',
  };
  const settings = (more: Table) =>
    factsOf(accountSettings, {
      ...azureGiven(
        { id: `/subscriptions/${scope.account}`, name: 'a' },
        {
          PolicyAssignments_List: empty,
          PolicyExemptions_List: empty,
          SubscriptionDiagnosticSettings_List: empty,
          Pricings_List: answer('Microsoft.Security/Pricings_List'),
          Settings_List: answer('Microsoft.Security/Settings_List'),
          Alerts_List: answer('Microsoft.Security/Alerts_List'),
          SubAssessments_ListAll: answer('Microsoft.Security/SubAssessments_ListAll'),
          RegulatoryComplianceStandards_List: answer('Microsoft.Security/RegulatoryComplianceStandards_List'),
          SecureScores_List: answer('Microsoft.Security/SecureScores_List'),
          ...more,
        },
      ),
      scope,
    });

  it('files what it found by subscription', () => {
    const found = settings({});
    expect(found.postureScore).toBe(60);
    expect(found.integrations).toEqual([]);
    const open = Object.fromEntries(
      (found.openFindings as { source: string; open: Json }[]).map((one) => [one.source, one.open]),
    );
    expect(open).toMatchObject({
      // The alerts are of virtual machines, and no plan for AI is listed.
      'defender-alerts': 'missing: not-returned',
      'defender-weaknesses': 1,
      'standard PCI-DSS-3.2': 4,
      'standard ISO-27001': 'missing: not-returned',
      'standard AZURE-CIS': 'missing: not-returned',
    });
  });

  it('names resources by members that once began with a capital', async () => {
    const list = items('Microsoft.Security/Recorded_Assessments_List');
    const key = String(list[0]?.name);
    const reading = await defenderReader.read(cannedAsk({ Assessments_List: list }).ask, scope, new Set([key]));
    expect(reading.rows.map(({ subject, status }) => [subject.split('/').at(-1), status])).toEqual([
      ['vmm-140asbvmnetrecomm', 'pass'],
    ]);
  });
});

describe.skipIf(!there)('Foundry', () => {
  it('projects as they were recorded', () => {
    const [item = {}] = items('Microsoft.CognitiveServices/Recorded_Projects_List');
    expect(projects.name(item)).toBe('cctest-aifoundry-project');
    expect(factsOf(projects, azureGiven(item))).toMatchObject({
      region: 'eastus',
      state: 'active',
      runsAs: 'system',
      '->principals': ['/principals/8a279c2f-c159-484d-bbb3-5e3ef7a70e24'],
    });
  });

  it('connections as they were recorded and published', () => {
    const [recorded = {}] = items('Microsoft.CognitiveServices/Recorded_ProjectConnections_List');
    expect(factsOf(projectConnections, azureGiven(recorded))).toMatchObject({
      secretKind: 'identity',
      sharedToAll: false,
      expiresAt: null,
      target: 'https://cctestaifoundry705967140278.cognitiveservices.azure.com/',
    });
    const siblings = answer('Microsoft.CognitiveServices/AccountConnections_List');
    for (const [name, collector] of [
      ['AccountConnections_List', accountConnections],
      ['ProjectConnections_List', projectConnections],
    ] as const) {
      const [first = {}, second = {}] = items(`Microsoft.CognitiveServices/${name}`);
      const read = (item: JsonObject) => factsOf(collector, azureGiven(item, { vault: siblings }));
      expect(read(first)).toMatchObject({ secretKind: 'stored-key', expiresAt: '2024-03-15T14:30:00Z' });
      expect(read(second)).toMatchObject({ secretKind: 'stored-key', expiresAt: null });
    }
  });

  it('block lists that policies name', () => {
    const lists = answer('Microsoft.CognitiveServices/RaiBlocklists_List');
    const policy = (blocklistName: string): JsonObject => ({
      ...items('Microsoft.CognitiveServices/RaiPolicies_List')[0],
      properties: { contentFilters: [], customBlocklists: [{ blocklistName, blocking: true, source: 'Prompt' }] },
    });
    const actions = (name: string) =>
      (factsOf(guardrails, azureGiven(policy(name), { RaiBlocklists_List: lists })).filters as JsonObject[]).map(
        (one) => one.action,
      );
    expect(actions('raiBlocklistName')).toEqual(['block']);
    expect(actions('another')).toEqual(['none']);
  });
});
