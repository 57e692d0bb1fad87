import { isAccountId } from './arn.ts';
import { nobody, type Owner, type Reach } from './circles.ts';
import { isComparison, isFixed } from './conditions.ts';
import type { Condition } from './policy.ts';

/**
 * How far a federated principal of a role trust policy reaches.
 *
 * - SAML provider of the own account: the directory that the account chose; its people are of the organisation.
 * - OIDC issuer of an EKS cluster: the cluster's service accounts, workloads of the account.
 * - Any other OIDC issuer: strangers may sign in there, too. Everyone, unless a claim binds the token to one tenant;
 *   then someone outside. Cognito identity pools also need `amr` = authenticated, or guests get in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export function reachOfFederated(provider: string, conditions: readonly Condition[], { account }: Owner): Reach {
  const [prefix, , service, , of, ...rest] = provider.split(':');
  const resource = rest.join(':');
  const own = prefix === 'arn' && service === 'iam' && isAccountId(of) && of === account;
  if (own && resource.startsWith('saml-provider/')) return { circle: 'organization', outsiders: [] };
  if (prefix === 'arn' && resource.startsWith('saml-provider/')) return { circle: 'outside', outsiders: [provider] };
  const issuer = resource.startsWith('oidc-provider/') ? resource.slice('oidc-provider/'.length) : provider;
  if (own && isCluster(issuer)) return nobody;
  return { circle: isBound(issuer, conditions) ? 'outside' : 'everyone', outsiders: [provider] };
}

/** `oidc.eks.<region>.amazonaws.com/id/...`, which only AWS can issue. */
function isCluster(issuer: string): boolean {
  const [host = '', path] = issuer.split('/');
  const labels = host.split('.');
  const suffix = labels.slice(3).join('.');
  return labels[0] === 'oidc' && labels[1] === 'eks' && path === 'id' && awsDomains.has(suffix);
}

const awsDomains: ReadonlySet<string> = new Set(['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'api.aws']);

/** Issuers that many customers share, where the tenant stands in `sub` alone (list of AWS, November 2026). */
const sharedBySub: ReadonlySet<string> = new Set([
  'agent.buildkite.com',
  'oidc.codefresh.io',
  'studio.datachain.ai',
  'token.actions.githubusercontent.com',
  'vstoken.actions.githubusercontent.com',
  'oidc-configuration.audit-log.githubusercontent.com',
  'gitlab.com',
  'rh-oidc.s3.us-east-1.amazonaws.com',
  'oidc.op1.openshiftapps.com',
  'scalr.io',
  'tokens.cloud.shisho.dev',
  'app.terraform.io',
  'proidc.upbound.io',
]);
const cognito = 'cognito-identity.amazonaws.com';

/** Whether a claim of the token is compared with values that belong to a single tenant. */
function isBound(issuer: string, conditions: readonly Condition[]): boolean {
  const host = issuer.split('/')[0]?.toLowerCase() ?? '';
  const valuesOf = (claim: string) =>
    conditions
      .filter((condition) => isComparison(condition) && condition.key === `${issuer.toLowerCase()}:${claim}`)
      .map(({ values }) => values);
  const subject = valuesOf('sub').some((values) => values.every((value) => namesTenant(host, value)));
  const audience = valuesOf('aud').some((values) => values.every(isFixed));
  if (host === cognito)
    return audience && valuesOf('amr').some((values) => values.every((value) => value === 'authenticated'));
  return sharedBySub.has(host) ? subject : subject || audience;
}

/**
 * A subject with a wildcard must name the tenant in full before it: `repo:company/*`, not `repo:comp*`, which a
 * stranger can register as well.
 */
function namesTenant(host: string, value: string): boolean {
  if (isFixed(value)) return true;
  const wild = ['*', '?', '$'].map((mark) => value.indexOf(mark)).filter((at) => at >= 0);
  const literal = value.slice(0, Math.min(...wild, value.length));
  const tenant = tenants.get(host);
  if (tenant === undefined) return !sharedBySub.has(host) && literal !== '';
  const rest = literal.startsWith(tenant.before) ? literal.slice(tenant.before.length) : '';
  return rest.indexOf(tenant.after) > 0;
}

/** What stands before and after the tenant in `sub`. */
const tenants: ReadonlyMap<string, { before: string; after: string }> = new Map([
  ['token.actions.githubusercontent.com', { before: 'repo:', after: '/' }],
  ['vstoken.actions.githubusercontent.com', { before: 'repo:', after: '/' }],
  ['gitlab.com', { before: 'project_path:', after: '/' }],
  ['app.terraform.io', { before: 'organization:', after: ':' }],
]);
