import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../model/errors.ts';
import type { Collector, Connected, Session } from '../model/provider.ts';
import type { Provider } from '../model/verdict.ts';
import type { Cloud } from './clouds/cloud.ts';
import { type Wanted, wire } from './wiring.ts';

const collector = (provider: Provider, at: 'region' | 'account'): Collector => ({
  provider,
  id: `${provider}/things`,
  service: `${provider}-ml`,
  kind: 'ml.endpoint',
  nativeType: 'Thing',
  at,
  list: { service: 's', operation: 'List', permission: 's:List', items: 'Things' },
  reads: [],
  uid: () => 'u',
  name: () => 'n',
  facts: {},
  links: {},
});

interface Fake extends Cloud {
  asked: { accounts: readonly string[]; regions: readonly string[] }[];
  closed: string[];
}

/** A cloud with accounts a and b in the config, named after it. */
function cloud(provider: Provider, regions: string[], connect?: () => Promise<readonly Connected[]>): Fake {
  const fake: Fake = {
    provider,
    asked: [],
    closed: [],
    configured: () => true,
    accounts: () => ({ known: [`${provider}-a`, `${provider}-b`], isId: () => false, mayBe: () => false }),
    regions,
    permissions: { formats: ['json'], print: async () => '' },
    async ready({ accounts, regions: wanted }) {
      fake.asked.push({ accounts, regions: wanted });
      return {
        regions: wanted,
        homeRegion: 'home',
        services: [],
        rateOf: () => ({ perSecond: 1, burst: 1 }),
        collectors: [collector(provider, regions.length > 0 ? 'region' : 'account')],
        support: [],
        natives: [],
        connect:
          connect ??
          (async () => {
            const account = `${provider}-a`;
            const session = { provider, account, close: () => fake.closed.push(account) } as unknown as Session; // nothing is sent
            return [{ session, account, name: 'A' }];
          }),
      };
    },
  };
  return fake;
}

const wanted = (clouds: readonly Cloud[], more: Partial<Wanted> = {}): Wanted => ({
  config: {},
  providers: [],
  regions: [],
  accounts: [],
  services: [],
  frameworks: [],
  controls: [],
  clouds,
  ...more,
});

describe('several clouds in one scan', () => {
  it('make a part each, with regions where they have some', async () => {
    const [aws, azure] = [cloud('aws', ['r1', 'r2']), cloud('azure', [])];
    const { connect } = await wire(wanted([aws, azure], { regions: ['r2'] }));
    const { parts, close } = await connect();
    expect(parts.map(({ targets }) => targets.map(({ scope }) => `${scope.provider} ${scope.region}`))).toEqual([
      ['aws r2'],
      ['azure global'],
    ]);
    close();
    expect([aws.closed, azure.closed]).toEqual([['aws-a'], ['azure-a']]);
  });

  it('are narrowed by --provider', async () => {
    const [aws, azure] = [cloud('aws', ['r1']), cloud('azure', [])];
    await wire(wanted([aws, azure], { providers: ['azure'] }));
    expect([aws.asked.length, azure.asked.length]).toEqual([0, 1]);
  });

  it('get the accounts that are theirs; one that none of them has is an error', async () => {
    const [aws, azure] = [cloud('aws', ['r1']), cloud('azure', [])];
    await wire(wanted([aws, azure], { accounts: ['azure-b'] }));
    expect(aws.asked).toEqual([]);
    expect(azure.asked).toEqual([{ accounts: ['azure-b'], regions: [] }]);
    await expect(wire(wanted([aws, azure], { accounts: ['azure-c'] }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: expect.stringContaining('azure-'),
    });
  });

  it.each([
    ['region', { regions: ['r9'] }],
    ['service', { services: ['aws-mll'] }],
    ['provider', { providers: ['gpc'] }],
    ['framework', { frameworks: ['soc'] }],
  ])('refuse a %s that does not exist before any call', async (what, more) => {
    await expect(wire(wanted([cloud('aws', ['r1']), cloud('azure', [])], more))).rejects.toThrow(`no ${what} "`);
  });

  it('close the sessions of the others when one cannot sign in', async () => {
    const aws = cloud('aws', ['r1']);
    const azure = cloud('azure', [], () => Promise.reject(new PlumblineError('AUTH_MISSING', 'who?')));
    const { connect } = await wire(wanted([aws, azure]));
    await expect(connect()).rejects.toMatchObject({ code: 'AUTH_MISSING' });
    expect(aws.closed).toEqual(['aws-a']);
  });

  it('plan nothing for an account of which nothing can be asked, and say why', async () => {
    const session = { provider: 'gcp', close: () => undefined } as unknown as Session; // nothing is sent
    const missing = { reason: 'api-disabled', errorCode: 'DELETE_REQUESTED', detail: 'it is being deleted' } as const;
    const gcp = cloud('gcp', ['r1', 'r2'], async () => [
      { session, account: 'dying', name: 'Dying', unread: missing },
      { session, account: 'alive', name: 'Alive', regions: ['r2'], note: 'only r2 holds anything' },
    ]);
    const { parts } = await (await wire(wanted([gcp]))).connect();
    expect(parts[0]?.targets.map(({ scope }) => `${scope.account} ${scope.region}`)).toEqual(['alive r2']);
    expect(parts[0]?.unread).toEqual([
      { scope: { provider: 'gcp', account: 'dying', accountName: 'Dying', region: 'global' }, missing },
    ]);
    expect(parts[0]?.notes?.get('alive')).toBe('only r2 holds anything');
  });

  it('with nothing to read end before the scan', async () => {
    const aws = cloud('aws', ['r1']);
    const { connect } = await wire(wanted([aws]));
    await expect(connect()).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: 'There is nothing to scan.' });
    expect(aws.closed).toEqual(['aws-a']);
  });
});
