import type { JsonObject } from '../../../model/json.ts';
import { hex } from '../place.ts';

const minute = 60_000;

/** Times of the demo, in milliseconds, counted back from its moment. */
export type Ago = (days: number) => number;

export function agoFrom(now: Date): Ago {
  const base = Math.floor(now.getTime() / minute) * minute;
  return (days) => base - Math.round(days * 24 * 60) * minute;
}

/** `{ a: 'b' }` as MLflow lists it; empty lists are left out by whoever makes the answer. */
export function pairs(values: Readonly<Record<string, string | number>>): JsonObject[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

export function experiment(
  id: string,
  name: string,
  created: number,
  location: string,
  tags: Readonly<Record<string, string>> = {},
): JsonObject {
  return {
    experiment_id: id,
    name,
    artifact_location: location,
    lifecycle_stage: 'active',
    creation_time: created,
    last_update_time: created,
    ...(Object.keys(tags).length === 0 ? {} : { tags: pairs(tags) }),
  };
}

export interface RunStory {
  name: string;
  experiment: string;
  root: string;
  started: number;
  minutes?: number;
  user: string;
  status?: string;
  params?: Readonly<Record<string, string>>;
  metrics?: Readonly<Record<string, number>>;
  tags?: Readonly<Record<string, string>>;
  datasets?: readonly { name: string; source: string; context?: string; schema?: boolean }[];
}

/** Id of a run, which follows from its name. */
export const runId = (name: string): string => hex(`run ${name}`, 32);

export function run(story: RunStory): JsonObject {
  const id = runId(story.name);
  const { params = {}, metrics = {}, tags = {}, datasets = [] } = story;
  const end = story.started + (story.minutes ?? 40) * minute;
  const data = {
    ...(Object.keys(metrics).length === 0
      ? {}
      : { metrics: pairs(metrics).map((one) => ({ ...one, timestamp: end, step: 0 })) }),
    ...(Object.keys(params).length === 0 ? {} : { params: pairs(params) }),
    tags: pairs({ 'mlflow.runName': story.name, 'mlflow.user': story.user, ...tags }),
  };
  return {
    info: {
      run_id: id,
      run_uuid: id,
      run_name: story.name,
      experiment_id: story.experiment,
      user_id: story.user,
      status: story.status ?? 'FINISHED',
      start_time: story.started,
      ...(story.status === 'RUNNING' ? {} : { end_time: end }),
      artifact_uri: `${story.root}/${id}/artifacts`,
      lifecycle_stage: 'active',
    },
    data,
    inputs: datasets.length === 0 ? {} : { dataset_inputs: datasets.map(datasetInput) },
    outputs: {},
  };
}

function datasetInput({
  name,
  source,
  context = 'training',
  schema = true,
}: NonNullable<RunStory['datasets']>[number]): JsonObject {
  return {
    tags: pairs({ 'mlflow.data.context': context }),
    dataset: {
      name,
      digest: hex(`digest ${name} ${source}`, 8),
      source_type: source.startsWith('gs') ? 'gs' : source.startsWith('abfss') ? 'azure' : 's3',
      source: JSON.stringify({ uri: source }),
      schema: schema ? JSON.stringify({ mlflow_colspec: [{ type: 'double', name: 'age', required: true }] }) : '{}',
      profile: JSON.stringify({ num_rows: 48_211, num_elements: 1_928_440 }),
    },
  };
}

export function model(
  name: string,
  created: number,
  aliases: Readonly<Record<string, string>>,
  more: { description?: string; tags?: Readonly<Record<string, string>> } = {},
): JsonObject {
  return {
    name,
    creation_timestamp: created,
    last_updated_timestamp: created,
    ...(more.description === undefined ? {} : { description: more.description }),
    ...(more.tags ? { tags: pairs(more.tags) } : {}),
    ...(Object.keys(aliases).length === 0
      ? {}
      : { aliases: Object.entries(aliases).map(([alias, version]) => ({ alias, version })) }),
  };
}

export function version(
  name: string,
  number: string,
  created: number,
  source: string,
  more: { run?: string; description?: string; tags?: Readonly<Record<string, string>>; stage?: string } = {},
): JsonObject {
  return {
    name,
    version: number,
    creation_timestamp: created,
    last_updated_timestamp: created,
    current_stage: more.stage ?? 'None',
    description: more.description ?? '',
    source,
    run_id: more.run === undefined ? '' : runId(more.run),
    run_link: '',
    status: 'READY',
    ...(more.tags ? { tags: pairs(more.tags) } : {}),
  };
}
