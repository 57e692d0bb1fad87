import type { Json, JsonObject } from '../../src/model/json.ts';

/** How a document is redacted: all values below, or only what looks like a secret. */
export interface Hide {
  all(value: Json): Json;
  tokens(value: Json): Json;
  text(type: string, text: string): string;
}

/** Steps within steps: nobody nests deeper. */
const deepest = 20;

/**
 * A pipeline definition without values: names and types of steps and parameters, what follows what, what is checked,
 * and the images that run stay, since verdicts rest on them.
 *
 * @see https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
 */
export function pipelineDefinition(text: string, hide: Hide): string {
  const definition = objectIn(text);
  if (!definition) return hide.text('script', text);
  return JSON.stringify(
    kept(definition, hide, {
      Version: hide.tokens,
      Parameters: (list) => each(list, hide, (one) => kept(one, hide, { Name: hide.tokens, Type: hide.tokens })),
      Steps: (list) => steps(list, hide, 0),
    }),
  );
}

/** A model card: its words stay, but for parameters and what looks like a secret. */
export function modelCard(text: string, hide: Hide): string {
  const card = objectIn(text);
  return card ? JSON.stringify(hide.tokens(card)) : hide.text('script', text);
}

type Keep = Readonly<Record<string, (value: Json) => Json>>;

function steps(list: Json, hide: Hide, depth: number): Json {
  if (depth > deepest) return hide.all(list);
  return each(list, hide, (step) =>
    kept(step, hide, {
      Name: hide.tokens,
      Type: hide.tokens,
      CheckType: hide.tokens,
      DependsOn: hide.tokens,
      Arguments: (given) =>
        isObject(given)
          ? step.Type === 'Condition'
            ? branches(given, hide, depth)
            : images(given, hide)
          : hide.all(given),
    }),
  );
}

function branches(given: JsonObject, hide: Hide, depth: number): Json {
  return kept(given, hide, {
    Conditions: (list) => each(list, hide, (one) => kept(one, hide, { Type: hide.tokens })),
    IfSteps: (list) => steps(list, hide, depth + 1),
    ElseSteps: (list) => steps(list, hide, depth + 1),
  });
}

/** What a step's job is told, without values; the images stay. */
function images(given: JsonObject, hide: Hide): Json {
  const within = (keep: Keep) => (value: Json) => (isObject(value) ? kept(value, hide, keep) : hide.all(value));
  const containers = (list: Json) => each(list, hide, within({ Image: reference }));
  const reference = (value: Json) => (typeof value === 'string' ? hide.tokens(value) : hide.all(value));
  return kept(given, hide, {
    AlgorithmSpecification: within({ TrainingImage: reference }),
    AppSpecification: within({ ImageUri: reference }),
    PrimaryContainer: within({ Image: reference }),
    Containers: containers,
    InferenceSpecification: within({ Containers: containers }),
  });
}

/** Members that are named are kept as they are told; of all others only the names. */
function kept(value: JsonObject, hide: Hide, keep: Keep): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      Object.hasOwn(keep, name) ? keep[name]?.(item) : hide.all(item),
    ]),
  ) as JsonObject; // every member has a value
}

function each(list: Json, hide: Hide, one: (item: JsonObject) => Json): Json {
  return Array.isArray(list) ? list.map((item) => (isObject(item) ? one(item) : hide.all(item))) : hide.all(list);
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json; // JSON by its parser
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
