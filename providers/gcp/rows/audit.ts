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
import { valuesOf } from './sharing.ts';

/** Reads that `useRecorded` needs, in order. */
export const auditReads = [projectPolicyRead, ancestryRead, folderPoliciesRead, organizationPolicyRead];

const own = organisation.raw('projects.getIamPolicy', '/auditConfigs');
const ancestry = organisation.raw('projects.getAncestry', '/ancestor');
const folders = organisation.each('folders.getIamPolicy', '/auditConfigs');
const organization = organisation.each('organizations.getIamPolicy', '/auditConfigs');

/**
 * Whether each use of a service's data leaves an audit record, for everybody. What is on at any level is on, and who is
 * left out at any level is left out: so one exemption settles it, and "yes" needs every level.
 *
 * @param service e.g. `aiplatform.googleapis.com`; `allServices`: of every service at once
 * @param logType what is recorded: reads of data, or of settings
 * @see https://cloud.google.com/logging/docs/audit/configure-data-access#config-effects
 */
export function useRecorded(service: string, logType: 'DATA_READ' | 'ADMIN_READ' = 'DATA_READ'): Spec<boolean> {
  return deriveSome([own, ancestry, folders, organization], (project, above, inFolders, inOrganization) => {
    const { known, lacking } = levelsOf(project, above, inFolders, inOrganization);
    const exempt = known.flatMap((one) => readsOf(one, service, logType));
    if (exempt.some((one) => one.length > 0)) return false;
    return lacking ?? exempt.length > 0;
  });
}

/** The same for anybody at all: who is left out is told by `exemptedFrom`. */
export function someUseRecorded(service: string): Spec<boolean> {
  return deriveSome([own, ancestry, folders, organization], (project, above, inFolders, inOrganization) => {
    const { known, lacking } = levelsOf(project, above, inFolders, inOrganization);
    return known.some((one) => readsOf(one, service, 'DATA_READ').length > 0) || (lacking ?? false);
  });
}

/** Those whose use of a service is not recorded where that of others is; known when every level is. */
export function exemptedFrom(service: string): Spec<string[]> {
  return deriveSome([own, ancestry, folders, organization], (project, above, inFolders, inOrganization) => {
    const { known, lacking } = levelsOf(project, above, inFolders, inOrganization);
    return lacking ?? [...new Set(known.flatMap((one) => readsOf(one, service, 'DATA_READ').flat()))].sort();
  });
}

type Level = AuditConfig[] | undefined | MissingValue;
type Levels = ReadonlyMap<string, Level> | MissingValue;

/** The audit configs of a project and of all that it lies in, and what of them is not known. */
function levelsOf(project: Level, above: unknown, inFolders: Levels, inOrganization: Levels) {
  const levels = [project, ...valuesOf(inFolders), ...valuesOf(inOrganization)];
  return {
    known: levels.flatMap((one) => (isMissingValue(one) ? [] : [one ?? []])),
    lacking: [...levels, above].find(isMissingValue),
  };
}

/** Those who are exempted, once for each entry that records such calls of the service. */
function readsOf(configs: readonly AuditConfig[], service: string, logType: string): string[][] {
  return configs
    .filter((one) => one.service === 'allServices' || one.service === service)
    .flatMap((one) => one.auditLogConfigs ?? [])
    .filter((one) => one.logType === logType)
    .map((one) => one.exemptedMembers ?? []);
}

/** The same, where the answer can also come from somewhere else: one "yes" settles it. */
export function eitherRecorded(one: Spec<boolean>, other: Spec<boolean>): Spec<boolean> {
  return deriveSome([one, other], (a, b) => {
    if (a === true || b === true) return true;
    return isMissingValue(a) ? a : b;
  });
}
