import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { guardrails, newestVersion } from './guardrail.ts';
import { guardrailUid, guardrailVersions } from './guardrail-version.ts';

const arn = 'arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc123def456';
const body = {
  name: 'patients',
  guardrailId: 'abc123def456',
  guardrailArn: arn,
  version: '2',
  status: 'READY',
  contentPolicy: {
    filters: [
      { type: 'HATE', inputStrength: 'HIGH', outputStrength: 'LOW', inputAction: 'BLOCK', outputAction: 'NONE' },
    ],
    tier: { tierName: 'STANDARD' },
  },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-02T00:00:00Z',
  blockedInputMessaging: 'Sorry.',
  blockedOutputsMessaging: 'Sorry.',
  kmsKeyArn: keyA,
};
const given: Given = {
  item: { id: 'abc123def456', arn, name: 'patients', version: 'DRAFT', status: 'READY' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    ListTagsForResource: { tags: [{ key: 'owner', value: 'fraud-team' }] },
    Versions: { guardrails: [{ version: 'DRAFT' }, { version: '1' }, { version: '2' }] },
    GetGuardrail: body,
    ...recordedBy(['AWS::Bedrock::Guardrail']),
  },
};

contract(guardrails, given);

describe('a guardrail', () => {
  it('is mapped, as its newest version has it', () => {
    const reads = {
      ...given.reads,
      GetGuardrail: (input: Record<string, Json>) => ({ ...body, version: String(input.guardrailVersion) }),
    };
    expect(plainOf(resourceOf(guardrails, { ...given, reads }))).toMatchObject({
      uid: arn,
      name: 'patients',
      keyAtRest: 'customer',
      stores: [{ name: 'data', key: 'customer' }],
      '->keys': [keyA],
      filters: [
        { hazard: 'hate', direction: 'input', action: 'block', strictness: 3 },
        { hazard: 'hate', direction: 'output', action: 'detect', strictness: 1 },
      ],
      mode: 'inline',
      multilingual: true,
      builtIn: false,
      accessLogged: true,
      processing: 'region',
      state: 'active',
      owner: 'fraud-team',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
    });
  });

  it.each([
    [['DRAFT'], 'DRAFT'],
    [['DRAFT', '1'], '1'],
    [['10', '9', 'DRAFT', '2'], '10'],
    [[undefined, 'x', '0', '1.5'], 'DRAFT'],
  ])('of %j: %s stands for it', (versions, expected) => {
    expect(newestVersion(versions)).toBe(expected);
    expect(guardrailUid(arn, expected, versions)).toBe(arn);
    expect(guardrailUid(arn, '7', versions)).toBe(`${arn}:7`);
  });

  it('is asked for the version that stands for it', () => {
    const asked: Json[] = [];
    const reads = {
      ...given.reads,
      GetGuardrail: (input: Record<string, Json>) => {
        asked.push(input);
        return body;
      },
    };
    resourceOf(guardrails, { ...given, reads });
    resourceOf(guardrails, { ...given, reads: { ...reads, Versions: { guardrails: [{ version: 'DRAFT' }] } } });
    expect(asked).toEqual([
      { guardrailIdentifier: 'abc123def456', guardrailVersion: '2' },
      { guardrailIdentifier: 'abc123def456', guardrailVersion: 'DRAFT' },
    ]);
  });
});

const lost = 'missing: not-returned';
const at = (member: string) => `GetGuardrail/${member}`;
changesTable(guardrails, given, [
  [at('kmsKeyArn'), undefined, { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] }],
  [at('contentPolicy/tier/tierName'), 'CLASSIC', { multilingual: false }],
  [at('contentPolicy/tier'), undefined, { multilingual: false }],
  [at('contentPolicy/tier/tierName'), 'GOLD', { multilingual: lost }],
  [at('topicPolicy'), { topics: [], tier: { tierName: 'CLASSIC' } }, { multilingual: false }],
  [at('contentPolicy'), undefined, { multilingual: 'missing: not-supported', filters: [] }],
  [at('crossRegionDetails'), { guardrailProfileId: 'eu.guardrail.v1:0' }, { processing: 'geography' }],
  [at('status'), 'FAILED', { state: 'failed' }],
  [at('status'), 'ASLEEP', { state: lost }],
  [at('status'), undefined, { state: lost }],
  [at('createdAt'), undefined, { createdAt: lost }],
  [at('updatedAt'), undefined, { modifiedAt: lost }],
]);

const versionArn = `${arn}:1`;
const versionGiven: Given = { ...given, item: { id: 'abc123def456', arn, version: '1' } };
contract(guardrailVersions, versionGiven);

describe('a version of a guardrail', () => {
  const find = guardrailVersions.locate?.find;
  const scope = { provider: 'aws', account: '123456789012', accountName: 'test', region: 'eu-west-1' } as const;
  const look = (list: object) => ({
    accounts: new Set(['123456789012']),
    in: () => ({ call: () => Promise.reject(new Error('not asked')), list: () => Promise.resolve(list as never) }),
  });
  const refused = { reason: 'access-denied', operation: 'bedrock:ListGuardrails' };

  it('is named with its version', () => {
    expect(plainOf(resourceOf(guardrailVersions, versionGiven))).toMatchObject({ uid: versionArn });
  });

  it.each([
    ['a version is read', versionArn, {}, { item: { id: 'abc123def456', arn, version: '1' } }],
    ['a listed one is left to its list', arn, { items: [{ item: { id: 'abc123def456' } }], missing: [] }, null],
    [
      'one that is not listed is gone',
      arn,
      { items: [], endReached: true, missing: [] },
      { $missing: { reason: 'not-returned' } },
    ],
    [
      'of a refused list it is not known',
      arn,
      { items: [], endReached: false, missing: [refused] },
      { $missing: refused },
    ],
    [
      'one of another account is out of scope',
      arn.replace('123456789012', '999999999999'),
      {},
      { $missing: { reason: 'out-of-scope' } },
    ],
    ['something else is no guardrail', 'arn:aws:s3:::x', {}, { $missing: { reason: 'not-returned' } }],
  ])('%s', async (_name, uid, list, expected) => {
    const found = await find?.(uid, scope, look(list));
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});
