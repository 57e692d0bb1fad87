/** Who may do what across a perimeter. */
interface Crossing {
  identityType?: string;
  /** Of rules inward: where a caller may be; `*` as access level is anywhere. */
  sources?: { accessLevel?: string; resource?: string }[];
}
interface Reaching {
  resources?: string[];
  operations?: { serviceName?: string }[];
}

/** @see https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters (2026-11) */
export interface Perimeter {
  name?: string;
  title?: string;
  perimeterType?: string;
  status?: {
    resources?: string[];
    restrictedServices?: string[];
    ingressPolicies?: { ingressFrom?: Crossing; ingressTo?: Reaching }[];
    egressPolicies?: { egressFrom?: Crossing; egressTo?: Reaching }[];
  };
}

/** `in`: callers from outside are kept out; `out`: data is kept in. */
export type Way = 'in' | 'out';

/**
 * Whether a perimeter holds a service of a project against one way, or both. A rule that lets everybody through takes the
 * wall away: inward from anywhere to the service, outward to any resource, whichever service takes the data there.
 * What access levels ask for is not read: a caller who has to have one is taken to be known.
 */
export function holds({ status }: Perimeter, project: string, service: string, ways: readonly Way[]): boolean {
  if (status?.resources?.includes(`projects/${project}`) !== true) return false;
  if (status.restrictedServices?.includes(service) !== true) return false;
  const inward = (status.ingressPolicies ?? []).some(
    ({ ingressFrom: from, ingressTo: to }) =>
      from?.identityType === 'ANY_IDENTITY' &&
      (from.sources ?? []).some(({ accessLevel }) => accessLevel === '*') &&
      (to?.operations ?? []).some(({ serviceName }) => serviceName === '*' || serviceName === service) &&
      (to?.resources ?? []).some((one) => one === '*' || one === `projects/${project}`),
  );
  const outward = (status.egressPolicies ?? []).some(
    // Code acts as an account: a rule for all accounts is one for all code.
    ({ egressFrom: from, egressTo: to }) =>
      /^ANY_(IDENTITY|SERVICE_ACCOUNT)$/.test(from?.identityType ?? '') && to?.resources?.includes('*') === true,
  );
  return !ways.some((way) => (way === 'in' ? inward : outward));
}
