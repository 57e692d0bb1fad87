import type { Scope } from '../../../src/model/evidence.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Ask, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, portions, type Row, worstOfEach } from '../../native/results.ts';
import type { RestOperations } from '../../rest/operation.ts';
import { googleList } from '../rows/common.ts';

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

/** What we look at of a result. */
interface Found {
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
  calls: [findingsList],
  read,
};

async function read(ask: Ask, _scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const rows: Row[] = [];
  for (const categories of portions([...wanted].sort(), categoriesAtOnce)) {
    const list = await ask.list({ ...findingsList, input: { filter: filterOf(categories) } });
    if (!list.endReached) {
      const off = list.missing.some((one) => one.errorCode === 'SERVICE_DISABLED');
      return off
        ? {
            state: 'not-enabled',
            detail: 'the API of Security Command Center is switched off here',
            rules: 0,
            rows: [],
          }
        : notReadable(list.missing);
    }
    for (const { item, evidence } of list.items) rows.push(...rowsOf(item, evidence, wanted, ask.aliases));
  }
  // That nothing is found is no pass: a detector may be switched off, and nobody says which looked at what.
  const detail = rows.length === 0 ? 'no active finding of the categories that the controls name' : '';
  return { state: 'read', detail, rules: new Set(rows.map((row) => row.rule)).size, rows: worstOfEach(rows) };
}

function filterOf(categories: readonly string[]): string {
  return `state="ACTIVE" AND (${categories.map((one) => `category="${one}"`).join(' OR ')})`;
}

/** What is active is not mended; that somebody has muted it only hides it. */
function rowsOf(
  item: JsonObject,
  evidence: number,
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
