import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { isObject, listOf, listOrEmpty, objectOf, shapeError, textOf } from '../analysis/shape.ts';
import type { ImageRow } from '../rows/supply.ts';

type Purpose =
  | 'validate-data'
  | 'train'
  | 'evaluate'
  | 'explain'
  | 'check-bias'
  | 'approve'
  | 'register'
  | 'deploy'
  | 'other';
export interface Step {
  name: string;
  purpose: Purpose | MissingValue;
}

export interface Pipeline {
  steps: Step[];
  /** A condition stands before every step that registers or deploys; undefined where no step does. */
  gated: boolean | undefined | MissingValue;
  images: (ImageRow | MissingValue)[];
}

type Json = Record<string, unknown>;
/** Steps within steps: nobody nests deeper. */
const deepest = 20;

/**
 * What a pipeline definition says of its steps.
 *
 * @param text JSON in the schema of SageMaker pipelines.
 * @throws PlumblineError RESPONSE_SHAPE and SyntaxError when the text is no such definition.
 * @see https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
 */
export function readPipeline(text: string): Pipeline {
  const definition = objectOf(JSON.parse(text), 'the pipeline definition');
  const found = walk(listOf(definition.Steps, 'Steps'), 0);
  return {
    steps: found.map(({ step, purpose }) => ({ name: nameOf(step), purpose })),
    gated: gatedIn(found),
    images: found.flatMap(({ step }) => imagesOf(step)),
  };
}

interface Found {
  step: Json;
  purpose: Purpose | MissingValue;
  /** What its name says, where its type says nothing. */
  hint: Purpose | undefined;
  conditional: boolean;
}

function gatedIn(found: readonly Found[]): Pipeline['gated'] {
  const released = found.filter(releases);
  if (released.length === 0) return undefined;
  const open = released.filter(({ conditional }) => !conditional);
  if (open.length === 0) return true;
  if (open.some(({ purpose }) => !isMissingValue(purpose))) return false;
  return missing('only the names of steps say that they register or deploy: ask for their code', 'not-exposed');
}

/** Steps in the order in which they stand; those in a branch of a condition run only when it says so. */
function walk(list: readonly unknown[], depth: number): Found[] {
  if (depth > deepest) throw shapeError('Steps are nested deeper than any pipeline has them');
  return list.flatMap((item): Found[] => {
    const step = objectOf(item, 'a step');
    const own: Found = { step, ...purposeOf(step), conditional: false };
    if (step.Type !== 'Condition') return [own];
    const branches = objectOf(step.Arguments ?? {}, 'Arguments');
    const ifSteps = walk(listOrEmpty(branches.IfSteps, 'IfSteps'), depth + 1);
    const elseSteps = walk(listOrEmpty(branches.ElseSteps, 'ElseSteps'), depth + 1);
    // Without a condition, or with a release in both branches, nothing stands in the way.
    const decides =
      listOrEmpty(branches.Conditions, 'Conditions').length > 0 &&
      !(ifSteps.some(releases) && elseSteps.some(releases));
    const inside = [...ifSteps, ...elseSteps];
    return [own, ...(decides ? inside.map((found) => ({ ...found, conditional: true })) : inside)];
  });
}

function releases({ purpose, hint }: Found): boolean {
  const told = isMissingValue(purpose) ? hint : purpose;
  return told === 'register' || told === 'deploy';
}

function nameOf(step: Json): string {
  return textOf(step.Name, 'Name') ?? '';
}

/** Maps, not objects: a definition may name a type `constructor`. */
const byType: ReadonlyMap<unknown, Purpose> = new Map([
  ['Training', 'train'],
  ['Tuning', 'train'],
  ['AutoML', 'train'],
  ['RegisterModel', 'register'],
  ['Endpoint', 'deploy'],
  ['InferenceComponent', 'deploy'],
  ['BedrockCustomModel', 'train'],
  ['BedrockCustomModelDeployment', 'deploy'],
  ['BedrockProvisionedModelThroughput', 'deploy'],
]);
const checks: ReadonlyMap<unknown, Purpose> = new Map([
  ['DATA_QUALITY', 'validate-data'],
  ['MODEL_QUALITY', 'evaluate'],
  ['DATA_BIAS', 'check-bias'],
  ['MODEL_BIAS', 'check-bias'],
  ['MODEL_EXPLAINABILITY', 'explain'],
]);
/** Words in the name of a step whose code AWS does not show. */
const words: readonly (readonly [RegExp, Purpose])[] = [
  [/valid|data.?quality/i, 'validate-data'],
  [/eval/i, 'evaluate'],
  [/expla|shap/i, 'explain'],
  [/bias|fair/i, 'check-bias'],
  [/appro/i, 'approve'],
  [/deploy/i, 'deploy'],
  [/regist/i, 'register'],
];

/** By its type; a check that is skipped checks nothing, and what only a name says is for a person to confirm. */
function purposeOf(step: Json): Pick<Found, 'purpose' | 'hint'> {
  const type = textOf(step.Type, 'Type') ?? '';
  if (type === 'QualityCheck' || type === 'ClarifyCheck') return { purpose: purposeOfCheck(step), hint: undefined };
  const own = byType.get(type);
  if (own !== undefined) return { purpose: own, hint: undefined };
  if (ofPlatform.has(type)) return { purpose: 'other', hint: undefined };
  const hint = words.find(([form]) => form.test(nameOf(step)))?.[1];
  if (hint === undefined) return { purpose: 'other', hint };
  return { purpose: missing(`only its name says that it is there to ${hint}: ask for its code`, 'not-exposed'), hint };
}

/** Types that say what they do, and for which there is no word. */
const ofPlatform: ReadonlySet<string> = new Set([
  'Condition',
  'Fail',
  'Model',
  'Transform',
  'EndpointConfig',
  'Lineage',
]);

function purposeOfCheck(step: Json): Purpose | MissingValue {
  if (step.SkipCheck === true) return 'other';
  if (step.SkipCheck !== undefined && step.SkipCheck !== false) {
    return missing('whether the check is skipped is decided when it runs', 'not-exposed');
  }
  return checks.get(step.CheckType) ?? missing('a check of a type that is not known to this version');
}

/** Images that a step's job runs; one that is a parameter is known when the pipeline runs. */
function imagesOf(step: Json): (ImageRow | MissingValue)[] {
  const given = isObject(step.Arguments) ? step.Arguments : {};
  const at = (part: unknown, name: string): unknown[] =>
    isObject(part) && part[name] !== undefined ? [part[name]] : [];
  const containers = [
    ...at(given, 'PrimaryContainer'),
    ...listOrEmpty(given.Containers, 'Containers'),
    ...at(given.InferenceSpecification, 'Containers').flatMap((list) => listOrEmpty(list, 'Containers')),
  ];
  const refs = [
    ...at(given.AlgorithmSpecification, 'TrainingImage'),
    ...at(given.AppSpecification, 'ImageUri'),
    ...containers.flatMap((container) => at(container, 'Image')),
  ];
  return refs.map((ref) =>
    typeof ref === 'string' ? { ref } : missing('the image is a parameter of the pipeline', 'not-exposed'),
  );
}
