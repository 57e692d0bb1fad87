/** A policy document as JSON; the lab encodes it as each service does. */
export type PolicyDocument = {
  Version: '2012-10-17' | '2008-10-17';
  Id?: string;
  Statement: readonly PolicyStatement[];
};

/** One statement of a policy document. */
export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  NotPrincipal?: Readonly<Record<string, string | readonly string[]>>;
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Who asks to assume a role, and with what external id. */
export interface Principal {
  accountId: string;
  arn: string;
  externalId?: string | undefined;
}

/**
 * Whether a trust policy lets an AWS principal assume the role. Knows what trust policies for scanners use: principals
 * by account or ARN, `*`, and the condition `sts:ExternalId`; a statement with any other condition does not match.
 */
export function trusts(trust: PolicyDocument, principal: Principal): boolean {
  const matching = trust.Statement.filter((statement) => matches(statement, principal));
  return matching.some((s) => s.Effect === 'Allow') && !matching.some((s) => s.Effect === 'Deny');
}

/**
 * Whether a resource policy lets an account, or somebody in it, do something: the rough test behind calls from other
 * accounts. Conditions, NotAction and Deny are not looked at.
 */
export function allowsAccount(policy: PolicyDocument | undefined, accountId: string, action: string): boolean {
  return (policy?.Statement ?? []).some(
    (statement) =>
      statement.Effect === 'Allow' &&
      toList(statement.Action).some((pattern) => isAction(pattern, action)) &&
      awsPrincipals(statement).some((principal) => principal === '*' || principal.includes(accountId)),
  );
}

function isAction(pattern: string, action: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*');
  const wanted = action.toLowerCase();
  return rest.length === 0 ? head === wanted : wanted.startsWith(head) && wanted.endsWith(rest.at(-1) ?? '');
}

function matches(statement: PolicyStatement, principal: Principal): boolean {
  const actions = toList(statement.Action);
  if (!actions.some((action) => action === 'sts:AssumeRole' || action === 'sts:*' || action === '*')) return false;
  const names = ['*', principal.accountId, `arn:aws:iam::${principal.accountId}:root`, principal.arn];
  if (!awsPrincipals(statement).some((name) => names.includes(name))) return false;
  return Object.entries(statement.Condition ?? {}).every(
    ([test, keys]) =>
      test === 'StringEquals' &&
      Object.entries(keys).every(
        ([key, values]) => key === 'sts:ExternalId' && toList(values).includes(principal.externalId ?? ''),
      ),
  );
}

function awsPrincipals(statement: PolicyStatement): readonly string[] {
  if (statement.Principal === undefined) return [];
  return statement.Principal === '*' ? ['*'] : toList(statement.Principal.AWS);
}

function toList(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
