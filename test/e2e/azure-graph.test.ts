import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/cli/wiring.ts';
import type { AzureEstate } from '../../src/lab/azure/estate.ts';
import { demoAzure } from '../../src/lab/demo/azure/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { withBareWorkspaces } from '../support/azure-projects.ts';
import { type AzureScan, scanAzure } from '../support/scan-azure.ts';

const catalog = await openCatalog({}, []);
const bare = 4;
const estate = withBareWorkspaces(demoAzure(new Date()), bare);
const online = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const clinical = estate.subscriptions.find(({ name }) => name === 'ai-clinical')?.id ?? '';
const research = estate.subscriptions.find(({ name }) => name === 'ai-research')?.id ?? '';
const reader = [clinical, research].map((id) => ({ scope: `/subscriptions/${id}`, actions: ['*/read'] }));
const all = estate.subscriptions.flatMap(({ resources }) => resources);
const endpoint = all.find(({ type, name }) => type === online && name === 'sepsis-risk')?.id ?? '';
const workspace = endpoint.split('/').slice(0, 9).join('/');
const group = endpoint.split('/').slice(0, 5).join('/');

/** What is read where every list is asked for. */
let direct: AzureScan;
let quiet: AzureScan;
beforeAll(async () => {
  direct = await scanAzure({ estate, catalog, faults: [{ kind: 'deny', operation: 'Resources' }] });
  quiet = await scanAzure({ estate, catalog });
});

const scanned = (changed: Partial<AzureEstate>, faults: Fault[] = []) =>
  scanAzure({ estate: { ...estate, ...changed }, catalog, faults });
const asked = ({ lab }: AzureScan, operation: string, status?: number) =>
  lab.requests().filter((one) => one.operation === operation && (status === undefined || one.status === status)).length;
const verdictsOf = ({ findings }: AzureScan) => findings.map((one) => `${one.key} ${one.verdict}`).sort();
const populations = ({ summary }: AzureScan, collector: string, account: string) =>
  summary.populations.find((one) => one.collector === collector && one.account === account);
/** Resources of a full scan that are neither there nor missed by a list that says so. */
function lostUntold(scan: AzureScan): string[] {
  const there = new Set(scan.resources.map(({ uid }) => uid));
  const told = new Set(
    scan.findings
      .filter((one) => one.population !== undefined && one.verdict === 'unknown')
      .map((one) => `${one.resource.account} ${one.resource.kind}`),
  );
  return direct.resources
    .filter(({ uid, account, kind }) => !there.has(uid) && !told.has(`${account} ${kind}`))
    .map(({ uid }) => uid);
}
function invented(scan: AzureScan): string[] {
  const before = new Map(direct.findings.map((one) => [one.key, one.verdict]));
  return scan.findings
    .filter((one) => ['pass', 'fail'].includes(one.verdict) && before.get(one.key) !== one.verdict)
    .map((one) => `${one.control} ${one.verdict} ${one.resource.uid}`);
}

describe('lists that Resource Graph spares', () => {
  it('are those of workspaces that have nothing, and cost no verdict', () => {
    expect(verdictsOf(quiet)).toEqual(verdictsOf(direct));
    expect(quiet.resources.map(({ uid }) => uid).sort()).toEqual(direct.resources.map(({ uid }) => uid).sort());
    const spared = (operation: string) => asked(direct, operation) - asked(quiet, operation);
    // All but the one that has an endpoint, of those in a subscription.
    expect(spared('OnlineEndpoints_List')).toBeGreaterThanOrEqual(2 * bare);
    expect(asked(quiet, 'Resources')).toBe(4);
    expect(asked(quiet, 'Permissions_ListForSubscription')).toBe(2);
    expect(quiet.summary.calls.total).toBeLessThan(direct.summary.calls.total);
  });

  it('are told in the population, with the calls that say so', () => {
    const found = populations(quiet, 'azure/ml/endpoint', clinical);
    expect(found).toMatchObject({ endReached: true, items: 1, pages: 1 });
    expect(found?.note).toMatch(
      /lists were not asked for: Azure Resource Graph, which may lag behind.*holds the same 1/,
    );
    const calls = quiet.answers.map((line) => JSON.parse(line) as { number: number; operation: string }); // calls first
    const cited = found?.evidence.map((number) => calls.find((one) => one.number === number)?.operation);
    expect(new Set(cited)).toEqual(
      new Set([
        'OnlineEndpoints_List',
        'Resources',
        'Permissions_ListForSubscription',
        'DenyAssignments_List',
        'Resources_List',
      ]),
    );
  });

  it('are none where it would not pay', async () => {
    const scan = await scanAzure({ estate: demoAzure(new Date()), catalog });
    expect(asked(scan, 'Permissions_ListForSubscription')).toBe(0);
    expect(asked(scan, 'OnlineEndpoints_List')).toBe(asked(scan, 'Datastores_List'));
  });

  it('are none of a type of which it has no row at all', async () => {
    const without = estate.subscriptions.map((one) => ({
      ...one,
      resources: one.resources.filter(({ type }) => !type.endsWith('/serverlessEndpoints')),
    }));
    const scan = await scanned({ subscriptions: without });
    expect(asked(scan, 'ServerlessEndpoints_List')).toBe(asked(direct, 'ServerlessEndpoints_List'));
  });
});

describe('what the caller may not read is not taken for nothing', () => {
  const [, ofResearch = { scope: '', actions: [] }] = reader;
  const noEndpoints = { scope: `/subscriptions/${clinical}`, actions: ['*/read'], notActions: [`${online}/read`] };
  it.each<[name: string, changed: Partial<AzureEstate>]>([
    ['no role in a subscription', { rights: [ofResearch] }],
    ['a role in a resource group alone', { rights: [ofResearch, { scope: group, actions: ['*/read'] }] }],
    ['a role on a workspace alone', { rights: [ofResearch, { scope: workspace, actions: ['*/read'] }] }],
    ['a role without the right', { rights: [ofResearch, noEndpoints] }],
    [
      'a role without the right, one on a bare workspace with it',
      { rights: [ofResearch, noEndpoints, { scope: `${workspace}-bare-0`, actions: ['*/read'] }] },
    ],
    ['a deny assignment on the workspace', { denials: [{ scope: workspace, actions: [`${online}/read`] }] }],
    ['a deny assignment of everything', { denials: [{ scope: workspace, actions: ['*'] }] }],
    ['a deny assignment on the endpoint', { denials: [{ scope: endpoint, actions: ['*/read'] }] }],
  ])('%s', async (_name, changed) => {
    const scan = await scanned(changed);
    expect(invented(scan)).toEqual([]);
    expect(lostUntold(scan)).toEqual([]);
    expect(asked(scan, 'Resources')).toBeGreaterThan(0);
    const found = populations(scan, 'azure/ml/endpoint', clinical);
    expect(found?.note ?? '').not.toContain('not asked for');
    // The other subscription is spared as before, unless its own lists say otherwise.
    expect(populations(scan, 'azure/ml/endpoint', research)?.note).toContain('not asked for');
  });

  it('a deny assignment of changes alone changes nothing', async () => {
    const scan = await scanned({ denials: [{ scope: workspace, actions: ['*'], notActions: ['*/read'] }] });
    expect(populations(scan, 'azure/ml/endpoint', clinical)?.note).toContain('not asked for');
  });

  it('nor is what it has not heard of, where it says otherwise than the lists', async () => {
    const scan = await scanned({ graph: { unheard: [workspace] } });
    expect(verdictsOf(scan)).toEqual(verdictsOf(direct));
    const two = { ...all.find((one) => one.id === endpoint), id: `${endpoint}-b`, name: 'sepsis-risk-b' };
    const more = estate.subscriptions.map((one) =>
      one.id === clinical ? { ...one, resources: [...one.resources, two as (typeof all)[number]] } : one,
    );
    const late = await scanned({ subscriptions: more, graph: { unheard: [two.id] } });
    expect(populations(late, 'azure/ml/endpoint', clinical)).toMatchObject({
      items: 2,
      pages: 2 * (bare + 1),
      note: '',
    });
  });

  it('nor is an endpoint that it has not heard of, in a workspace that looks bare', async () => {
    const scan = await scanned({ graph: { unheard: [endpoint] } });
    expect(verdictsOf(scan)).toEqual(verdictsOf(direct));
    expect(populations(scan, 'azure/ml/endpoint', clinical)).toMatchObject({ items: 1, note: '' });
    expect(populations(scan, 'azure/ml/endpoint', research)?.note).toContain('not asked for');
  });

  it('nor is one that it holds and no list names: the population says so', async () => {
    const denials = [{ scope: workspace, actions: [`${online}/read`] }];
    const faults: Fault[] = [{ kind: 'deny', operation: 'OnlineEndpoints_List', account: 'ai-clinical' }];
    expect(populations(await scanned({}, faults), 'azure/ml/endpoint', clinical)).toMatchObject({
      endReached: false,
      note: `Azure Resource Graph knows of 1 that no list named: ${endpoint.toLowerCase()}.`,
    });
    expect(populations(await scanned({ denials }), 'azure/ml/endpoint', clinical)?.note).toBe('');
  });
});

describe('an answer that is not whole spares nothing', () => {
  it.each<[name: string, changed: Partial<AzureEstate>, faults: Fault[]]>([
    ['denied', {}, [{ kind: 'deny', operation: 'Resources' }]],
    ['throttled for ever', {}, [{ kind: 'throttle', operation: 'Resources' }]],
    ['no list', {}, [{ kind: 'empty-object', operation: 'Resources' }]],
    ['a page of a proxy', {}, [{ kind: 'not-json', operation: 'Resources' }]],
    ['the same token again', {}, [{ kind: 'repeat-token', operation: 'Resources' }]],
    ['no end', {}, [{ kind: 'never-ends', operation: 'Resources' }]],
    ['truncated', { graph: { most: 2 } }, []],
    ['roles denied', {}, [{ kind: 'deny', operation: 'Permissions_ListForSubscription' }]],
    ['roles unreadable', {}, [{ kind: 'empty-object', operation: 'Permissions_ListForSubscription' }]],
    ['deny assignments denied', {}, [{ kind: 'deny', operation: 'DenyAssignments_List' }]],
    ['the own index denied', {}, [{ kind: 'deny', operation: 'Resources_List' }]],
    ['the own index without an end', {}, [{ kind: 'never-ends', operation: 'Resources_List' }]],
    ['deny assignments without an end', {}, [{ kind: 'never-ends', operation: 'DenyAssignments_List' }]],
  ])('%s', async (_name, changed, faults) => {
    const scan = await scanned(changed, faults);
    expect(verdictsOf(scan)).toEqual(verdictsOf(direct));
    expect(asked(scan, 'OnlineEndpoints_List')).toBe(asked(direct, 'OnlineEndpoints_List'));
    expect(scan.summary.gaps.filter((one) => one.reason !== 'out-of-scope')).toEqual([]);
  });

  it('one refusal that passes costs nothing', async () => {
    const scan = await scanned({}, [{ kind: 'throttle', operation: 'Resources', times: 2 }]);
    expect(asked(scan, 'OnlineEndpoints_List')).toBe(asked(quiet, 'OnlineEndpoints_List'));
  });
});
