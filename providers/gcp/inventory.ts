import type { JsonObject } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';
import { CallError, type Session } from '../../src/model/provider.ts';
import type { RestOperations } from '../rest/operation.ts';
import { allLocations, multiRegions, vertexLocations } from './locations.ts';

/** @see https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/searchAllResources */
export const inventoryOperations: RestOperations = {
  cloudasset: { 'resources.searchAll': { path: '/v1/projects/{account}:searchAllResources' } },
};

/** Asset types that are scanned by location; patterns in the words of the API. */
const assetTypes = ['aiplatform.googleapis.com.*', 'dataproc.googleapis.com.*', 'notebooks.googleapis.com.*'];

/** What is read in `global` whether or not the inventory has any: `vertex/global-endpoint.ts`. */
const readGlobally = /^aiplatform\.googleapis\.com\/(BatchPredictionJob|CachedContent)$/;

/** Pages of 500 assets that are read before we rather look everywhere. */
const mostPages = 20;

export interface Locations {
  regions: readonly string[];
  /** How they were chosen, for the report. */
  note: string;
}

/** Everywhere that Vertex AI or Model Armor is offered. */
export function everywhere(why: string): Locations {
  return {
    regions: allLocations,
    note: `All ${vertexLocations.length} locations of Vertex AI are read, and ${multiRegions.join(' and ')} for Model Armor: ${why}`,
  };
}

/**
 * The locations of a project that hold something, by Cloud Asset Inventory; all of them where it cannot tell.
 *
 * It is asked before the scan, so it is not part of the evidence: the note says what it was asked and what it said.
 */
export async function locationsOf(session: Session): Promise<Locations> {
  const found = new Map<string, Set<string>>();
  let token: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    let body: JsonObject;
    try {
      body = await ask(session, token);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return everywhere(`Cloud Asset Inventory did not answer (${error.failure.errorCode}).`);
    }
    for (const one of resultsOf(body)) {
      const region = regionOf(String(at(one, '/location') ?? ''));
      const type = String(at(one, '/assetType') ?? '');
      if (region === 'global' && readGlobally.test(type)) continue;
      const [service = ''] = type.split('.');
      found.set(region, (found.get(region) ?? new Set()).add(service));
    }
    const next = at(body, '/nextPageToken');
    if (next === undefined || next === '') return chosen(found, page);
    if (typeof next !== 'string' || next === token) return everywhere('Cloud Asset Inventory gave no end of its list.');
    token = next;
  }
  return everywhere(`Cloud Asset Inventory lists more than ${mostPages * 500} resources.`);
}

async function ask(session: Session, token: string | undefined): Promise<JsonObject> {
  const { body } = await session.send({
    service: 'cloudasset',
    operation: 'resources.searchAll',
    region: 'global',
    input: { assetTypes, pageSize: 500, readMask: 'name,assetType,location', ...(token ? { pageToken: token } : {}) },
    signal: AbortSignal.timeout(30_000),
  });
  return body;
}

function resultsOf(body: JsonObject): JsonObject[] {
  const results = at(body, '/results');
  return Array.isArray(results) ? (results as JsonObject[]) : []; // each is looked at with care
}

/** Workbench instances and clusters may be told by their zone. */
function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}

function chosen(found: ReadonlyMap<string, ReadonlySet<string>>, pages: number): Locations {
  const inUse = vertexLocations.filter((one) => found.has(one));
  const strange = [...found.keys()].filter((one) => /^[a-z0-9-]+$/.test(one) && !allLocations.includes(one)).sort();
  // Where Vertex AI has something, it has an address, whether or not our list knows the region.
  const newer = strange.filter((one) => /^[a-z]+-[a-z]+\d+$/.test(one) && found.get(one)?.has('aiplatform'));
  // Of what lies in no region, clusters and notebooks are listed by project.
  const rest = strange.filter((one) => !newer.includes(one) && (one !== 'global' || found.get(one)?.has('aiplatform')));
  const when = new Date().toISOString();
  const what = `cloudasset:searchAllResources of ${assetTypes.join(', ')}, ${pages} page${pages === 1 ? '' : 's'}, ${when}`;
  const unseen = rest.length > 0 ? ` It also names ${rest.join(', ')}, which this version does not read.` : '';
  const more = newer.length > 0 ? `, and ${newer.join(', ')}, which our list does not have` : '';
  return {
    // Where several regions are one location, templates of Model Armor may lie unseen by the inventory.
    regions: [...inUse, ...newer, ...multiRegions],
    note: `${inUse.length} of ${vertexLocations.length} locations hold resources that Cloud Asset Inventory knows, and are read (${what})${more}; so are ${multiRegions.join(' and ')}, for Model Armor. It does not list every type: RAG corpora, cached contents and templates of Model Armor elsewhere are not seen.${unseen}`,
  };
}
