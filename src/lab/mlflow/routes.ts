import type { JsonObject } from '../../model/json.ts';
import { type Collection, findItem } from '../collection.ts';
import type { RestCall, RestPaging, RestRoute } from '../rest/route.ts';
import { mlflowFault, notFound } from './dialect.ts';
import type { MlflowEstate } from './estate.ts';

type Call = RestCall<MlflowEstate>;
const api = '/api/2.0/mlflow';
const service = 'mlflow';
const paging = (items: string, defaultSize: number): RestPaging => ({
  items,
  answer: 'next_page_token',
  ask: 'page_token',
  style: 'token',
  size: 'max_results',
  defaultSize,
  emptyOmitted: true,
});

/** The reads of a tracking server that the scanner uses. */
export const mlflowRoutes: readonly RestRoute<MlflowEstate>[] = [
  { service, operation: 'Version', path: '/version', text: ({ estate }) => estate.version },
  {
    service,
    operation: 'SearchExperiments',
    method: 'POST',
    path: `${api}/experiments/search`,
    list: ({ estate }) => estate.experiments,
    paging: paging('experiments', 1000),
  },
  {
    service,
    operation: 'GetExperiment',
    path: `${api}/experiments/get`,
    handle: (call) => ({
      experiment: found(call.estate.experiments, 'experiment_id', asked(call, 'experiment_id')),
    }),
  },
  {
    service,
    operation: 'SearchRuns',
    method: 'POST',
    path: `${api}/runs/search`,
    list: (call) => ofExperiments(call, call.estate.runs),
    paging: paging('runs', 1000),
  },
  {
    service,
    operation: 'GetRun',
    path: `${api}/runs/get`,
    handle: (call) => ({ run: runOf(call, asked(call, 'run_id')) }),
  },
  {
    service,
    operation: 'SearchLoggedModels',
    method: 'POST',
    path: `${api}/logged-models/search`,
    list: (call) => ofExperiments(call, call.estate.loggedModels ?? {}),
    paging: paging('models', 100),
  },
  {
    service,
    operation: 'GetLoggedModel',
    path: `${api}/logged-models/{model_id}`,
    handle: (call) => ({ model: loggedModelOf(call, call.params.model_id ?? '') }),
  },
  {
    service,
    operation: 'SearchRegisteredModels',
    path: `${api}/registered-models/search`,
    list: ({ estate }) => estate.models,
    paging: paging('registered_models', 100),
  },
  {
    service,
    operation: 'GetRegisteredModel',
    path: `${api}/registered-models/get`,
    handle: (call) => ({ registered_model: found(call.estate.models, 'name', asked(call, 'name')) }),
  },
  {
    service,
    operation: 'SearchModelVersions',
    path: `${api}/model-versions/search`,
    list: ({ estate }) => estate.versions,
    paging: paging('model_versions', 10_000),
  },
  { service, operation: 'ListArtifacts', path: `${api}/artifacts/list`, handle: filesOf },
  {
    service,
    operation: 'ListWebhooks',
    path: `${api}/webhooks`,
    list: (call) => {
      forAdministrators(call);
      return call.estate.webhooks ?? [];
    },
    paging: paging('webhooks', 100),
  },
  {
    service,
    operation: 'GetUser',
    path: `${api}/users/get`,
    handle: (call) => {
      const { users } = call.estate;
      // Without basic-auth there is no such path.
      if (users.length === 0) throw mlflowFault('unknown-operation');
      const name = asked(call, 'username');
      if (name !== call.caller) forAdministrators(call);
      const user = users.find(({ username }) => username === name);
      if (!user) throw notFound(`User with username=${name} not found`);
      return { user: { id: users.indexOf(user) + 1, username: user.username, is_admin: user.admin } };
    },
  },
];

function asked({ query }: Call, name: string): string {
  return query.get(name) ?? '';
}

function forAdministrators({ estate, caller }: Call): void {
  if (estate.users.length > 0 && !estate.users.some(({ username, admin }) => username === caller && admin))
    throw mlflowFault('denied');
}

function found(items: Collection<JsonObject>, member: string, value: string): JsonObject {
  const item = findItem(items, value, (one) => String(one[member] ?? ''));
  if (!item) throw notFound(`No ${member} ${value} exists`);
  return item;
}

function ofExperiments({ body }: Call, all: Readonly<Record<string, Collection<JsonObject>>>): Collection<JsonObject> {
  const ids = Array.isArray(body.experiment_ids) ? body.experiment_ids.map(String) : [];
  const lists = ids.map((id) => all[id]).filter((list) => list !== undefined);
  const [only] = lists;
  if (only && lists.length === 1) return only;
  return lists.flatMap((list) => Array.from({ length: list.length }, (_one, index) => list.at(index) ?? {}));
}

function runOf({ estate }: Call, id: string): JsonObject {
  for (const list of Object.values(estate.runs)) {
    const run = findItem(list, id, (one) => String((one.info as JsonObject | undefined)?.run_id ?? '')); // every run has an info
    if (run) return run;
  }
  throw notFound(`Run with id=${id} not found`);
}

function loggedModelOf({ estate }: Call, id: string): JsonObject {
  for (const list of Object.values(estate.loggedModels ?? {})) {
    const model = findItem(list, id, (one) => String((one.info as JsonObject | undefined)?.model_id ?? '')); // every model has an info
    if (model) return model;
  }
  throw notFound(`Logged model with id=${id} not found`);
}

/** Names in one folder of a run's files, folders among them. */
function filesOf(call: Call): object {
  const id = asked(call, 'run_id');
  const run = runOf(call, id);
  const folder = asked(call, 'path').replace(/\/+$/, '');
  const below = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, { path: string; is_dir: boolean }>();
  for (const file of call.estate.files?.[id] ?? []) {
    if (!file.startsWith(below)) continue;
    const [first = '', ...rest] = file.slice(below.length).split('/');
    entries.set(first, { path: `${below}${first}`, is_dir: rest.length > 0 });
  }
  const root = (run.info as JsonObject | undefined)?.artifact_uri ?? ''; // every run has an info
  return { root_uri: root, ...(entries.size === 0 ? {} : { files: [...entries.values()] }) };
}
