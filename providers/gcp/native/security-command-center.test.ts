import { describe, expect, it, test } from 'vitest';
import type { Missing } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Outcome } from '../../../src/model/mapping/outcome.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { securityCommandCenterReader } from './security-command-center.ts';

const scope = { provider: 'gcp' as const, account: 'imaging-train', accountName: 'train', region: 'global' };
const rule = 'USER_MANAGED_SERVICE_ACCOUNT_KEY';
const list = 'projects.sources.locations.findings.list';
const inFolder = 'folders.sources.locations.findings.list';
const inOrganisation = 'organizations.sources.locations.findings.list';
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

const above = 'projects.getAncestry';
const ancestry: Outcome = {
  status: 'answer',
  evidence: 3,
  body: {
    ancestor: [
      { resourceId: { type: 'project', id: 'imaging-train' } },
      { resourceId: { type: 'folder', id: '55' } },
      { resourceId: { type: 'organization', id: '99' } },
    ],
  },
};
const denied = refused(`securitycenter:${list}`, 'securitycenter.findings.list');

describe('when there is nothing to read', () => {
  const readRefused = (missing: ReturnType<typeof refused>, outcome: Outcome = ancestry) =>
    securityCommandCenterReader.read(
      cannedAsk({ [list]: missing, [inFolder]: denied, [inOrganisation]: denied }, { [above]: outcome }).ask,
      scope,
      new Set([rule]),
    );
  test('the API is switched off', async () => {
    expect(await readRefused({ reason: 'api-disabled', errorCode: 'SERVICE_DISABLED' })).toEqual({
      state: 'not-enabled',
      detail: 'the API of Security Command Center is switched off here',
      rules: 0,
      rows: [],
    });
  });
  test.each<[string, Outcome]>([
    ['here and above', ancestry],
    ['and what lies above is not told', { status: 'failed', missing: { reason: 'access-denied' } }],
  ])('refused %s', async (_what, outcome) => {
    const reading = await readRefused(denied, outcome);
    expect(reading).toMatchObject({ state: 'not-readable', missing: [denied], rows: [] });
    expect(reading.detail).toContain('securitycenter.findings.list is needed');
  });
});

describe('when only what lies above may be read', () => {
  const project = (id: string) => ({
    gcpMetadata: { project: `//cloudresourcemanager.googleapis.com/projects/${id}` },
  });
  const bucket = (more: JsonObject) => ({ ...found({ resourceName: '//storage.googleapis.com/b' }), ...more });
  const readAbove = async (findings: JsonObject[], inFolders: JsonObject[] | Missing = denied) => {
    const { ask, asked } = cannedAsk(
      { [list]: denied, [inFolder]: inFolders, [inOrganisation]: findings },
      { [above]: ancestry },
    );
    const aliases = new Map([['6112', 'imaging-train']]);
    const reading = await securityCommandCenterReader.read({ ...ask, aliases }, scope, new Set([rule]));
    return { reading, asked };
  };
  it('takes what is of the project, by whichever name', async () => {
    const { reading, asked } = await readAbove([
      bucket({ resource: project('6112') }),
      found(),
      bucket({ resource: project('999') }),
      found({ resourceName: account.replaceAll('imaging-train', 'other') }),
      bucket({}),
    ]);
    expect(reading).toMatchObject({
      state: 'read',
      detail: 'read in the organization 99, since the project does not tell',
      rows: [{ subject: account }, { subject: '//storage.googleapis.com/b' }],
    });
    expect(asked.map(({ operation, input }) => [operation, input.id])).toEqual([
      [list, undefined],
      [above, undefined],
      [inFolder, '55'],
      [inOrganisation, '99'],
    ]);
  });
  it('stops at the nearest', async () => {
    const { reading, asked } = await readAbove([found()], []);
    expect(reading).toMatchObject({ state: 'read', rows: [], detail: expect.stringContaining('the folder 55') });
    expect(asked.map(({ operation }) => operation)).not.toContain(inOrganisation);
  });
});
