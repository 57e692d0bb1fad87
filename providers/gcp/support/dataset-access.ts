import type { Binding } from '../rows/organisation.ts';

/** Of another view, routine or dataset that may read all of this one. */
interface Authorised {
  projectId?: string;
}

/** @see https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets#Dataset.FIELDS.access */
export interface AccessEntry {
  role?: string;
  userByEmail?: string;
  groupByEmail?: string;
  domain?: string;
  specialGroup?: string;
  iamMember?: string;
  view?: Authorised;
  routine?: Authorised;
  dataset?: { dataset?: Authorised };
}

const ofProject: Readonly<Record<string, string>> = {
  projectOwners: 'projectOwner',
  projectWriters: 'projectEditor',
  projectReaders: 'projectViewer',
};

/** Entries of a dataset as bindings of an IAM policy: each names one member. */
export function bindingsOf(entries: readonly AccessEntry[], project: string): Binding[] {
  return entries.map((entry) => ({ role: entry.role ?? '', members: [memberOf(entry, project)] }));
}

/** An entry that says nothing that is known becomes a member of whom nobody can tell where they belong. */
function memberOf(entry: AccessEntry, project: string): string {
  const { userByEmail: user, groupByEmail: group, domain, specialGroup, iamMember } = entry;
  if (iamMember) return iamMember;
  if (user) return `${user.endsWith('gserviceaccount.com') ? 'serviceAccount' : 'user'}:${user}`;
  if (group) return `group:${group}`;
  if (domain) return `domain:${domain}`;
  if (specialGroup === 'allAuthenticatedUsers') return specialGroup;
  const type = specialGroup === undefined ? undefined : ofProject[specialGroup];
  if (type) return `${type}:${project}`;
  // Whoever may change a view of that project gets at the data through it.
  const other = (entry.view ?? entry.routine ?? entry.dataset?.dataset)?.projectId;
  return other ? `projectEditor:${other}` : `an entry of the kind ${specialGroup ?? Object.keys(entry).join(', ')}`;
}
