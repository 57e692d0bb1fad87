import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { deriveSome, type Spec } from '../../../src/model/mapping/spec.ts';
import {
  type AuditConfig,
  ancestryRead,
  folderPoliciesRead,
  organisation,
  organizationPolicyRead,
  projectPolicyRead,
} from './organisation.ts';

/** Reads that `useRecorded` needs, in order. */
export const auditReads = [projectPolicyRead, ancestryRead, folderPoliciesRead, organizationPolicyRead];

const own = organisation.raw('projects.getIamPolicy', '/auditConfigs');
const ancestry = organisation.raw('projects.getAncestry', '/ancestor');
const folders = organisation.each('folders.getIamPolicy', '/auditConfigs');
const organization = organisation.each('organizations.getIamPolicy', '/auditConfigs');

/**
 * Whether each use of a service's data leaves an audit record, for everybody. What is on above a project cannot be
 * turned off in it, so any level settles it; "no" needs all of them.
 *
 * @param service e.g. `aiplatform.googleapis.com`
 * @see https://cloud.google.com/logging/docs/audit/configure-data-access#config-effects
 */
export function useRecorded(service: string): Spec<boolean> {
  return deriveSome([own, ancestry, folders, organization], (project, above, inFolders, inOrganization) => {
    const levels = [project, ...valuesOf(inFolders), ...valuesOf(inOrganization)];
    const known = levels.flatMap((one) => (isMissingValue(one) ? [] : [one ?? []])) as AuditConfig[][];
    const exempt = known.flatMap((one) => readsOf(one, service));
    if (exempt.some((one) => one.length === 0)) return exempt.every((one) => one.length === 0);
    const lacking = [...levels, above].find(isMissingValue);
    return lacking ?? false;
  });
}

/** Those who are exempted, once for each entry that records reads of the service. */
function readsOf(configs: readonly AuditConfig[], service: string): string[][] {
  return configs
    .filter((one) => one.service === 'allServices' || one.service === service)
    .flatMap((one) => one.auditLogConfigs ?? [])
    .filter((one) => one.logType === 'DATA_READ')
    .map((one) => one.exemptedMembers ?? []);
}

function valuesOf<T>(
  map: ReadonlyMap<string, T | undefined | MissingValue> | MissingValue,
): (T | undefined | MissingValue)[] {
  return isMissingValue(map) ? [map] : [...map.values()];
}

/** The same, where the answer can also come from somewhere else: one "yes" settles it. */
export function eitherRecorded(one: Spec<boolean>, other: Spec<boolean>): Spec<boolean> {
  return deriveSome([one, other], (a, b) => {
    if (a === true || b === true) return true;
    return isMissingValue(a) ? a : b;
  });
}
