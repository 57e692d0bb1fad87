import type { JsonObject } from '../../model/json.ts';
import type { Collection } from '../collection.ts';
import { gcpFault } from './dialect.ts';
import { type Call, itemOf, listed, paging, type Route } from './resources.ts';

const service = 'aiplatform';
const place = (version: string) => `/${service}/${version}/projects/{project}/locations/{location}`;
const pathOf = ({ params }: Call, collection: string) => `locations/${params.location}/${collection}`;

/** A list of a location. */
function list(collection: string, version = 'v1'): Route {
  return {
    service,
    operation: `${collection}.list`,
    path: `${place(version)}/${collection}`,
    list: (call) => filtered(call, listed(call, pathOf(call, collection))),
    paging: paging(collection),
  };
}

/** `schedule_name="..."` is the only filter that is asked for. */
function filtered({ query }: Call, items: Collection<JsonObject>): Collection<JsonObject> {
  const wanted = /^schedule_name="([^"]*)"$/.exec(query.get('filter') ?? '')?.[1];
  if (wanted === undefined || !Array.isArray(items)) return items;
  return items.filter((one: JsonObject) => one.scheduleName === wanted);
}

/** One of a list by its name. */
function get(collection: string): Route {
  return {
    service,
    operation: `${collection}.get`,
    path: `${place('v1')}/${collection}/{id}`,
    handle: (call) => itemOf(listed(call, pathOf(call, collection)), call.params.id ?? '', collection),
  };
}

/** What lies below one of a list. */
function below(collection: string, child: string, items = child, version = 'v1'): Route {
  return {
    service,
    operation: child === 'evaluations' ? `${collection}.${child}.list` : childOperation(collection, child),
    path: `${place(version)}/${collection}/{id}/${child}`,
    list: (call) => {
      const id = call.params.id ?? '';
      itemOf(listed(call, pathOf(call, collection)), id.replace(/@.*$/, ''), collection);
      return listed(call, `${pathOf(call, collection)}/${id}/${child}`);
    },
    paging: paging(items),
  };
}

function childOperation(collection: string, child: string): string {
  return collection === 'datasets' ? `${collection}.${child}.list` : `${child}.list`;
}

/** Versions of a model: those that the estate tells, or the model itself. */
function versionsOf(call: Call): Collection<JsonObject> {
  const path = pathOf(call, 'models');
  const id = call.params.id ?? '';
  const model = itemOf(listed(call, path), id, 'Model');
  const told = listed(call, `${path}/${id}:versions`);
  return told.length > 0 ? told : [model];
}

/** A model by its id, or one of its versions by number or alias. */
function modelOf(call: Call): JsonObject {
  const [id = '', version] = (call.params.id ?? '').split('@');
  const versions = versionsOf({ ...call, params: { ...call.params, id } });
  if (version === undefined) return itemOf(listed(call, pathOf(call, 'models')), id, 'Model');
  for (let index = 0; index < versions.length; index += 1) {
    const one = versions.at(index);
    const aliases = Array.isArray(one?.versionAliases) ? one.versionAliases : [];
    if (one && (one.versionId === version || aliases.includes(version))) return one;
  }
  throw gcpFault(404, 'NOT_FOUND', `The Model version "${id}@${version}" does not exist.`);
}

/** Vertex AI. */
export const vertexRoutes: readonly Route[] = [
  ...[
    'models',
    'endpoints',
    'datasets',
    'trainingPipelines',
    'customJobs',
    'hyperparameterTuningJobs',
    'batchPredictionJobs',
    'tuningJobs',
    'pipelineJobs',
    'schedules',
    'evaluationRuns',
    'featureOnlineStores',
    'featureGroups',
    'featurestores',
    'metadataStores',
    'tensorboards',
    'indexes',
    'indexEndpoints',
    'ragCorpora',
    'reasoningEngines',
    'cachedContents',
    'modelDeploymentMonitoringJobs',
    'notebookRuntimeTemplates',
    'notebookRuntimes',
    'notebookExecutionJobs',
    'persistentResources',
  ].map((collection) => list(collection)),
  list('modelMonitors', 'v1beta1'),
  ...[
    'endpoints',
    'deploymentResourcePools',
    'modelDeploymentMonitoringJobs',
    'notebookRuntimeTemplates',
    'trainingPipelines',
    'schedules',
  ].map(get),
  {
    service,
    operation: 'models.listVersions',
    path: `${place('v1')}/models/{id}:listVersions`,
    list: versionsOf,
    paging: paging('models'),
  },
  // Behind the verb, which would be taken for a part of the id.
  { service, operation: 'models.get', path: `${place('v1')}/models/{id}`, handle: modelOf },
  below('models', 'evaluations', 'modelEvaluations', 'v1beta1'),
  below('datasets', 'datasetVersions'),
  below('ragCorpora', 'ragFiles'),
  below('modelMonitors', 'modelMonitoringJobs', 'modelMonitoringJobs', 'v1beta1'),
];

/** Datasets of BigQuery, which are of a project and have a location of their own. */
export const bigQueryRoutes: readonly Route[] = [
  {
    service: 'bigquery',
    operation: 'datasets.get',
    path: '/bigquery/bigquery/v2/projects/{project}/datasets/{dataset}',
    handle: (call) => {
      const items = listed(call, 'datasets');
      for (let index = 0; index < items.length; index += 1) {
        const item = items.at(index);
        if (item && String(item.id).split(':').at(-1) === call.params.dataset) return item;
      }
      throw gcpFault(404, 'NOT_FOUND', `Not found: Dataset ${call.params.project}:${call.params.dataset}`);
    },
  },
];
