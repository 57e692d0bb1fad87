import type { Json, JsonObject } from '../../src/model/json.ts';
import { countPlainSecrets, looksLikeSecret } from '../analysis/secrets.ts';
import { type Hide, modelCard, pipelineDefinition } from './redact-documents.ts';

/** Makes a digest of a secret; equal secrets give equal ones. */
export type Digest = (secret: string) => string;

/** Members whose values are secrets or may hold them, wherever they stand. Their names stay: they tell what is set. */
const secretValues = new Set([
  'Environment',
  'EnvironmentVariables',
  'Variables',
  'HyperParameters',
  'StaticHyperParameters',
  'DefaultHyperParameters',
  'ContainerEntrypoint',
  'ContainerArguments',
  'RuleParameters',
  'HookParameters',
  'CollectionParameters',
  'ProfilingParameters',
  'hyper_parameters',
  'user_provided_hyper_parameters',
  // Bedrock and its agents write names small.
  'environmentVariables',
  'hyperParameters',
  'parentActionGroupSignatureParams',
  'failureReasons',
]);

/** Texts that go as a whole: scripts, prompts, queries, and the words of failed jobs, which quote their command line. */
const secretTexts = new Set([
  'Content',
  'StudioLifecycleConfigContent',
  'UserData',
  'QueryString',
  'ContentTemplate',
  'FailureReason',
  'ExitMessage',
  // Prompts of agents, and what they are told of their tools.
  'instruction',
  'instructions',
  'basePromptTemplate',
  'collaborationInstruction',
  'appendToPrompt',
  'payload',
  'failureReason',
  'failureMessage',
]);

/** What a guardrail looks for is written by people: forbidden topics with examples, words, patterns. Names stay. */
const ofOperation: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['GetGuardrail', new Set(['definition', 'examples', 'text', 'pattern'])],
  ['GetModelInvocationJob', new Set(['message'])],
  ['ListModelInvocationJobs', new Set(['message'])],
]);

/** Texts that are JSON documents: what tells how things are done stays. */
const documents: ReadonlyMap<string, (text: string, hide: Hide) => string> = new Map([
  ['PipelineDefinition', pipelineDefinition],
  ['PipelineDefinitionBody', pipelineDefinition],
  ['ModelCardContent', modelCard],
]);

/** Maps and lists of names and values that people fill in: a value goes where its name or its form gives it away. */
const labels = new Set(['Tags', 'TagSet', 'TagList', 'tags', 'CustomerMetadataProperties', 'MetadataProperties']);

/**
 * Takes secrets out of an AWS answer: environment variables, parameters, arguments, scripts, the values in pipeline
 * definitions, and any string that looks like a token become `redacted:<type>:<keyed digest>`. Equal values stay
 * recognisably equal.
 */
export function redactAws(_service: string, operation: string, body: Json, digest: Digest): Json {
  const hide: Hide = {
    all: (value) => everything(value, digest),
    tokens: (value) => walk(value, hide, operation),
    text: (type, text) => mark(type, text, digest),
  };
  return walk(body, hide, operation);
}

/** What holds no secret is given back as it is: most answers hold none, and a scan reads one a call. */
function walk(value: Json, hide: Hide, operation: string): Json {
  if (typeof value === 'string') return token(value, hide);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let list: Json[] | undefined;
    let index = 0;
    for (const item of value) {
      const clean = walk(item, hide, operation);
      if (clean !== item) list ??= value.slice(0, index);
      list?.push(clean);
      index += 1;
    }
    return list ?? value;
  }
  let out: JsonObject | undefined;
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    const clean = member(key, item, hide, operation);
    if (clean === item) continue;
    out ??= copyOf(value);
    put(out, key, clean);
  }
  return out ?? value;
}

function copyOf(value: JsonObject): JsonObject {
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) put(out, key, item);
  return out;
}

function member(key: string, value: Json, hide: Hide, operation: string): Json {
  if (secretValues.has(key) || ofOperation.get(operation)?.has(key)) return hide.all(value);
  if (labels.has(key)) return labelled(value, hide);
  if (typeof value !== 'string') return walk(value, hide, operation);
  const document = key === 'Content' && operation === 'DescribeModelCard' ? modelCard : documents.get(key);
  if (document) return document(value, hide);
  return secretTexts.has(key) ? hide.text('script', value) : token(value, hide);
}

/** `{ name: value }` and `[{ Key, Value }]`, in KMS `[{ TagKey, TagValue }]`, in Bedrock `[{ key, value }]`. */
function labelled(value: Json, hide: Hide): Json {
  const one = (name: string, text: Json): Json =>
    typeof text === 'string' && countPlainSecrets({ [name]: text }) > 0 ? hide.text('token', text) : hide.tokens(text);
  if (Array.isArray(value)) {
    return value.map((item) => {
      if (item === null || typeof item !== 'object' || Array.isArray(item)) return hide.tokens(item);
      let pair = hide.tokens(item) as JsonObject; // an object stays one
      for (const [name, text] of [
        ['Key', 'Value'],
        ['TagKey', 'TagValue'],
        ['key', 'value'],
      ] as const) {
        if (typeof item[name] !== 'string' || item[text] === undefined) continue;
        const clean = one(item[name], item[text]);
        if (clean !== pair[text]) pair = { ...copyOf(pair), [text]: clean };
      }
      return pair;
    });
  }
  if (value === null || typeof value !== 'object') return hide.tokens(value);
  const out: JsonObject = {};
  for (const [name, text] of Object.entries(value)) put(out, name, one(name, text));
  return out;
}

function everything(value: Json, digest: Digest): Json {
  if (typeof value === 'string') return mark('string', value, digest);
  if (typeof value === 'number') return mark('number', String(value), digest);
  if (Array.isArray(value)) return value.map((item) => everything(item, digest));
  if (value === null || typeof value !== 'object') return value;
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) put(out, key, everything(item, digest));
  return out;
}

function token(value: string, hide: Hide): string {
  return value.length >= 12 && looksLikeSecret(value) ? hide.text('token', value) : value;
}

function mark(type: string, secret: string, digest: Digest): string {
  return `redacted:${type}:${digest(secret)}`;
}

/** Names are untrusted text: `__proto__` is one as well. */
function put(into: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') into[name] = value;
  else Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true });
}
