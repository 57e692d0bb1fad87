import type { Scope } from '../../../src/model/evidence.ts';
import type { Missing } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import type { Ask, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, portions, type Row, worstOfEach } from '../../native/results.ts';
import type { RestOperations } from '../../rest/operation.ts';
import { googleList } from '../rows/common.ts';
import { ancestryRead } from '../rows/organisation.ts';

/**
 * Findings of all sources in the default location; those of an organisation with data residency lie elsewhere.
 *
 * @see https://docs.cloud.google.com/security-command-center/docs/reference/rest/v2/projects.sources.locations.findings/list (2026-11)
 */
export const nativeOperations: RestOperations = {
  securitycenter: {
    'projects.sources.locations.findings.list': {
      path: '/v2/projects/{account}/sources/-/locations/global/findings',
    },
    'folders.sources.locations.findings.list': { path: '/v2/folders/{id}/sources/-/locations/global/findings' },
    'organizations.sources.locations.findings.list': {
      path: '/v2/organizations/{id}/sources/-/locations/global/findings',
    },
  },
};

const findingsList: ListSpec = {
  ...googleList,
  service: 'securitycenter',
  operation: 'projects.sources.locations.findings.list',
  permission: 'securitycenter.findings.list',
  items: 'listFindingsResults',
  paging: { ...googleList.paging, size: ['pageSize', 1000] },
};

/** The same above the project, where Security Command Center is often switched on and read for all at once. */
const listsAbove: Readonly<Record<string, ListSpec>> = {
  folder: { ...findingsList, operation: 'folders.sources.locations.findings.list' },
  organization: { ...findingsList, operation: 'organizations.sources.locations.findings.list' },
};

/** What we look at of a result. */
interface Found {
  resource?: {
    /** `//cloudresourcemanager.googleapis.com/projects/<number>`, in the API's two versions. */
    gcpMetadata?: { project?: string };
    projectName?: string;
  };
  finding?: {
    category?: string;
    state?: string;
    findingClass?: string;
    /** Name of the source. */
    parentDisplayName?: string;
    resourceName?: string;
  };
}

/** So that the address stays short. */
const categoriesAtOnce = 20;

/** Findings of Security Health Analytics, the checks of settings in Security Command Center, that the catalog names. */
export const securityCommandCenterReader: NativeReader = {
  provider: 'gcp',
  id: 'gcp/security-command-center',
  service: 'securitycenter',
  at: 'account',
  source: 'scc',
  calls: [findingsList, ancestryRead, ...Object.values(listsAbove)],
  read,
};

async function read(ask: Ask, scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const own = await readList(ask, findingsList, {}, wanted);
  if (own.lacking === undefined)
    return readingOf(
      own.items.flatMap((one) => rowsOf(one, wanted, ask.aliases)),
      '',
    );
  const above = await readAbove(ask, scope, wanted);
  if (above) return above;
  return own.lacking.some((one) => one.errorCode === 'SERVICE_DISABLED')
    ? { state: 'not-enabled', detail: 'the API of Security Command Center is switched off here', rules: 0, rows: [] }
    : notReadable(own.lacking);
}

type Item = { item: JsonObject; evidence: number };

async function readList(
  ask: Ask,
  spec: ListSpec,
  input: JsonObject,
  wanted: ReadonlySet<string>,
): Promise<{ items: Item[]; lacking?: Missing[] }> {
  const items: Item[] = [];
  for (const categories of portions([...wanted].sort(), categoriesAtOnce)) {
    const list = await ask.list({ ...spec, input: { ...input, filter: filterOf(categories) } });
    if (!list.endReached) return { items, lacking: list.missing };
    items.push(...list.items);
  }
  return { items };
}

/** What a folder or the organisation above knows of this project, where the project itself does not tell. */
async function readAbove(ask: Ask, scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading | undefined> {
  const ancestry = await ask.call(ancestryRead, {});
  const ancestors = ancestry.status === 'answer' ? at(ancestry.body, '/ancestor') : undefined;
  for (const one of Array.isArray(ancestors) ? ancestors : []) {
    const type = String(at(one, '/resourceId/type'));
    const id = at(one, '/resourceId/id');
    const spec = Object.hasOwn(listsAbove, type) ? listsAbove[type] : undefined;
    if (spec === undefined || typeof id !== 'string') continue;
    const found = await readList(ask, spec, { id }, wanted);
    if (found.lacking !== undefined) continue;
    const ours = found.items.filter(({ item }) => isOf(item as Found, scope.account, ask.aliases)); // as documented
    const where = `read in the ${type} ${id}, since the project does not tell`;
    return readingOf(
      ours.flatMap((item) => rowsOf(item, wanted, ask.aliases)),
      where,
    );
  }
  return undefined;
}

/** Whether a finding is of the project: by what lies where it was found, or by the name of what was found. */
function isOf({ finding, resource }: Found, project: string, aliases: Ask['aliases']): boolean {
  const named = resource?.gcpMetadata?.project ?? resource?.projectName ?? finding?.resourceName ?? '';
  const id = /\/projects\/([^/]+)/.exec(named)?.[1] ?? '';
  return (aliases?.get(id) ?? id) === project;
}

function readingOf(rows: Row[], where: string): NativeReading {
  // That nothing is found is no pass: a detector may be switched off, and nobody says which looked at what.
  const nothing = rows.length === 0 ? 'no active finding of the categories that the controls name' : '';
  const detail = [nothing, where].filter((one) => one !== '').join('; ');
  return { state: 'read', detail, rules: new Set(rows.map((row) => row.rule)).size, rows: worstOfEach(rows) };
}

function filterOf(categories: readonly string[]): string {
  return `state="ACTIVE" AND (${categories.map((one) => `category="${one}"`).join(' OR ')})`;
}

/** What is active is not mended; that somebody has muted it only hides it. */
function rowsOf(
  { item, evidence }: Item,
  wanted: ReadonlySet<string>,
  aliases: ReadonlyMap<string, string> | undefined,
): Row[] {
  const { finding = {} } = item as Found; // as the API documents it
  const { category: rule = '', resourceName = '' } = finding;
  // Anybody may add a source of findings and name its categories as they like.
  const own = finding.parentDisplayName === 'Security Health Analytics' && finding.findingClass === 'MISCONFIGURATION';
  if (!own || finding.state !== 'ACTIVE' || !wanted.has(rule) || resourceName === '') return [];
  return [{ rule, subject: subjectOf(resourceName, aliases), status: 'fail', evidence }];
}

/** A full resource name with the project's id. A key of a service account is judged with the account. */
function subjectOf(name: string, aliases: ReadonlyMap<string, string> | undefined): string {
  return name
    .replace(/^(\/\/[^/]+\/projects\/)([^/]+)/, (_all, before: string, project: string) => {
      return `${before}${aliases?.get(project) ?? project}`;
    })
    .replace(/^(\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/[^/]+)\/keys\/[^/]+$/, '$1');
}
