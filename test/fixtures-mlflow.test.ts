import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { mapped, type Table, usual } from '../providers/mlflow/testing/map.ts';
import { experiments } from '../providers/mlflow/tracking/experiment.ts';
import { modelVersions } from '../providers/mlflow/tracking/model-version.ts';
import { isPrompt, registeredModels } from '../providers/mlflow/tracking/registered-model.ts';
import { runs } from '../providers/mlflow/tracking/run.ts';
import type { Json, JsonObject } from '../src/model/json.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'mlflow');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: exports of MLflow servers, since ${folder} is not there`);

/** What the export tool wrote of an entity that it read over REST. */
function exported(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).mlflow;
}

/** Tags are maps in the exports of some entities; the API answers lists. Members that begin with _ are the tool's own. */
function answered(entity: Json | undefined): JsonObject {
  const { tags, ...rest } = entity as JsonObject; // an entity is an object
  const own = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => !name.startsWith('_') && value !== null),
  );
  return tags === undefined ? own : { ...own, tags: listed(tags) };
}

function listed(tags: Json): JsonObject[] {
  if (Array.isArray(tags)) return tags as JsonObject[]; // lists of pairs, as the API has them
  return Object.entries(tags as JsonObject).map(([key, value]) => ({ key, value }));
}

/** A run as `runs/search` answers it. Metrics are exported with their history; the API answers the last value of each. */
function runOf(name: string): JsonObject {
  const { info, params, metrics, tags, inputs } = exported(name);
  return {
    info: answered(info),
    data: {
      params: listed(params ?? {}),
      metrics: Object.entries(metrics as JsonObject).map(([key, history]) => ({
        key,
        value: (history as JsonObject[]).at(-1)?.value ?? 0,
      })), // a history is a list of points
      tags: listed(tags ?? {}),
    },
    ...(inputs ? { inputs } : {}),
  };
}

describe.skipIf(!there)('exports of real servers', () => {
  test.each([
    [
      'experiment.oss-2.0',
      {
        name: 'sklearn_wine',
        artifactUri: '/opt/mlflow/server/mlruns/1',
        state: 'active',
        owner: '',
        documents: [],
        createdAt: '2022-12-15T02:17:44.091Z',
        modifiedAt: '2022-12-15T02:17:44.091Z',
        '->buckets': [],
      },
    ],
    [
      'experiment.oss-src-tags',
      { uid: 'mlflow://mlflow.example/experiment/1', state: 'active', createdAt: '2023-05-21T19:46:13.087Z' },
    ],
    [
      'experiment.databricks-with-permissions',
      {
        artifactUri: 'dbfs:/databricks/mlflow-tracking/1280664374380606',
        owner: expect.stringMatching(/^[a-z]+@mycompany\.com$/),
        documents: ['description'],
        createdAt: '2023-04-16T07:36:10.495Z',
        modifiedAt: '2023-05-13T02:44:37.431Z',
      },
    ],
  ])('%s', (name, expected) => {
    expect(mapped(experiments, { item: answered(exported(name).experiment) })).toMatchObject(expected);
  });

  test.each([
    [
      'run.oss-2.0',
      {
        name: 'silent-dog-788',
        sourceRevision: 'd38984e536ac5102ccd495fdafe487a418378009',
        outcome: 'succeeded',
        paramsLogged: 1,
        metricsLogged: 2,
        datasetsLogged: 0,
        ranBy: expect.stringMatching(/^[a-z]+$/),
        startedAt: '2022-12-06T04:39:55.769Z',
        modifiedAt: '2022-12-06T04:39:58.938Z',
      },
    ],
    // No commit, but the revision of the notebook; the user stands in a tag.
    [
      'run.databricks',
      {
        sourceRevision: '1683945880975',
        outcome: 'succeeded',
        paramsLogged: 2,
        metricsLogged: 2,
        ranBy: expect.stringMatching(/^[a-z]+@mycompany\.com$/),
      },
    ],
  ])('%s', (name, expected) => {
    expect(mapped(runs, { item: runOf(name) })).toMatchObject(expected);
  });

  test.each([
    [
      'registered-model.oss-2.1',
      {
        name: 'sklearn_wine',
        documents: ['description'],
        owner: '',
        tags: { info: 'Skearn Wine Quality model' },
        createdAt: '2023-01-01T19:31:27.738Z',
        modifiedAt: '2023-01-01T19:31:27.764Z',
      },
    ],
    ['registered-model.oss-2.3-aliases', { documents: ['description'], state: 'active' }],
    ['registered-model.databricks-with-permissions', { owner: expect.stringMatching(/^[a-z]+@mycompany\.com$/) }],
    [
      'registered-model.databricks-deleted-runs',
      { owner: expect.stringMatching(/^[a-z]+@mycompany\.com$/), documents: [], tags: { 'mlflow.version': '2.2.1' } },
    ],
  ])('%s', (name, expected) => {
    expect(mapped(registeredModels, { item: answered(exported(name).registered_model) })).toMatchObject(expected);
  });

  describe('versions', () => {
    const gone = { GetRun: 'error RESOURCE_DOES_NOT_EXIST', RunFiles: 'error RESOURCE_DOES_NOT_EXIST' } as const;
    const versionsOf = (name: string) => {
      const model = answered(exported(name).registered_model);
      const list = (model.versions ?? model.latest_versions) as JsonObject[]; // one of them is there
      return { model, list: list.map(answered) };
    };
    const read = (model: JsonObject, item: JsonObject, more: Table = gone) =>
      mapped(modelVersions, { item, reads: { ...usual, GetRegisteredModel: { registered_model: model }, ...more } });

    it('registered-model.oss-2.1: in production by its stage', () => {
      const { model, list } = versionsOf('registered-model.oss-2.1');
      expect(read(model, list[0] ?? {})).toMatchObject({
        name: 'sklearn_wine/1',
        stage: 'production',
        approval: 'none',
        documents: ['description'],
        registeredBy: 'missing: not-exposed',
        '->runs': [],
      });
    });

    it('registered-model.oss-2.3-aliases: aliases that the config names count, others do not', () => {
      const { model, list } = versionsOf('registered-model.oss-2.3-aliases');
      expect(list.map((item) => read(model, item).stage)).toEqual(['production', 'staging', 'none']);
      const named = { approval: { tags: [], approved: [], productionAliases: ['just-in-case'] } };
      const by = list.map(
        (item) =>
          mapped(modelVersions, {
            item,
            settings: named,
            reads: { ...usual, GetRegisteredModel: { registered_model: model }, ...gone },
          }).stage,
      );
      expect(by).toEqual(['production', 'staging', 'production']);
    });

    it('a version leads to the run that made it, where that is there', () => {
      const { model, list } = versionsOf('registered-model.oss-2.1');
      const run = runOf('run.oss-2.0');
      const source = '/opt/mlflow/server/mlruns/2/8a6af43e756f433da7a90fd6b4e49c3a/artifacts/sklearn-model';
      const found = read(
        model,
        { ...list[0], source },
        { GetRun: { run }, RunFiles: { root_uri: 'x' }, ModelFiles: { root_uri: 'x' } },
      );
      expect(found).toMatchObject({
        artifacts: [{ uri: source, pinned: false, format: 'pickle' }],
        signature: false,
        origin: 'own',
        tests: ['quality'],
        sourceRevision: 'd38984e536ac5102ccd495fdafe487a418378009',
        '->runs': ['mlflow://mlflow.example/run/8a6af43e756f433da7a90fd6b4e49c3a'],
      });
    });

    it('model-version.databricks: of Unity Catalog, without a stage', () => {
      const item = answered(exported('model-version.databricks').model_version);
      expect(read({ name: String(item.name), aliases: [{ alias: 'white_2', version: '15' }] }, item)).toMatchObject({
        name: expect.stringMatching(/^[a-z]+_catalog\.ml_models2\.sklearn_wine_best\/15$/),
        stage: 'none',
        approval: 'none',
        registeredBy: 'redacted-user@example.com',
        state: 'active',
        createdAt: '2024-06-05T01:53:59.516Z',
        '->models': [expect.stringMatching(/^mlflow:\/\/mlflow\.example\/model\/[a-z]+_catalog\.ml_models2/)],
      });
    });
  });

  it('prompt.oss-3: kept as a registered model with a tag, and no model', () => {
    const prompt = answered(exported('prompt.oss-3').prompt);
    expect(isPrompt(prompt)).toBe(false);
    expect(
      isPrompt({
        ...prompt,
        tags: [...(prompt.tags as JsonObject[]), { key: 'mlflow.prompt.is_prompt', value: 'true' }],
      }),
    ).toBe(true); // a list, as made above
  });
});
