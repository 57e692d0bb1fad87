import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, stateOf } from '../rows/common.ts';
import type { EvaluationRun } from './answers-beta.ts';
import { about, nameOf, uid } from './common.ts';
import { versionUid } from './deployed.ts';
import { jobList } from './job-rows.ts';

const operation = 'evaluationRuns.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'evaluationRuns.list': EvaluationRun }>('aiplatform');
const why = 'Google runs the evaluation, and keeps its results with the project.';

type Subject = 'quality' | 'bias' | 'robustness' | 'safety' | 'grounding';

/** What a metric is about, by its name. @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/models/determine-eval */
function subjectOf(metric: string): Subject {
  if (/safety|toxic|harm/i.test(metric)) return 'safety';
  if (/ground|hallucinat|faithful/i.test(metric)) return 'grounding';
  if (/bias|fairness/i.test(metric)) return 'bias';
  return /robust|perturb|adversar/i.test(metric) ? 'robustness' : 'quality';
}

export const evaluationRuns = collector({
  provider: 'gcp',
  id: 'gcp/vertex/evaluation-run',
  service: 'aiplatform',
  kind: 'ml.evaluation',
  nativeType: 'aiplatform.googleapis.com/EvaluationRun',
  at: 'region',
  list: jobList(operation, 'evaluationRuns', 'create_time desc'),
  reads: [],
  uid,
  name: nameOf,
  facts: {
    ...own.facts,
    // A run is not changed once it is made.
    modifiedAt: own.facts.createdAt,
    keyAtRest: notSupported(why),
    stores: notSupported(why),
    runsAs: notSupported(why),
    subjects: derive([raw(operation, '/evaluationConfig/metrics')], (list): Subject[] => [
      ...new Set((list ?? []).map((one) => subjectOf(one.metric ?? ''))),
    ]),
    outcome: from(
      operation,
      '/state',
      byTable('state', {
        PENDING: 'running',
        RUNNING: 'running',
        INFERENCE: 'running',
        GENERATING_RUBRICS: 'running',
        SUCCEEDED: 'succeeded',
        FAILED: 'failed',
        CANCELLED: 'stopped',
      } as const),
      { absent: missing() },
    ),
    human: byDesign(
      false,
      'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/models/evaluation-overview',
      '2026-11',
    ) as Spec<boolean>,
    state: from(
      operation,
      '/state',
      stateOf({
        PENDING: 'pending',
        RUNNING: 'active',
        INFERENCE: 'active',
        GENERATING_RUBRICS: 'active',
        SUCCEEDED: 'stopped',
        FAILED: 'failed',
        CANCELLED: 'stopped',
      }),
      { absent: missing() },
    ),
    lastUsedAt: notSupported('An evaluation runs once.'),
    idleStopMinutes: notSupported('An evaluation ends by itself.'),
  },
  links: {
    keys: notSupported(why),
    principals: notSupported(why),
    versions: derive([raw(operation, '/inferenceConfigs'), fromScope((answers) => answers)], (configs, answers) =>
      Object.values(configs ?? {}).flatMap(({ model }) =>
        model && /^projects\/[^/]+\/locations\/[^/]+\/models\//.test(model)
          ? [versionUid(model, undefined, answers) ?? missing('the version is not told')]
          : [],
      ),
    ),
  },
});
