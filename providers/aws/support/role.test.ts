import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';
import { roles } from './role.ts';

const arn = 'arn:aws:iam::123456789012:role/team/train';
const item = { RoleArn: arn, RoleName: 'train' };
const encode = (...statements: object[]) =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
const allow = (action: string | string[], resource: string | string[] = '*') => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});
const trust = (principal: object, condition?: object) =>
  encode({
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRole',
    ...(condition ? { Condition: condition } : {}),
  });
const role: JsonObject = {
  Arn: arn,
  RoleName: 'train',
  CreateDate: '2024-01-01T00:00:00.000Z',
  AssumeRolePolicyDocument: trust({ Service: 'sagemaker.amazonaws.com' }),
  RoleLastUsed: { LastUsedDate: '2026-10-01T00:00:00.000Z', Region: 'eu-west-1' },
  Tags: [{ Key: 'team', Value: 'ml' }],
};
const own = 'arn:aws:iam::123456789012:policy/own';
const limit = 'arn:aws:iam::123456789012:policy/limit';
const narrow = encode(allow('s3:GetObject', 'arn:aws:s3:::data/*'));
const everything = encode(allow('*'));
const documents: Record<string, string> = { [own]: narrow, [limit]: narrow };

const good: Replies = {
  GetRole: answer({ Role: role }),
  ListAttachedRolePolicies: answer({ AttachedPolicies: [{ PolicyArn: own, PolicyName: 'own' }], IsTruncated: false }),
  ListRolePolicies: answer({ PolicyNames: ['inline'], IsTruncated: false }),
  GetRolePolicy: answer({ RoleName: 'train', PolicyName: 'inline', PolicyDocument: narrow }),
  GetPolicy: ({ PolicyArn }) => answer({ Policy: { Arn: PolicyArn ?? '', DefaultVersionId: 'v3' } }),
  GetPolicyVersion: ({ PolicyArn }) =>
    answer({ PolicyVersion: { VersionId: 'v3', Document: documents[String(PolicyArn)] ?? '' } }),
};
const read = (replies: Replies = {}, place = {}) =>
  readCanned(roles, item, { ...good, ...replies }, { region: 'global', ...place });
const withRole = (change: JsonObject, replies: Replies = {}, place = {}) =>
  read({ GetRole: answer({ Role: { ...role, ...change } }), ...replies }, place);
const withInline = (document: string, change: JsonObject = {}) =>
  withRole(change, { GetRolePolicy: answer({ PolicyDocument: document }) }).facts;
const version =
  (byArn: Record<string, string>): Replies['GetPolicyVersion'] =>
  ({ PolicyArn }) =>
    answer({ PolicyVersion: { Document: byArn[String(PolicyArn)] ?? narrow } });
const boundary = { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: limit } };

test('a role with little rights', () => {
  const { facts } = read();
  expect(facts).toMatchObject({
    admin: false,
    dataWide: false,
    escalates: false,
    actsAsOthers: false,
    wildcardActions: false,
    bounded: false,
    assumableBy: 'service',
    staticKeys: 0,
    state: 'active',
    createdAt: '2024-01-01T00:00:00.000Z',
    lastUsedAt: '2026-10-01T00:00:00.000Z',
    tags: { team: 'ml' },
    owner: 'ml',
    region: 'global',
  });
  expect(reasonOf(facts.modifiedAt)).toBe('not-exposed');
});

describe('what its policies let it do', () => {
  test.each<[what: string, document: string, facts: Record<string, boolean>]>([
    [
      'everything',
      everything,
      { admin: true, dataWide: true, escalates: true, actsAsOthers: true, wildcardActions: true },
    ],
    [
      'all objects',
      encode(allow('s3:GetObject', 'arn:aws:s3:::*')),
      { admin: false, dataWide: true, escalates: false, actsAsOthers: false, wildcardActions: false },
    ],
    [
      'pass any role',
      encode(allow('iam:PassRole')),
      { admin: false, dataWide: false, actsAsOthers: true, wildcardActions: false },
    ],
    [
      'rewrite its policies',
      encode(allow('iam:PutRolePolicy')),
      { admin: false, dataWide: false, escalates: true, actsAsOthers: false, wildcardActions: false },
    ],
    [
      'all of a service',
      encode(allow('sagemaker:*')),
      { admin: false, dataWide: false, actsAsOthers: false, wildcardActions: true },
    ],
  ])('%s', (_what, document, facts) => {
    expect(withInline(document)).toMatchObject(facts);
  });

  describe('the sources of something bad are the policies that make it so', () => {
    const sources = (replies: Replies, fact: string, change: JsonObject = {}) =>
      withRole(change, replies).resource.facts[fact]?.from.map(({ operation, evidence }) => `${operation} ${evidence}`);
    const inline = (document: string) => ({ GetRolePolicy: answer({ PolicyDocument: document }) });

    test.each<[string, Replies, string, string[]]>([
      ['the attached one', { GetPolicyVersion: version({ [own]: everything }) }, 'admin', ['iam:GetPolicyVersion 7']],
      ['the inline one', inline(everything), 'admin', ['iam:GetRolePolicy 5']],
      [
        'two that do it together',
        {
          ...inline(encode(allow('iam:PassRole'))),
          GetPolicyVersion: version({ [own]: encode(allow('ec2:RunInstances')) }),
        },
        'escalates',
        ['iam:GetPolicyVersion 7', 'iam:GetRolePolicy 5'],
      ],
      ['good: all of them', {}, 'admin', ['iam:GetRole 2', 'iam:GetPolicyVersion 7', 'iam:GetRolePolicy 5']],
    ])('%s', (_what, replies, fact, expected) => {
      expect(sources(replies, fact)?.filter((one) => expected.length > 2 || !one.startsWith('iam:GetRole '))).toEqual(
        expected,
      );
    });

    test('within a boundary, also the boundary', () => {
      const replies = { ...inline(everything), GetPolicyVersion: version({ [limit]: everything }) };
      const operations = sources(replies, 'admin', boundary)?.map((one) => one.split(' ')[0]);
      expect(operations).toEqual(['iam:GetRolePolicy', 'iam:GetRole', 'iam:GetPolicyVersion']);
    });
  });

  test('an attached policy counts like an inline one, in the version that is in force', () => {
    const { facts, asked } = read({ GetPolicyVersion: version({ [own]: everything }) });
    expect(facts.admin).toBe(true);
    expect(asked).toContainEqual({
      operation: 'GetPolicyVersion',
      input: { PolicyArn: own, VersionId: 'v3' },
      account: '123456789012',
      region: 'us-east-1',
    });
  });

  test('a boundary takes rights away', () => {
    expect(withInline(everything, boundary)).toMatchObject({ admin: false, dataWide: false, bounded: true });
  });

  test('a boundary that allows everything takes nothing away', () => {
    const found = withRole(boundary, {
      GetRolePolicy: answer({ PolicyDocument: everything }),
      GetPolicyVersion: version({ [limit]: everything }),
    }).facts;
    expect(found).toMatchObject({ admin: true, bounded: false });
  });
});

describe('a document that could not be read', () => {
  const rights = ['admin', 'dataWide', 'escalates', 'actsAsOthers', 'wildcardActions'];
  const broken: [what: string, replies: Replies, operation: string][] = [
    ['the list of attached policies', { ListAttachedRolePolicies: denied }, 'iam:ListAttachedRolePolicies'],
    ['the list of inline policies', { ListRolePolicies: denied }, 'iam:ListRolePolicies'],
    ['an inline policy', { GetRolePolicy: denied }, 'iam:GetRolePolicy'],
    ['a managed policy', { GetPolicy: denied }, 'iam:GetPolicy'],
    ['the document of a managed policy', { GetPolicyVersion: denied }, 'iam:GetPolicyVersion'],
    [
      'a document in a language that IAM does not have',
      { GetRolePolicy: answer({ PolicyDocument: '{"Statement":[{"effect":"Allow"}]}' }) },
      'iam:GetRolePolicy',
    ],
  ];
  test.each(broken)('%s: nothing is taken for harmless', (_what, replies, operation) => {
    const { facts } = read(replies);
    for (const fact of rights) {
      expect(facts[fact], fact).toHaveProperty('missing.0.operation', operation);
    }
    expect(facts.assumableBy).toBe('service');
  });

  test.each(broken.filter(([, replies]) => !replies.GetRolePolicy && !replies.ListRolePolicies))(
    '%s: what another one allows stands',
    (_what, replies) => {
      const { facts } = read({ GetRolePolicy: answer({ PolicyDocument: everything }), ...replies });
      expect(facts).toMatchObject({ admin: true, dataWide: true, escalates: true });
    },
  );

  test('without the boundary neither is known', () => {
    const { facts } = withRole(boundary, {
      GetRolePolicy: answer({ PolicyDocument: everything }),
      GetPolicyVersion: ({ PolicyArn }) =>
        PolicyArn === limit ? denied : answer({ PolicyVersion: { Document: narrow } }),
    });
    for (const fact of [...rights, 'bounded'])
      expect(facts[fact], fact).toHaveProperty('missing.0.operation', 'iam:GetPolicyVersion');
  });

  test('several failures are all named', () => {
    const { facts } = read({ ListRolePolicies: denied, GetPolicyVersion: denied });
    expect(facts.admin).toHaveProperty('missing.length', 2);
  });
});

describe('who may act as it', () => {
  test.each<[what: string, document: string, expected: string]>([
    ['a service', trust({ Service: 'sagemaker.amazonaws.com' }), 'service'],
    ['its account', trust({ AWS: 'arn:aws:iam::123456789012:root' }), 'account'],
    ['another account of the scan', trust({ AWS: '222222222222' }), 'organization'],
    ['an account that the settings name', trust({ AWS: '333333333333' }), 'organization'],
    ['a stranger', trust({ AWS: '999999999999' }), 'outside'],
    ['anyone', trust({ AWS: '*' }), 'everyone'],
  ])('%s', (_what, AssumeRolePolicyDocument, expected) => {
    const place = {
      accounts: ['123456789012', '222222222222'],
      settings: { organisationAccounts: ['333333333333'] },
    };
    expect(withRole({ AssumeRolePolicyDocument }, {}, place).facts.assumableBy).toBe(expected);
  });

  test('a trust policy that cannot be understood', () => {
    expect(reasonOf(withRole({ AssumeRolePolicyDocument: '{' }).facts.assumableBy)).toBe('partial-answer');
  });
});

describe('fields that are left out', () => {
  const without = (field: string) => {
    const { [field]: _left, ...rest } = role;
    return read({ GetRole: answer({ Role: rest }) }).facts;
  };
  test('never used', () => {
    expect(without('RoleLastUsed').lastUsedAt).toBeNull();
    expect(withRole({ RoleLastUsed: {} }).facts.lastUsedAt).toBeNull();
  });
  test('no tags', () => {
    expect(without('Tags')).toMatchObject({ tags: {}, owner: '' });
  });
  test.each([
    ['AssumeRolePolicyDocument', 'assumableBy'],
    ['CreateDate', 'createdAt'],
    ['Arn', 'state'],
  ])('%s: %s is missing', (field, fact) => {
    expect(reasonOf(without(field)[fact])).toBe('not-returned');
  });
  test('a boundary without an ARN is not no boundary', () => {
    const { facts } = withRole({ PermissionsBoundary: { PermissionsBoundaryType: 'Policy' } });
    expect(reasonOf(facts.bounded)).toBe('not-returned');
    expect(reasonOf(facts.admin)).toBe('not-returned');
  });
});

test('a role that does not exist', () => {
  const gone = { fail: 'not-returned', code: 'NoSuchEntity' } as const;
  const { facts } = read({ GetRole: gone, ListAttachedRolePolicies: gone, ListRolePolicies: gone });
  const known = Object.entries(facts).filter(([, fact]) => reasonOf(fact) === undefined);
  expect(known.map(([name]) => name)).toEqual(['region', 'staticKeys']);
  for (const fact of ['admin', 'bounded', 'assumableBy', 'state', 'lastUsedAt', 'tags'])
    expect(facts[fact], fact).toHaveProperty('missing.0.errorCode', 'NoSuchEntity');
});

test('GetRole refused: nothing about rights is known, since the boundary is not', () => {
  const { facts } = read({ GetRole: denied, GetRolePolicy: answer({ PolicyDocument: everything }) });
  expect(facts.admin).toHaveProperty('missing.0.permission', 'iam:GetRole');
});

describe('refer', () => {
  const scope = { provider: 'aws' as const, account: '1', accountName: '1', region: 'eu-west-1' };
  test('a role with a path', () => {
    expect(roles.refer?.(arn, scope)).toEqual({ scope: { account: '123456789012', region: 'global' }, item });
  });
  test.each(['arn:aws:iam::123456789012:user/x', 'arn:aws:sts::123456789012:assumed-role/x/y', 'x'])(
    '%s is none',
    (uid) => {
      expect(roles.refer?.(uid, scope)).toHaveProperty('$missing.reason', 'not-returned');
    },
  );
  test.each([
    ['aws', 'us-east-1'],
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ])('roles of partition %s are asked for in %s', (partition, region) => {
    const { asked } = readCanned(roles, { ...item, RoleArn: arn.replace('arn:aws:', `arn:${partition}:`) }, good, {
      region: 'global',
    });
    expect(new Set(asked.map((call) => call.region))).toEqual(new Set([region]));
  });
});
