import type { GetRoleResponse } from '@aws-sdk/client-iam';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  refine,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { isArn, parseArn, roleNameOf } from '../analysis/arn.ts';
import { escalates, isAdmin, passesAnyRole, readsAllStorage, wildcardActions } from '../analysis/permissions.ts';
import { assumableBy } from '../analysis/trust.ts';
import { same } from '../rows/common.ts';
import { neverIdle, notOfKind, ownershipOf, residencyOfStore } from './common.ts';
import { globalRegion } from './global-region.ts';
import { attachedArns, boundaryArn, bounded, mayDo, textsOf } from './role-rights.ts';

const { from, raw } = answersOf<{ GetRole: GetRoleResponse }>('iam');

/** IAM answers in one region of a partition; its things lie in none. */
const inIam = {
  service: 'iam',
  at: (item) => ({ region: globalRegion(parseArn(item.RoleArn).partition) }),
} satisfies Partial<ReadSpec>;

const byMarker = { ask: 'Marker', answer: 'Marker', more: 'IsTruncated', size: ['MaxItems', 1000] as const };

/** Managed policies whose documents are needed: those attached, and the boundary. */
function managedPolicies(_item: unknown, got: Answers): string[] {
  const attached = attachedArns(got);
  const boundary = boundaryArn(got);
  const arns = [...(isMissingValue(attached) ? [] : attached), ...(typeof boundary === 'string' ? [boundary] : [])];
  return [...new Set(arns)].filter((arn) => arn !== '');
}

/** A role of IAM, with everything that says what it may do and who may act as it. */
export const roles = collector({
  provider: 'aws',
  id: 'aws/support/role',
  service: 'iam',
  kind: 'identity.principal',
  nativeType: 'AWS::IAM::Role',
  at: 'account',
  refer: (uid) => {
    const arn = isArn(uid) ? parseArn(uid) : undefined;
    if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return notOfKind('a role of IAM', uid);
    return {
      scope: { account: arn.account, region: 'global' },
      item: { RoleArn: uid, RoleName: roleNameOf(uid) },
    };
  },
  reads: [
    {
      ...inIam,
      operation: 'GetRole',
      permission: 'iam:GetRole',
      expects: 'Role',
      input: (item) => ({ RoleName: item.RoleName ?? '' }),
    },
    {
      ...inIam,
      operation: 'ListAttachedRolePolicies',
      permission: 'iam:ListAttachedRolePolicies',
      pages: { ...byMarker, items: 'AttachedPolicies' },
      input: (item) => ({ RoleName: item.RoleName ?? '' }),
    },
    {
      ...inIam,
      operation: 'ListRolePolicies',
      permission: 'iam:ListRolePolicies',
      pages: { ...byMarker, items: 'PolicyNames' },
      input: (item) => ({ RoleName: item.RoleName ?? '' }),
    },
    {
      ...inIam,
      operation: 'GetRolePolicy',
      permission: 'iam:GetRolePolicy',
      expects: 'PolicyDocument',
      each: (_item, got) => {
        const names = textsOf(got, 'ListRolePolicies', 'PolicyNames');
        return isMissingValue(names) ? [] : names;
      },
      input: (item, _got, name) => ({ RoleName: item.RoleName ?? '', PolicyName: name }),
    },
    {
      ...inIam,
      operation: 'GetPolicy',
      permission: 'iam:GetPolicy',
      memo: true,
      expects: 'Policy',
      each: managedPolicies,
      input: (_item, _got, arn) => ({ PolicyArn: arn }),
    },
    {
      ...inIam,
      operation: 'GetPolicyVersion',
      permission: 'iam:GetPolicyVersion',
      memo: true,
      expects: 'PolicyVersion',
      each: managedPolicies,
      input: (_item, got, arn) => {
        const policy = got.each('GetPolicy').get(arn);
        if (policy?.status !== 'answer') return null;
        const version = (policy.body as { Policy?: { DefaultVersionId?: string } }).Policy?.DefaultVersionId; // as the SDK types it
        return version === undefined ? null : { PolicyArn: arn, VersionId: version };
      },
    },
  ],
  uid: (item) => String(item.RoleArn),
  name: (item) => String(item.RoleName),
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    // IAM leaves the tags out of a role that has none.
    ...ownershipOf(raw('GetRole', '/Role/Tags'), {}),
    admin: mayDo(isAdmin),
    dataWide: mayDo(readsAllStorage),
    escalates: mayDo(escalates),
    actsAsOthers: mayDo(passesAnyRole),
    wildcardActions: mayDo((rights) => wildcardActions(rights).length > 0),
    bounded,
    assumableBy: derive(
      [from('GetRole', '/Role/AssumeRolePolicyDocument', same, { absent: missing() }), fromScope((answers) => answers)],
      (document, { scope, accounts, settings }) =>
        assumableBy(document, scope.account, [...accounts, ...settings.organisationAccounts]).assumableBy,
    ),
    staticKeys: byDesign(0, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html', '2026-11'),
    state: refine(from('GetRole', '/Role/Arn', same, { absent: missing() }), () => 'active' as const),
    createdAt: from('GetRole', '/Role/CreateDate', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the role.'),
    // Left out where the role was not used in the 400 days that IAM looks back.
    lastUsedAt: derive([raw('GetRole', '/Role/Arn'), raw('GetRole', '/Role/RoleLastUsed/LastUsedDate')], (arn, date) =>
      arn === undefined ? missing() : (date ?? null),
    ),
  },
  links: {},
});
