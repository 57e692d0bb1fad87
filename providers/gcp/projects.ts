import type { FoldersClient, ProjectsClient } from '@google-cloud/resource-manager';
import { PlumblineError } from '../../src/model/errors.ts';
import type { Missing } from '../../src/model/facts.ts';
import { resourceManagerDoor } from './resource-manager-door.ts';
import type { Tokens } from './tokens.ts';

/** What is scanned: the config's projects, or those below folders and organisations, or all that may be read. */
export interface WantedProjects {
  projects?: readonly { id: string; name?: string }[];
  folders?: readonly string[];
  organisations?: readonly string[];
}

/** A project, or a folder that could not be looked into. */
export interface FoundProject {
  /** Project id; `folders/<number>` or `organizations/<number>` of one that could not be looked into. */
  id: string;
  /** Project number, where it could be read. */
  number?: string;
  name: string;
  unread?: Missing;
}

/** The members of a project that are looked at. */
interface ProjectAnswer {
  name?: string | null;
  projectId?: string | null;
  displayName?: string | null;
  state?: string | number | null;
}

interface Clients {
  projects: ProjectsClient;
  folders: FoldersClient;
}

/** The client warns on the console of its own default otherwise. */
const quiet = { autoPaginate: false };
/** gRPC codes. @see https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const notThere: ReadonlySet<number> = new Set([5, 7]);

/**
 * Finds the projects to scan, by Resource Manager v3 over REST.
 *
 * Its client gives no raw answers, so this is no evidence: what was found is told by the scopes of the scan.
 *
 * @throws PlumblineError ACCESS_DENIED, NETWORK when nothing can be found out
 */
export async function findProjects(
  wanted: WantedProjects,
  tokens: Tokens,
  endpoint: string | undefined,
): Promise<FoundProject[]> {
  const clients = await open(tokens, endpoint);
  try {
    const parents = [
      ...(wanted.folders ?? []).map((one) => `folders/${one}`),
      ...(wanted.organisations ?? []).map((one) => `organizations/${one}`),
    ];
    const found = await Promise.all([
      ...(wanted.projects ?? []).map((one) => named(clients, one)),
      ...parents.map((one) => below(clients, one)),
      ...(wanted.projects || parents.length > 0 ? [] : [readable(clients)]),
    ]);
    // What could not be listed in one folder may be two things.
    return [...new Map(found.flat().map((one) => [`${one.id} ${one.unread?.operation ?? ''}`, one])).values()];
  } catch (error) {
    throw failed(error);
  } finally {
    await Promise.all([clients.projects.close(), clients.folders.close()]);
  }
}

async function open(tokens: Tokens, endpoint: string | undefined): Promise<Clients> {
  const library = await import('@google-cloud/resource-manager');
  const options = {
    fallback: true,
    authClient: resourceManagerDoor(tokens, endpoint),
  } as unknown as ConstructorParameters<typeof ProjectsClient>[0]; // over REST the client asks nothing else of its door
  return { projects: new library.ProjectsClient(options), folders: new library.FoldersClient(options) };
}

/** A project that may not be read by Resource Manager is scanned all the same: its lists tell. */
async function named({ projects }: Clients, { id, name }: { id: string; name?: string }): Promise<FoundProject[]> {
  try {
    const [project] = await projects.getProject({ name: `projects/${id}` });
    return [foundOf({ ...project, projectId: id }, name)];
  } catch (error) {
    if (notThere.has(codeOf(error))) return [{ id, name: name ?? id }];
    throw error;
  }
}

/** Projects of a folder or an organisation, at any depth. */
async function below(clients: Clients, parent: string): Promise<FoundProject[]> {
  const out: FoundProject[] = [];
  const tries: [operation: string, permission: string, work: () => Promise<void>][] = [
    [
      'projects.list',
      'resourcemanager.projects.list',
      async () => {
        for await (const one of clients.projects.listProjectsAsync({ parent, showDeleted: true }, quiet))
          out.push(foundOf(one));
      },
    ],
    [
      'folders.list',
      'resourcemanager.folders.list',
      async () => {
        const inside: string[] = [];
        for await (const one of clients.folders.listFoldersAsync({ parent }, quiet))
          if (one.name) inside.push(one.name);
        for (const one of inside) out.push(...(await below(clients, one)));
      },
    ],
  ];
  for (const [operation, permission, work] of tries) {
    try {
      await work();
    } catch (error) {
      if (!notThere.has(codeOf(error))) throw error;
      out.push(locked(parent, operation, permission));
    }
  }
  return out;
}

function locked(parent: string, operation: string, permission: string): FoundProject {
  return {
    id: parent,
    name: parent,
    unread: {
      reason: 'access-denied',
      operation: `cloudresourcemanager:${operation}`,
      errorCode: 'PERMISSION_DENIED',
      permission,
      detail: `What lies in ${parent} could not be listed: projects in it are not part of this scan.`,
    },
  };
}

/** All that these credentials may read. */
async function readable({ projects }: Clients): Promise<FoundProject[]> {
  const out: FoundProject[] = [];
  for await (const one of projects.searchProjectsAsync({ query: '' }, quiet)) out.push(foundOf(one));
  if (out.length === 0)
    throw new PlumblineError('ACCESS_DENIED', 'These credentials may read no project of Google Cloud.', {
      hint: 'Name projects in the config (gcp.projects), or grant the role that `plumbline permissions gcp` prints.',
    });
  return out;
}

/** `name` of the answer is `projects/<number>`. */
function foundOf({ name, projectId, displayName, state }: ProjectAnswer, given?: string): FoundProject {
  const number = /^projects\/(\d+)$/.exec(name ?? '')?.[1];
  const id = projectId ?? '';
  const found: FoundProject = { id, name: given ?? (displayName || id), ...(number === undefined ? {} : { number }) };
  if (String(state) !== 'DELETE_REQUESTED') return found;
  return {
    ...found,
    unread: {
      reason: 'api-disabled',
      operation: 'cloudresourcemanager:projects.get',
      errorCode: 'DELETE_REQUESTED',
      detail: 'The project is being deleted: Google answers no reads in it.',
    },
  };
}

function codeOf(error: unknown): number {
  const code = (error as { code?: unknown } | null)?.code; // errors of the client have one
  return typeof code === 'number' ? code : -1;
}

function failed(error: unknown): PlumblineError {
  if (error instanceof PlumblineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (notThere.has(codeOf(error)))
    return new PlumblineError('ACCESS_DENIED', `The projects could not be found out: ${text}`, {
      cause: error,
      hint: 'Name projects in the config (gcp.projects), or grant resourcemanager.projects.list.',
    });
  return new PlumblineError('NETWORK', `Resource Manager could not be asked for the projects: ${text}`, {
    cause: error,
    hint: 'Check the network, the proxy and the endpoint.',
  });
}
