import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { linkUid, uidOf } from '../rows/names.ts';
import type { Model, ModelEvaluation } from './answers.ts';
import type { TrainingPipeline } from './answers-jobs.ts';
import { versionName } from './deployed.ts';

export const read = answersOf<{
  'models.listVersions': Model;
  'models.evaluations.list': { modelEvaluations?: ModelEvaluation[] };
  'trainingPipelines.get': TrainingPipeline;
}>('aiplatform');

const settings = fromScope((answers) => answers.settings.approval);
const labels = read.raw('models.listVersions', '/labels');
const aliases = derive([read.raw('models.listVersions', '/versionAliases')], (list) => list ?? []);

/** Approval is a label or an alias here: names and words are those of the config. Nothing set is none. */
export const approval = derive([labels, settings], (set = {}, { tags, approved }) => {
  const found = tags
    .map((name) => set[name] ?? set[name.toLowerCase()])
    .find((value) => value !== undefined && value !== '');
  if (found === undefined) return 'none' as const;
  const word = found.toLowerCase();
  if (approved.some((one) => one.toLowerCase() === word)) return 'approved' as const;
  if (['rejected', 'denied', 'failed', 'false'].includes(word)) return 'rejected' as const;
  return word.startsWith('pending')
    ? ('pending' as const)
    : missing(`the label's value ${found} is no word for approval`);
});

/** The alias `default`, which one version always bears, says nothing of production. */
export const stage: Spec<'production' | 'staging' | 'development' | 'archived' | 'none'> = derive(
  [aliases, labels, settings],
  (list, set = {}, { productionAliases }) => {
    const words = [...list, set.stage ?? '', set.env ?? ''].map((one) => one.toLowerCase());
    if (words.some((one) => productionAliases.some((name) => name.toLowerCase() === one))) return 'production';
    if (words.some((one) => one === 'staging' || one === 'stage')) return 'staging';
    if (words.some((one) => ['development', 'dev', 'experimental'].includes(one))) return 'development';
    return words.includes('archived') ? 'archived' : 'none';
  },
);

export const evaluationsRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'models.evaluations.list',
  permission: 'aiplatform.modelEvaluations.list',
  pages: {
    items: 'modelEvaluations',
    ask: 'pageToken',
    answer: 'nextPageToken',
    size: ['pageSize', 100],
    emptyOmitted: 'https://protobuf.dev/programming-guides/json/#presence',
  },
  input: (item) => ({ name: versionName(String(item.name), String(item.versionId)) }),
};

/** An evaluation measures quality; it may be sliced for bias, and explain. */
export const tests = derive([read.raw('models.evaluations.list', '/modelEvaluations')], (list) => {
  const out = new Set<'quality' | 'bias' | 'explainability'>();
  for (const one of list ?? []) {
    if (one.metricsSchemaUri || one.metrics !== undefined) out.add('quality');
    if (one.biasConfigs !== undefined) out.add('bias');
    if (one.modelExplanation !== undefined || (one.explanationSpecs ?? []).length > 0) out.add('explainability');
  }
  return [...out];
});

/** Who made the base of it. */
export const origin = derive(
  [read.raw('models.listVersions', '/modelSourceInfo/sourceType'), read.raw('models.listVersions', '/baseModelSource')],
  (type, base): 'own' | 'provider' | 'public' | ReturnType<typeof missing> => {
    if (base?.modelGardenSource !== undefined) return gardenOrigin(base.modelGardenSource.publicModelName);
    if (base?.genieSource !== undefined) return 'provider';
    switch (type) {
      case 'CUSTOM':
      case 'AUTOML':
      case 'BQML':
        return 'own';
      case 'GENIE':
      case 'CUSTOM_TEXT_EMBEDDING':
        return 'provider';
      case 'MARKETPLACE':
        return 'public';
      default:
        return missing(type === undefined ? 'the source is not told' : `source ${type} does not say who made it`);
    }
  },
);

/** `publishers/google/models/...`; other publishers are not the provider. */
function gardenOrigin(name: string | undefined): 'provider' | 'public' | ReturnType<typeof missing> {
  if (!name) return missing('which model of the garden it is based on is not told');
  return /(^|\/)publishers\/google\//.test(name) ? 'provider' : 'public';
}

/** The training pipeline or the pipeline job that made it. */
export const trainingRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'trainingPipelines.get',
  permission: 'aiplatform.trainingPipelines.get',
  memo: true,
  expects: 'name',
  input: (_item, got) => {
    const name = read.raw('models.listVersions', '/trainingPipeline').map(got).value;
    return typeof name === 'string' && name !== '' ? { name } : null;
  },
};

const everything = fromScope((answers) => answers);
/** Runs and steps are in ML Metadata, which this version does not read: never taken for none. */
const lineage = missing('not read by this version: the lineage of the model in Vertex ML Metadata', 'out-of-scope');

/** Jobs that made it: a training pipeline is one; the steps of a pipeline job are told by its lineage. */
export const jobs = derive(
  [read.raw('models.listVersions', '/trainingPipeline'), read.raw('models.listVersions', '/pipelineJob'), everything],
  (pipeline, job, answers) => (pipeline ? [linkUid('aiplatform', pipeline, answers)] : job ? lineage : []),
);

/** Runs that made it. */
export const runs: Spec<(string | MissingValue)[]> = { reads: [], map: () => ({ value: lineage, from: [] }) };

/** Datasets that its training pipeline read. */
export const datasets = deriveSome(
  [
    read.raw('models.listVersions', '/trainingPipeline'),
    read.raw('trainingPipelines.get', '/inputDataConfig/datasetId'),
    everything,
  ],
  (pipeline, id, answers) => {
    if (isMissingValue(pipeline)) return pipeline;
    if (isMissingValue(id)) return id;
    if (!pipeline || isMissingValue(answers)) return lineage; // the scope is never missing
    if (!id) return [];
    return [linkUid('aiplatform', `${pipeline.replace(/\/trainingPipelines\/.*$/, '')}/datasets/${id}`, answers)];
  },
);

/** The model that it is a version of. */
export const modelUid: Spec<string> = derive(
  [read.raw('models.listVersions', '/name'), everything],
  (name, { scope }) => uidOf('aiplatform', String(name).replace(/@[^/]*$/, ''), scope),
);
