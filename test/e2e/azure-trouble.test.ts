import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/cli/wiring.ts';
import type { AzureEstate } from '../../src/lab/azure/estate.ts';
import { demoAzure } from '../../src/lab/demo/azure/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { type AzureScan, scanAzure } from '../support/scan-azure.ts';

const catalog = await openCatalog({}, []);
const demo = demoAzure(new Date());
let quiet: AzureScan;
let before: Map<string, string>;
beforeAll(async () => {
  quiet = await scanAzure({ estate: demo, catalog });
  before = new Map(quiet.findings.map((one) => [one.key, one.verdict]));
});

const judged = (verdict: string) => verdict === 'pass' || verdict === 'fail';
/** Nothing new may be known when less is read: a verdict that stands is the one of the quiet scan. */
function invented({ findings }: AzureScan): string[] {
  return findings
    .filter((one) => judged(one.verdict) && before.get(one.key) !== one.verdict)
    .map((one) => `${one.control} ${one.verdict} ${one.resource.uid}`);
}
/** Resources of the quiet scan that are neither there nor missed by a list that says so. */
function lostUntold(scan: AzureScan): string[] {
  const there = new Set(scan.resources.map(({ uid }) => uid));
  const told = new Set(
    scan.findings
      .filter((one) => one.population !== undefined)
      .map((one) => `${one.resource.account} ${one.resource.kind}`),
  );
  return quiet.resources
    .filter(({ uid, account, kind }) => !there.has(uid) && !told.has(`${account} ${kind}`))
    .map(({ uid }) => uid);
}
const gapsOf = (scan: AzureScan) => scan.summary.gaps.filter((one) => one.reason !== 'out-of-scope');

describe('a resource provider that a subscription never registered', () => {
  it.each([
    ['Microsoft.MachineLearningServices', 'machinelearning:Workspaces_ListBySubscription'],
    ['Microsoft.CognitiveServices', 'cognitiveservices:Accounts_List'],
    ['Microsoft.Search', 'search:Services_ListBySubscription'],
    ['Microsoft.Databricks', 'databricks:Workspaces_ListBySubscription'],
    ['Microsoft.Network', 'network:VirtualNetworks_Get'],
    ['Microsoft.Storage', 'storage:StorageAccounts_GetProperties'],
    ['Microsoft.KeyVault', 'keyvault:Vaults_Get'],
  ])('%s is a gap that says so', async (namespace, operation) => {
    const subscriptions = demo.subscriptions.map((one) => ({ ...one, unregistered: [namespace] }));
    const scan = await scanAzure({ estate: { ...demo, subscriptions }, catalog });
    const found = gapsOf(scan).filter((one) => one.operation === operation);
    expect(found.map(({ reason, errorCode }) => `${reason} ${errorCode}`)).toEqual(
      found.map(() => 'api-disabled MissingSubscriptionRegistration'),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(invented(scan)).toEqual([]);
    expect(scan.findings.some((one) => one.verdict === 'unknown')).toBe(true);
  });

  it('costs the other subscription nothing', async () => {
    const [clinical, research] = demo.subscriptions;
    if (!clinical || !research) throw new Error('the demo has two subscriptions');
    const subscriptions = [clinical, { ...research, unregistered: ['Microsoft.CognitiveServices'] }];
    const scan = await scanAzure({ estate: { ...demo, subscriptions }, catalog });
    const kept = scan.findings.filter((one) => one.resource.accountName === 'ai-clinical');
    expect(kept.filter((one) => one.verdict !== before.get(one.key))).toEqual([]);
    expect(new Set(gapsOf(scan).map(({ account }) => account))).toEqual(new Set([research.id]));
  });
});

describe('a subscription that vanished while it was scanned', () => {
  it.each([20, 45, 90])('after %i answers: what was read stands, what was not is a gap', async (answers) => {
    let asked = 0;
    const estate: AzureEstate = {
      ...demo,
      // The lab looks it up for every request.
      get subscriptions() {
        asked += 1;
        return asked > answers ? demo.subscriptions.filter(({ name }) => name !== 'ai-research') : demo.subscriptions;
      },
    };
    const scan = await scanAzure({ estate, catalog });
    const gone = gapsOf(scan).filter((one) => one.errorCode === 'SubscriptionNotFound');
    expect(gone.length).toBeGreaterThan(0);
    expect(new Set(gone.map(({ account }) => account))).toEqual(
      new Set(demo.subscriptions.filter(({ name }) => name === 'ai-research').map(({ id }) => id)),
    );
    expect(invented(scan)).toEqual([]);
    expect(lostUntold(scan)).toEqual([]);
    // It is not taken for resources that were deleted since they were listed.
    expect(scan.summary.populations.reduce((sum, one) => sum + one.gone, 0)).toBe(0);
    const kept = scan.findings.filter((one) => one.resource.accountName === 'ai-clinical');
    expect(kept.filter((one) => one.verdict !== before.get(one.key))).toEqual([]);
  });
});

describe('answers that are none', () => {
  it.each<[kind: Fault['kind'], reason: string, errorCode: string]>([
    ['not-json', 'partial-answer', 'UnreadableBody'],
    ['throttle', 'throttled', 'TooManyRequests'],
    ['server-error', 'server-error', 'InternalServerError'],
  ])('%s for ever, from everything: every list is a gap with its reason', async (kind, reason, errorCode) => {
    const services = [...new Set(quiet.lab.requests().map(({ service }) => service))].filter(
      (one) => one !== 'entra' && one !== 'resources',
    );
    const scan = await scanAzure({ estate: demo, catalog, faults: services.map((service) => ({ kind, service })) });
    const gaps = gapsOf(scan);
    expect(new Set(gaps.map((one) => `${one.reason} ${one.errorCode}`))).toEqual(new Set([`${reason} ${errorCode}`]));
    const lists = scan.summary.populations.filter((one) => one.operation !== '' && one.pages + one.items === 0);
    expect(lists.filter((one) => one.endReached)).toEqual([]);
    expect(scan.findings.filter((one) => judged(one.verdict))).toEqual([]);
    // It gives up: an answer that never comes is asked for no more than a few times.
    expect(scan.lab.requests().length).toBeLessThan(quiet.lab.requests().length * 3);
  });

  it.each<Fault['kind']>(['not-json', 'throttle'])(
    '%s from what resources refer to: they are not lost',
    async (kind) => {
      const faults = ['network', 'storage', 'keyvault', 'containerregistry'].map((service) => ({ kind, service }));
      const scan = await scanAzure({ estate: demo, catalog, faults });
      expect(invented(scan)).toEqual([]);
      expect(lostUntold(scan)).toEqual([]);
    },
  );
});
