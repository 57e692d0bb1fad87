import { type Arn, parseArn, roleNameOf } from './arn.ts';
import { type Condition, parsePolicy, type Statement } from './policy.ts';
import { shapeError } from './shape.ts';
import { covers, isAll, overlaps } from './wildcard.ts';

/** What IAM returns about the rights of a role. Documents as `parsePolicy` takes them. */
export interface RoleDocuments {
  roleArn: string;
  /** Documents of the attached managed policies and the inline ones. All of them: a missing one is a missing fact. */
  policies: readonly unknown[];
  /** The document of the permissions boundary; null: the role has none. */
  boundary: unknown;
}

/** Statements of one effect, patterns made ready: ARNs completed, policy variables taken out. */
export interface Grant {
  actions: readonly string[] | undefined;
  notActions: readonly string[] | undefined;
  resources: readonly string[] | undefined;
  notResources: readonly string[] | undefined;
  conditions: readonly Condition[];
}

/**
 * The effective set of a role. Not modelled: service and resource control policies (SCPs, RCPs), session policies,
 * policies of resources that name the role, and VPC endpoint policies. The first two can only take rights away, so
 * what is said here may be too bad, never too good; policies of resources can add rights that are not seen here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Rights {
  roleArn: string;
  role: Arn;
  allows: readonly Grant[];
  /** Deny statements without a condition: one with a condition lets some requests through, so it takes nothing away. */
  denies: readonly Grant[];
  boundary: { allows: readonly Grant[]; denies: readonly Grant[] } | null;
}

/** Which conditions of an Allow leave it in force. */
export type Accepts = (conditions: readonly Condition[]) => boolean;

/**
 * Reads the documents of a role.
 *
 * @throws PlumblineError RESPONSE_SHAPE when any document is not an identity policy, or the ARN not that of a role.
 */
export function rightsOf({ roleArn, policies, boundary }: RoleDocuments): Rights {
  roleNameOf(roleArn);
  const identity = policies.flatMap(statementsOf);
  const limit = boundary === null ? null : statementsOf(boundary);
  return {
    roleArn,
    role: parseArn(roleArn),
    allows: allowsIn(identity),
    denies: deniesIn(identity),
    boundary: limit && { allows: allowsIn(limit), denies: deniesIn(limit) },
  };
}

/** Whether an Allow whose conditions are accepted covers it; Deny and boundary are not looked at. */
export function isAllowed(rights: Rights, action: string, resource: string, accepts: Accepts): boolean {
  return rights.allows.some((grant) => accepts(grant.conditions) && spans(grant, action, resource));
}

/** Whether an unconditional Deny of an identity policy covers it. */
export function isDenied(rights: Rights, action: string, resource: string): boolean {
  return rights.denies.some((grant) => spans(grant, action, resource));
}

/** Whether the boundary lets it through, if there is one. A condition in an Allow of the boundary counts as met. */
export function isWithinBoundary({ boundary }: Rights, action: string, resource: string): boolean {
  if (boundary === null) return true;
  return (
    boundary.allows.some((grant) => spans(grant, action, resource)) &&
    !boundary.denies.some((grant) => spans(grant, action, resource))
  );
}

/** Whether the role may do it: allowed, not denied, within the boundary. */
export function may(rights: Rights, action: string, resource: string, accepts: Accepts): boolean {
  return (
    isAllowed(rights, action, resource, accepts) &&
    !isDenied(rights, action, resource) &&
    isWithinBoundary(rights, action, resource)
  );
}

/**
 * Whether the role may do it on at least one resource that fits `kind`, a pattern of ARNs, however narrow its right is.
 *
 * @param names as for `overlaps`: the resources have names without a colon.
 */
export function maySomewhere(rights: Rights, action: string, kind: string, names: boolean, accepts: Accepts): boolean {
  return rights.allows.some((grant) => {
    if (!accepts(grant.conditions) || !spansAction(grant, action)) return false;
    return (grant.resources ?? ['*']).some((pattern) => {
      const place = covers(pattern, kind) ? kind : pattern;
      return overlaps(place, kind, names) && !isDenied(rights, action, place) && boundaryReaches(rights, action, place);
    });
  });
}

function boundaryReaches({ boundary }: Rights, action: string, place: string): boolean {
  if (boundary === null) return true;
  const reached = boundary.allows.some(
    (grant) => spansAction(grant, action) && (grant.resources?.some((pattern) => overlaps(pattern, place)) ?? true),
  );
  return reached && !boundary.denies.some((grant) => spans(grant, action, place));
}

/** Whether a grant covers all of `action` (a name or a pattern, lower case) on all of `resource`. */
export function spans(grant: Grant, action: string, resource: string): boolean {
  const { resources, notResources } = grant;
  if (!spansAction(grant, action)) return false;
  if (notResources !== undefined) return !notResources.some((pattern) => overlaps(pattern, resource));
  return resources?.some((pattern) => covers(pattern, resource)) ?? false;
}

export function spansAction({ actions, notActions }: Grant, action: string): boolean {
  if (notActions !== undefined) return !notActions.some((pattern) => overlaps(pattern, action));
  return actions?.some((pattern) => covers(pattern, action)) ?? false;
}

function statementsOf(document: unknown): readonly Statement[] {
  const { statements } = parsePolicy(document);
  for (const { principals, notPrincipals, resources, notResources } of statements) {
    if (principals !== undefined || notPrincipals !== undefined)
      throw shapeError('An identity policy names a principal');
    if (resources === undefined && notResources === undefined)
      throw shapeError('A statement of an identity policy has no resource');
  }
  return statements;
}

const allowsIn = (statements: readonly Statement[]): Grant[] =>
  statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => ({
      ...grantOf(statement),
      resources: statement.resources?.map((pattern) => completeArn(withoutVariables(pattern, oneValue))),
      notResources: statement.notResources?.map((pattern) => completeArn(withoutVariables(pattern, oneValue))),
    }));

const deniesIn = (statements: readonly Statement[]): Grant[] =>
  statements
    .filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0)
    .map((statement) => ({
      ...grantOf(statement),
      // A variable makes the Deny narrower than it looks: leave it out where it names, and let it spare everything where it spares.
      resources: statement.resources?.filter((pattern) => !pattern.includes('${')).map(completeArn),
      notResources: statement.notResources?.map((pattern) => completeArn(withoutVariables(pattern, '*'))),
    }));

const grantOf = ({ actions, notActions, conditions }: Statement) => ({ actions, notActions, conditions });

/** Stands for the one value of a policy variable; no name of AWS holds it. */
const oneValue = '\u{E000}';

/**
 * Policy variables replaced, since the `*` in `${*}` is no wildcard.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function withoutVariables(pattern: string, value: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const start = pattern.indexOf('${', from);
    const end = start < 0 ? -1 : pattern.indexOf('}', start);
    if (end < 0) return out + pattern.slice(from);
    out += pattern.slice(from, start) + value;
    from = end + 1;
  }
}

/**
 * IAM completes an ARN of fewer than six fields with wildcards: `arn:aws:s3` is every resource of S3.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
function completeArn(pattern: string): string {
  if (isAll(pattern) || !pattern.startsWith('arn:')) return pattern;
  const missing = 6 - pattern.split(':').length;
  return missing > 0 ? pattern + ':*'.repeat(missing) : pattern;
}
