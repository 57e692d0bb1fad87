import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { admitsAnyone, anyOf, type LevelOf } from './access-levels.ts';

/** Who may do what across a perimeter. */
interface Crossing {
  identityType?: string;
  /** Where a caller may be; `*` as access level is anywhere. */
  sources?: { accessLevel?: string; resource?: string }[];
  /** Of rules outward: whether `sources` limit them. */
  sourceRestriction?: string;
}
interface Reaching {
  resources?: string[];
  operations?: { serviceName?: string }[];
  /** In place of operations: what these roles allow. */
  roles?: string[];
}
interface Status {
  resources?: string[];
  restrictedServices?: string[];
  /** Whoever has one of these gets in, to all of the services. */
  accessLevels?: string[];
  ingressPolicies?: { ingressFrom?: Crossing; ingressTo?: Reaching }[];
  egressPolicies?: { egressFrom?: Crossing; egressTo?: Reaching }[];
}

/** @see https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters (2026-11) */
export interface Perimeter {
  name?: string;
  title?: string;
  perimeterType?: string;
  status?: Status;
}

/** `in`: callers from outside are kept out; `out`: data is kept in. */
export type Way = 'in' | 'out';

/** What a perimeter has to hold. */
export interface Held {
  /** Number of the project. */
  project: string;
  /** `aiplatform.googleapis.com` */
  service: string;
  ways: readonly Way[];
}

/** Names of the access levels that let somebody in. */
export function levelsOf({ status }: Perimeter): string[] {
  const named = (status?.ingressPolicies ?? []).flatMap(({ ingressFrom }) =>
    (ingressFrom?.sources ?? []).flatMap(({ accessLevel }) => accessLevel ?? []),
  );
  return [...(status?.accessLevels ?? []), ...named].filter((one) => one !== '*');
}

/**
 * Whether a perimeter holds a service of a project against one way, or both. A rule that lets everybody through takes the
 * wall away: inward from anywhere to the service, outward to any resource, whichever service takes the data there.
 */
export function holds({ status }: Perimeter, held: Held, levelOf: LevelOf): boolean | MissingValue {
  if (status?.resources?.includes(`projects/${held.project}`) !== true) return false;
  if (status.restrictedServices?.includes(held.service) !== true) return false;
  const open = anyOf(held.ways.map((way) => (way === 'in' ? inward(status, held, levelOf) : outward(status, held))));
  return isMissingValue(open) ? open : !open;
}

/** A kind of identity is all of them, the intruder's own included. */
const isAnybody = (from: Crossing | undefined) => /^ANY_/.test(from?.identityType ?? '');

function inward(status: Status, { project, service }: Held, levelOf: LevelOf): boolean | MissingValue {
  const levels = (status.accessLevels ?? []).map((name) => admitsAnyone(name, levelOf));
  const rules = (status.ingressPolicies ?? []).map(({ ingressFrom: from, ingressTo: to }): boolean | MissingValue => {
    if (!isAnybody(from)) return false;
    if (!(to?.resources ?? []).some((one) => one === '*' || one === `projects/${project}`)) return false;
    const reached = (to?.operations ?? []).some(({ serviceName }) => serviceName === '*' || serviceName === service);
    if (!reached && (to?.roles ?? []).length === 0) return false;
    const anywhere = anyOf(
      (from?.sources ?? []).map(({ accessLevel }) =>
        accessLevel === undefined ? false : admitsAnyone(accessLevel, levelOf),
      ),
    );
    if (reached || anywhere === false) return anywhere;
    return missing('Ask which services the roles reach that the perimeter lets everybody use.', 'not-exposed');
  });
  return anyOf([...levels, ...rules]);
}

function outward(status: Status, { project }: Held): boolean {
  return (status.egressPolicies ?? []).some(
    ({ egressFrom: from, egressTo: to }) =>
      isAnybody(from) && to?.resources?.includes('*') === true && !isOfOthers(from, project),
  );
}

/** Whether a rule outward is for other projects of the perimeter only. */
function isOfOthers(from: Crossing | undefined, project: string): boolean {
  if (from?.sourceRestriction !== 'SOURCE_RESTRICTION_ENABLED') return false;
  return (from.sources ?? []).every(
    ({ resource = '' }) => /^projects\/\d+$/.test(resource) && resource !== `projects/${project}`,
  );
}
