import type {
  GetPolicyResponse,
  GetPolicyVersionResponse,
  GetRolePolicyResponse,
  GetRoleResponse,
} from '@aws-sdk/client-iam';
import { isMissingValue, type Missing, type MissingValue, type Source } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { isAdmin, type Rights, rightsOf } from '../analysis/permissions.ts';
import { needed, type ReadPolicy } from './needed.ts';

const { raw, each } = answersOf<{
  GetRole: GetRoleResponse;
  GetRolePolicy: GetRolePolicyResponse;
  GetPolicy: GetPolicyResponse;
  GetPolicyVersion: GetPolicyVersionResponse;
}>('iam');

/** A paged read of texts wraps each of them, since items are objects. */
export function textsOf(got: Answers, read: string, member: string): string[] | MissingValue {
  const outcome = got.get(read);
  if (outcome.status === 'failed') return { $missing: outcome.missing };
  if (outcome.status !== 'answer') return missing(`${read} was not asked`);
  const items = (outcome.body as Record<string, unknown>)[member]; // an object: paged reads are joined into one
  if (!Array.isArray(items)) return missing(`${read} has no ${member}`);
  return items.map((item: unknown) => {
    const text = typeof item === 'string' ? item : (item as { value?: unknown } | null)?.value;
    return typeof text === 'string' ? text : '';
  });
}

/** ARNs of the managed policies that are attached. */
export function attachedArns(got: Answers): string[] | MissingValue {
  const outcome = got.get('ListAttachedRolePolicies');
  if (outcome.status === 'failed') return { $missing: outcome.missing };
  if (outcome.status !== 'answer') return missing('ListAttachedRolePolicies was not asked');
  const items = (outcome.body as { AttachedPolicies?: { PolicyArn?: string }[] }).AttachedPolicies; // as the SDK types it
  return (items ?? []).map((item) => item.PolicyArn ?? '');
}

/** ARN of the boundary; null: the role has none. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export function boundaryArn(got: Answers): string | null | MissingValue {
  const role = raw('GetRole', '/Role').map(got).value;
  if (isMissingValue(role)) return role;
  if (role === undefined) return missing('GetRole names no role');
  if (role.PermissionsBoundary === undefined) return null;
  return role.PermissionsBoundary.PermissionsBoundaryArn ?? missing('the boundary has no ARN');
}

interface Gathered {
  /** The role's own policies, as far as they could be read and understood. */
  policies: ReadPolicy[];
  /** null: no boundary. */
  boundary: string | null | MissingValue;
  /** Why the rest of its policies is not known. */
  lacking: Missing[];
  from: Source[];
}

/** Everything that says what a role may do, and what of it could not be read. */
function gather(got: Answers, roleArn: string): Gathered {
  const out: Gathered = { policies: [], boundary: null, lacking: [], from: [] };
  const documents = each('GetPolicyVersion', '/PolicyVersion/Document').map(got);
  const inline = each('GetRolePolicy', '/PolicyDocument').map(got);
  out.from.push(...raw('GetRole', '/Role/PermissionsBoundary').map(got).from, ...documents.from, ...inline.from);

  const take = (document: string | MissingValue, from: Source) => {
    if (isMissingValue(document)) out.lacking.push(document.$missing);
    else out.policies.push({ document, from });
  };
  const attached = attachedArns(got);
  if (isMissingValue(attached)) out.lacking.push(attached.$missing);
  else for (const arn of attached) take(managed(got, arn, roleArn), sourceOf(got, 'GetPolicyVersion', arn));
  const names = textsOf(got, 'ListRolePolicies', 'PolicyNames');
  if (isMissingValue(names)) out.lacking.push(names.$missing);
  else
    for (const name of names)
      take(legible(valueFor(inline.value, name), roleArn, 'iam:GetRolePolicy'), sourceOf(got, 'GetRolePolicy', name));

  const boundary = boundaryArn(got);
  out.boundary = typeof boundary === 'string' ? managed(got, boundary, roleArn) : boundary;
  return out;
}

const documentAt = { GetPolicyVersion: '/PolicyVersion/Document', GetRolePolicy: '/PolicyDocument' };

function sourceOf(got: Answers, read: keyof typeof documentAt, key: string): Source {
  const outcome = got.each(read).get(key);
  return {
    operation: `iam:${read}`,
    pointer: documentAt[read],
    evidence: outcome !== undefined && 'evidence' in outcome ? outcome.evidence : 0,
  };
}

/** The document of a managed policy in the version that is in force. */
function managed(got: Answers, arn: string, roleArn: string): string | MissingValue {
  const version = valueFor(each('GetPolicy', '/Policy/DefaultVersionId').map(got).value, arn);
  if (isMissingValue(version)) return version;
  return legible(
    valueFor(each('GetPolicyVersion', '/PolicyVersion/Document').map(got).value, arn),
    roleArn,
    'iam:GetPolicyVersion',
  );
}

function valueFor(
  found: Map<string, string | undefined | MissingValue> | MissingValue,
  key: string,
): string | MissingValue {
  if (isMissingValue(found)) return found;
  return found.get(key) ?? missing('the document of a policy was not returned');
}

/** A document that cannot be understood is as good as not read: it may allow anything. */
function legible(document: string | MissingValue, roleArn: string, operation: string): string | MissingValue {
  if (isMissingValue(document)) return document;
  try {
    rightsOf({ roleArn, policies: [document], boundary: null });
    return document;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { $missing: { reason: 'partial-answer', operation, errorCode: 'RESPONSE_SHAPE', detail } };
  }
}

/**
 * Something bad that a role may do. What was read can settle that it may; that it may not needs every document.
 * Without the boundary neither is known, since it can take any right away. Where it may, the sources are the policies that
 * make it so, and no others.
 */
export function mayDo(judge: (rights: Rights) => boolean): Spec<boolean> {
  return {
    reads: [
      'GetRole',
      'ListAttachedRolePolicies',
      'ListRolePolicies',
      'GetRolePolicy',
      'GetPolicy',
      'GetPolicyVersion',
    ],
    map: (answers) => {
      const roleArn = String(answers.item.RoleArn);
      const { policies, boundary, lacking, from } = gather(answers, roleArn);
      if (isMissingValue(boundary)) return { value: boundary, from };
      const bad = (documents: unknown[]) => judge(rightsOf({ roleArn, policies: documents, boundary }));
      if (bad(policies.map(({ document }) => document))) {
        const limits = from.filter(({ operation }) => operation === 'iam:GetRole');
        const limit = boundaryArn(answers);
        if (typeof limit === 'string') limits.push(sourceOf(answers, 'GetPolicyVersion', limit));
        return { value: true, from: [...needed(policies, bad), ...limits] };
      }
      const [first] = lacking;
      return first === undefined ? { value: false, from } : { value: { $missing: first }, missing: lacking, from };
    },
  };
}

/** Whether a boundary takes anything away: one that allows everything does not. */
export const bounded: Spec<boolean> = {
  reads: ['GetRole', 'GetPolicy', 'GetPolicyVersion'],
  map: (answers) => {
    const roleArn = String(answers.item.RoleArn);
    const { boundary, from } = gather(answers, roleArn);
    if (isMissingValue(boundary)) return { value: boundary, from };
    const value = boundary !== null && !isAdmin(rightsOf({ roleArn, policies: [boundary], boundary: null }));
    return { value, from };
  },
};
