import pLimit from 'p-limit';
import type { Connected } from '../../src/model/provider.ts';
import { everywhere, type Locations, locationsOf } from './inventory.ts';
import { type FoundProject, findProjects, type WantedProjects } from './projects.ts';
import { gcpSession } from './session.ts';
import { openTokens, type TokenOptions, type Tokens } from './tokens.ts';

export interface ConnectOptions extends WantedProjects, TokenOptions {
  /** Those that the config or the command line name; without, where there is something. */
  locations?: readonly string[];
}

/** Projects whose inventory is asked at the same time. */
const atOnce = 8;

/**
 * Finds credentials, the projects to scan, and the locations to read in each.
 *
 * @returns a session for each project; projects that are being deleted, and folders that could not be looked into, come
 * with the reason why nothing is read of them.
 * @throws PlumblineError AUTH_MISSING, ACCESS_DENIED, NETWORK
 */
export async function connect(options: ConnectOptions): Promise<Connected[]> {
  const tokens = await openTokens(options);
  const [identity, found] = await Promise.all([tokens.identity(), findProjects(options, tokens, options.endpoint)]);
  const limit = pLimit(atOnce);
  return Promise.all(found.map((project) => limit(() => connectOne(options, project, identity, tokens))));
}

async function connectOne(
  options: ConnectOptions,
  { id, number, name, unread }: FoundProject,
  identity: string,
  tokens: Tokens,
): Promise<Connected> {
  const session = gcpSession({
    project: id,
    identity,
    tokens,
    ...(number === undefined ? {} : { number }),
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
  });
  if (unread) return { session, account: id, name, regions: [], unread };
  const { regions, note } = await placesOf(options, session);
  return { session, account: id, name, regions, note };
}

async function placesOf({ locations }: ConnectOptions, session: Connected['session']): Promise<Locations> {
  if (locations && locations.length > 0)
    return { regions: locations, note: `The locations that were asked for: ${locations.join(', ')}.` };
  return session.account === '' ? everywhere('the project has no id.') : locationsOf(session);
}
