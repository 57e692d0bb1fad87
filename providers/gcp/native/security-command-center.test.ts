import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { securityCommandCenterReader } from './security-command-center.ts';

const scope = { provider: 'gcp' as const, account: 'imaging-train', accountName: 'train', region: 'global' };
const rule = 'USER_MANAGED_SERVICE_ACCOUNT_KEY';
const list = 'projects.sources.locations.findings.list';
const account =
  '//iam.googleapis.com/projects/imaging-train/serviceAccounts/train@imaging-train.iam.gserviceaccount.com';

const found = (change: JsonObject = {}): JsonObject => ({
  finding: {
    category: rule,
    state: 'ACTIVE',
    findingClass: 'MISCONFIGURATION',
    mute: 'UNDEFINED',
    parentDisplayName: 'Security Health Analytics',
    resourceName: account,
    ...change,
  },
});
const read = (findings: JsonObject[]) => {
  const { ask } = cannedAsk({ [list]: findings });
  return securityCommandCenterReader.read(
    { ...ask, aliases: new Map([['6112', 'imaging-train']]) },
    scope,
    new Set([rule]),
  );
};

describe('an active finding', () => {
  it.each<[what: string, change: JsonObject, subject: string]>([
    ['is a failure', {}, account],
    ['that is muted is one, too', { mute: 'MUTED' }, account],
    ['of a key is one of its account', { resourceName: `${account}/keys/4f2a` }, account],
    [
      'that names the project by its number is one of the project',
      { resourceName: account.replace('projects/imaging-train', 'projects/6112') },
      account,
    ],
    ['of something without a project', { resourceName: '//storage.googleapis.com/b' }, '//storage.googleapis.com/b'],
  ])('%s', async (_what, change, subject) => {
    expect(await read([found(change)])).toEqual({
      state: 'read',
      detail: '',
      rules: 1,
      rows: [{ rule, subject, status: 'fail', evidence: 100 }],
    });
  });

  it.each<[what: string, change: JsonObject]>([
    ['inactive', { state: 'INACTIVE' }],
    ['of another source', { parentDisplayName: 'Our own scanner' }],
    ['of no source', { parentDisplayName: '' }],
    ['of a threat', { findingClass: 'THREAT' }],
    ['of another category', { category: 'OPEN_FIREWALL' }],
    ['of nothing', { resourceName: '' }],
  ])('does not count when it is %s', async (_what, change) => {
    expect((await read([found(change)])).rows).toEqual([]);
  });

  it('that is not there is no pass', async () => {
    expect(await read([])).toMatchObject({
      state: 'read',
      rows: [],
      detail: expect.stringContaining('no active finding'),
    });
  });
});

test('the request names the categories, twenty at once', async () => {
  const { ask, asked } = cannedAsk({ [list]: [] });
  await securityCommandCenterReader.read(ask, scope, new Set(Array.from({ length: 21 }, (_, n) => `C${10 + n}`)));
  expect(asked).toHaveLength(2);
  expect(asked[1]?.input.filter).toBe('state="ACTIVE" AND (category="C30")');
});

describe('when there is nothing to read', () => {
  const readRefused = (missing: ReturnType<typeof refused>) =>
    securityCommandCenterReader.read(cannedAsk({ [list]: missing }).ask, scope, new Set([rule]));
  test('the API is switched off', async () => {
    expect(await readRefused({ reason: 'api-disabled', errorCode: 'SERVICE_DISABLED' })).toEqual({
      state: 'not-enabled',
      detail: 'the API of Security Command Center is switched off here',
      rules: 0,
      rows: [],
    });
  });
  test('refused', async () => {
    const missing = refused(`securitycenter:${list}`, 'securitycenter.findings.list');
    const reading = await readRefused(missing);
    expect(reading).toMatchObject({ state: 'not-readable', missing: [missing], rows: [] });
    expect(reading.detail).toContain('securitycenter.findings.list is needed');
  });
});
