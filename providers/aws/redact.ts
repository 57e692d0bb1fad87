import type { Json, JsonObject } from '../../src/model/json.ts';

/** Members whose strings are secrets or may hold them, wherever they stand in an answer of SageMaker. */
const secretMaps = new Set([
  'Environment',
  'HyperParameters',
  'StaticHyperParameters',
  'ContainerEntrypoint',
  'ContainerArguments',
]);
/** Scripts and documents: the whole text goes. */
const secretTexts = new Set([
  'Content',
  'StudioLifecycleConfigContent',
  'PipelineDefinition',
  'PipelineDefinitionBody',
]);

/**
 * Takes secrets out of an AWS answer: environment variables, hyperparameters, scripts, pipeline definitions and any
 * string that looks like a token become `redacted:<type>:<keyed digest>`. Equal values stay recognisably equal.
 */
export function redactAws(service: string, operation: string, body: Json, digest: (secret: string) => string): Json {
  if (service !== 'sagemaker') return tokens(body, digest);
  return walk(body, operation, digest);
}

function walk(value: Json, operation: string, digest: (secret: string) => string): Json {
  if (typeof value === 'string') return token(value, digest);
  if (Array.isArray(value)) return value.map((item) => walk(item, operation, digest));
  if (value === null || typeof value !== 'object') return value;
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (secretMaps.has(key)) out[key] = hide(item, digest);
    else if (secretTexts.has(key) && typeof item === 'string' && operation !== 'DescribeModelCard')
      out[key] = mark('script', item, digest);
    else out[key] = walk(item, operation, digest);
  }
  return out;
}

/** Every leaf below becomes a tag; names of variables stay, since they tell what is set. */
function hide(value: Json, digest: (secret: string) => string): Json {
  if (typeof value === 'string') return mark('string', value, digest);
  if (typeof value === 'number') return mark('number', String(value), digest);
  if (Array.isArray(value)) return value.map((item) => hide(item, digest));
  if (value === null || typeof value !== 'object') return value;
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) out[key] = hide(item, digest);
  return out;
}

function mark(type: string, secret: string, digest: (secret: string) => string): string {
  return `redacted:${type}:${digest(secret)}`;
}

function tokens(value: Json, digest: (secret: string) => string): Json {
  if (typeof value === 'string') return token(value, digest);
  if (Array.isArray(value)) return value.map((item) => tokens(item, digest));
  if (value === null || typeof value !== 'object') return value;
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) out[key] = tokens(item, digest);
  return out;
}

/** Tokens that give themselves away by their form, in a tag or a description. */
const forms = [
  /AKIA[0-9A-Z]{16}/,
  /ASIA[0-9A-Z]{16}/,
  /gh[pousr]_[A-Za-z0-9]{36}/,
  /hf_[A-Za-z0-9]{30}/,
  /xox[abpr]-[A-Za-z0-9-]{10}/,
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/,
];

function token(value: string, digest: (secret: string) => string): string {
  if (value.length < 16) return value;
  return forms.some((form) => form.test(value)) ? mark('token', value, digest) : value;
}
