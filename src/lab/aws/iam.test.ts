import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { created, first, scannerTrust, smallEstate } from '../small-estate.ts';

const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'A & B <c>', Effect: 'Allow', Action: ['s3:Get*'], Resource: 'arn:aws:s3:::bücket/*' }],
};
const boundary = `arn:aws:iam::${first}:policy/boundary`;
const estate = smallEstate({
  first: {
    iam: {
      roles: [
        {
          role: {
            RoleName: 'Train',
            RoleId: 'AROATRAIN',
            Arn: `arn:aws:iam::${first}:role/Train`,
            Path: '/',
            CreateDate: created,
            Description: 'a < b & c',
            PermissionsBoundary: {
              PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
              PermissionsBoundaryArn: boundary,
            },
            RoleLastUsed: { LastUsedDate: created, Region: 'eu-west-1' },
            Tags: [{ Key: 'team', Value: 'ml' }],
          },
          trust: scannerTrust,
          attached: Array.from({ length: 5 }, (_, i) => `arn:aws:iam::${first}:policy/p${i}`),
          inline: { data: document, 'with space': document },
        },
      ],
      policies: [
        {
          policy: {
            PolicyName: 'boundary',
            Arn: boundary,
            DefaultVersionId: 'v2',
            AttachmentCount: 0,
            IsAttachable: true,
          },
          versions: [
            { id: 'v2', createdAt: created, document },
            { id: 'v1', createdAt: created, document: { Version: '2012-10-17', Statement: [] } },
          ],
        },
      ],
    },
  },
});
const managed = 'arn:aws:iam::aws:policy/AdministratorAccess';
const lab = await startLab({
  estate: {
    ...estate,
    managedPolicies: [
      { policy: { Arn: managed, DefaultVersionId: 'v1' }, versions: [{ id: 'v1', createdAt: created, document }] },
    ],
  },
});
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));
const client = new IAMClient({
  endpoint: lab.url,
  region: 'us-east-1',
  credentials: lab.credentialsFor('one'),
  maxAttempts: 1,
});

function decode(encoded: string | undefined): unknown {
  // URL-encoded, as IAM sends documents: no brace may be left.
  expect(encoded).not.toMatch(/[{}" ]/);
  return JSON.parse(decodeURIComponent(encoded ?? ''));
}

test('a role with all that XML must escape, its trust policy encoded', async () => {
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'Train' }));
  expect(Role).toMatchObject({
    Description: 'a < b & c',
    PermissionsBoundary: { PermissionsBoundaryArn: boundary },
    Tags: [{ Key: 'team', Value: 'ml' }],
  });
  // IAM's times are whole seconds.
  expect(Role?.RoleLastUsed?.LastUsedDate?.toISOString()).toBe('2026-10-01T08:30:15.000Z');
  expect(decode(Role?.AssumeRolePolicyDocument)).toEqual(scannerTrust);
});

test('attached policies page by marker', async () => {
  const names: string[] = [];
  let Marker: string | undefined;
  for (let pages = 1; ; pages++) {
    const page = await client.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Train', MaxItems: 2, Marker }));
    names.push(...(page.AttachedPolicies ?? []).map((policy) => policy.PolicyName ?? ''));
    expect(page.IsTruncated).toBe(page.Marker !== undefined);
    Marker = page.Marker;
    if (Marker !== undefined) continue;
    expect(pages).toBe(3);
    break;
  }
  expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
});

test('a marker of another list is refused', async () => {
  const list = new ListRolePoliciesCommand({ RoleName: 'Train', Marker: 'x' });
  await expect(client.send(list)).rejects.toMatchObject({ name: 'ValidationError' });
});

test('never-ends says that it is truncated', async () => {
  lab.setFaults([{ kind: 'never-ends' }]);
  const page = await client.send(new ListRolePoliciesCommand({ RoleName: 'Train' }));
  expect(page).toMatchObject({ IsTruncated: true, PolicyNames: ['data', 'with space'] });
  const next = await client.send(new ListRolePoliciesCommand({ RoleName: 'Train', Marker: page.Marker }));
  expect(next.Marker).not.toBe(page.Marker);
});

test('inline policies', async () => {
  const { PolicyNames } = await client.send(new ListRolePoliciesCommand({ RoleName: 'Train' }));
  expect(PolicyNames).toEqual(['data', 'with space']);
  const policy = await client.send(new GetRolePolicyCommand({ RoleName: 'Train', PolicyName: 'with space' }));
  expect(decode(policy.PolicyDocument)).toEqual(document);
});

test("managed policies: the account's and AWS's, by version", async () => {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: boundary }));
  expect(Policy).toMatchObject({ DefaultVersionId: 'v2', AttachmentCount: 0, IsAttachable: true });
  const version = (PolicyArn: string, VersionId: string) =>
    client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  const { PolicyVersion } = await version(boundary, 'v2');
  expect(PolicyVersion?.IsDefaultVersion).toBe(true);
  expect(decode(PolicyVersion?.Document)).toEqual(document);
  expect((await version(boundary, 'v1')).PolicyVersion?.IsDefaultVersion).toBe(false);
  await expect(version(managed, 'v1')).resolves.toBeDefined();
  await expect(version(boundary, 'v3')).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});

test.each([
  ['role', new GetRoleCommand({ RoleName: 'x' })],
  ['list of a role', new ListRolePoliciesCommand({ RoleName: 'x' })],
  ['inline policy', new GetRolePolicyCommand({ RoleName: 'Train', PolicyName: 'x' })],
  ['policy', new GetPolicyCommand({ PolicyArn: `arn:aws:iam::${first}:policy/x` })],
])('missing: %s', async (_name, command) => {
  const sent = client.send(command as GetRoleCommand); // each of them is a command of this client
  await expect(sent).rejects.toMatchObject({ name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } });
});
