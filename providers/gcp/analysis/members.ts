/** Widest circle of those who have a right; worst last. */
export type Circle = 'nobody' | 'organization' | 'outside' | 'everyone';

export interface Surroundings {
  /** Id and number of the project that the thing is in. */
  own: ReadonlySet<string>;
  /** Other projects of the same organisation, by id and number, and its other domains. */
  friends: ReadonlySet<string>;
  /** Domain of the organisation: the name that Google gives it. Undefined: it has none, or it could not be read. */
  domain: string | undefined;
  /** What the project lies in: `folders/<id>`, `organizations/<id>`. */
  above: ReadonlySet<string>;
}

/** Whom a member of a binding lets in; undefined: it cannot be told. */
export type Standing = Circle | undefined;

/**
 * How far from the project a member of an IAM binding stands. People of the organisation's own domain, the project's own
 * accounts and Google's service agents are nobody else.
 *
 * @see https://cloud.google.com/iam/docs/principal-identifiers
 */
export function standingOf(member: string, around: Surroundings): Standing {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return 'everyone';
  if (member.startsWith('deleted:')) return 'nobody';
  if (/^principal(?:Set)?:/.test(member)) return ofPrincipals(member, around);
  const [, type = '', value = ''] = /^([A-Za-z]+):(.+)$/.exec(member) ?? [];
  // Owners, editors and viewers of a project, as older policies of storage name them.
  if (/^project(Owner|Editor|Viewer)$/.test(type)) return ofProject(value, around);
  if (type === 'serviceAccount') return ofAccount(value, around);
  if (type === 'domain') return ofDomain(value, around);
  if (type === 'user' || type === 'group') return ofDomain(value.split('@').at(-1) ?? '', around);
  return undefined;
}

/**
 * Identities that are named by where they come from. Those of a pool sign in elsewhere, and its providers decide who:
 * only a pool of Kubernetes (`<project>.svc.id.goog`) holds what runs in the project itself.
 */
function ofPrincipals(member: string, around: Surroundings): Standing {
  const [, project, pool] =
    /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\//.exec(
      member,
    ) ?? [];
  if (project !== undefined) return /\.svc\.id\.goog$/.test(pool ?? '') ? ofProject(project, around) : undefined;
  const [, place, id] =
    /^principalSet:\/\/cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/([^/]+))\/type\//.exec(
      member,
    ) ?? [];
  if (place === undefined || id === undefined) return undefined;
  return place.startsWith('projects/') ? ofProject(id, around) : around.above.has(place) ? 'organization' : undefined;
}

/** A service agent: an account of Google's own that a service acts as. */
export function isServiceAgentMember(member: string): boolean {
  return /^serviceAccount:service-\d+@[a-z0-9-]+(\.iam)?\.gserviceaccount\.com$/.test(member);
}

function ofAccount(email: string, around: Surroundings): Standing {
  // A name of Kubernetes: `project.svc.id.goog[namespace/name]`.
  const workload = /^([^[]+)\.svc\.id\.goog\[/.exec(email)?.[1];
  if (workload !== undefined) return ofProject(workload, around);
  const number = /^(?:service-)?(\d+)(?:-compute)?@/.exec(email)?.[1];
  if (
    /@(gcp-sa-[a-z0-9-]+\.iam|cloudservices|developer)\.gserviceaccount\.com$|^service-\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/.test(
      email,
    )
  )
    return number === undefined ? undefined : ofProject(number, around);
  const project = /^[^@]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com$|^([a-z0-9-]+)@appspot\.gserviceaccount\.com$/.exec(
    email,
  );
  return project ? ofProject(project[1] ?? project[2] ?? '', around) : undefined;
}

function ofProject(project: string, { own, friends }: Surroundings): Standing {
  if (own.has(project)) return 'nobody';
  // Whose another project is, nobody can tell from its name.
  return friends.has(project) ? 'organization' : undefined;
}

/** An organisation may have other domains than the one that names it: the config can tell them. */
function ofDomain(domain: string, around: Surroundings): Standing {
  if (around.friends.has(domain.toLowerCase())) return 'organization';
  if (around.domain === undefined) return undefined;
  return domain.toLowerCase() === around.domain.toLowerCase() ? 'nobody' : 'outside';
}
