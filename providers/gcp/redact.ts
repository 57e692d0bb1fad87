import type { Json, JsonObject } from '../../src/model/json.ts';
import { countPlainSecrets, looksLikeSecret } from '../analysis/secrets.ts';

/** Makes a digest of a secret; equal secrets give equal ones. */
type Digest = (secret: string) => string;

/**
 * Members whose values are secrets or may hold them, wherever they stand: arguments and environments of containers,
 * parameters of runs, inputs of AutoML, constants and defaults in pipeline definitions, keys of vector databases. The
 * names in them stay: they tell what is set.
 */
const hidden: ReadonlySet<string> = new Set([
  'args',
  'command',
  'trainingTaskInputs',
  'trainingTaskMetadata',
  'modelParameters',
  'queryVariables',
  'parameterValues',
  'parameters',
  'constant',
  'constantValue',
  'defaultValue',
  'stringValue',
  'fixedParameters',
  'parameterSpecDefaults',
  'apiKeyString',
  'privateKeyData',
  'sparkProperties',
  'properties',
]);

/** Lists of `{ name, value }`, or maps, whose values go. */
const environments: ReadonlySet<string> = new Set(['env', 'environmentVariables', 'envVariables', 'httpHeaders']);

/** Texts that go as a whole: prompts, data, scripts. Objects below these names go as a whole, too. */
const wholeTexts: ReadonlySet<string> = new Set([
  'systemInstruction',
  'directNotebookSource',
  'contents',
  'samplePredictInstance',
  'userDatasetExamples',
  'generateMemoriesExamples',
  'promptTemplate',
  'promptTemplateData',
  'promptTemplateText',
  'metricPromptTemplate',
  'startup-script',
  'shutdown-script',
  'windows-startup-script-ps1',
  'user-data',
  'startupScript',
  'postStartupScript',
  'sourceCode',
  'sourceArchive',
  'cloud-init',
]);

/** Names and values that people fill in: a value goes where its name or its form gives it away. `tags` is our fact. */
const labels: ReadonlySet<string> = new Set([
  'labels',
  'metadata',
  'userLabels',
  'resourceLabels',
  'annotations',
  'tags',
]);

/** Messages of failed jobs quote their command line. */
const errors: ReadonlySet<string> = new Set(['error', 'jobError', 'partialFailures', 'stateDetails', 'stateMessage']);

/** Members with names that say little, by what they stand in: what a cluster reports, and what a step compares with. */
const within: ReadonlyMap<string, readonly [member: string, type: string]> = new Map([
  ['status', ['detail', 'message']],
  ['statusHistory', ['detail', 'message']],
  ['triggerPolicy', ['condition', 'parameter']],
]);

/**
 * Takes secrets out of an answer of Google Cloud: they become `redacted:<type>:<keyed digest>`. Equal values stay
 * recognisably equal.
 */
export function redactGcp(_service: string, _operation: string, body: Json, digest: Digest): Json {
  return new Redaction(digest).walk(body);
}

class Redaction {
  private readonly digest: Digest;

  constructor(digest: Digest) {
    this.digest = digest;
  }

  /** What holds no secret is given back as it is: most answers hold none. */
  walk(value: Json): Json {
    if (typeof value === 'string') return this.token(value);
    if (Array.isArray(value)) return sameOr(value, (item) => this.walk(item));
    if (!isObject(value)) return value;
    return isStatus(value) ? this.error(value) : membersOr(value, (name, item) => this.member(name, item));
  }

  private member(name: string, value: Json): Json {
    if (hidden.has(name)) return this.everything('parameter', value);
    if (wholeTexts.has(name)) return this.everything('text', value);
    if (environments.has(name)) return this.environment(value);
    if (labels.has(name)) return this.labelled(value);
    if (errors.has(name)) return this.error(value);
    const inner = within.get(name);
    return inner === undefined ? this.walk(value) : this.inside(value, inner);
  }

  private inside(value: Json, inner: readonly [member: string, type: string]): Json {
    if (Array.isArray(value)) return sameOr(value, (item) => this.inside(item, inner));
    if (!isObject(value) || isStatus(value)) return this.walk(value);
    const [member, type] = inner;
    return membersOr(value, (name, held) => (name === member ? this.everything(type, held) : this.member(name, held)));
  }

  private environment(value: Json): Json {
    if (!Array.isArray(value)) return this.everything('string', value);
    return value.map((item) =>
      isObject(item)
        ? membersOr(item, (name, held) => (name === 'value' ? this.everything('string', held) : this.walk(held)))
        : this.everything('string', item),
    );
  }

  private labelled(value: Json): Json {
    if (!isObject(value)) return this.walk(value);
    return membersOr(value, (name, item) => {
      if (typeof item !== 'string') return this.member(name, item);
      if (wholeTexts.has(name)) return this.mark('text', item);
      // Vertex AI keeps the parameters of a step with its execution.
      if (name.startsWith('input:')) return this.mark('parameter', item);
      return countPlainSecrets({ [name]: item }) > 0 ? this.mark('token', item) : this.token(item);
    });
  }

  private error(value: Json): Json {
    if (typeof value === 'string') return this.mark('message', value);
    if (Array.isArray(value)) return value.map((item) => this.error(item));
    if (!isObject(value)) return value;
    return membersOr(value, (name, item) =>
      name === 'message' || name === 'details' ? this.everything('message', item) : this.walk(item),
    );
  }

  private everything(type: string, value: Json): Json {
    if (typeof value === 'string' || typeof value === 'number') return this.mark(type, String(value));
    if (Array.isArray(value)) return value.map((item) => this.everything(type, item));
    return isObject(value) ? membersOr(value, (_name, item) => this.everything(type, item)) : value;
  }

  private token(text: string): string {
    return text.length >= 12 && looksLikeSecret(text) ? this.mark('token', text) : text;
  }

  private mark(type: string, text: string): string {
    return `redacted:${type}:${this.digest(text)}`;
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `google.rpc.Status`, which has many names: why something ended as it did. */
function isStatus({ code, message }: JsonObject): boolean {
  return typeof code === 'number' && typeof message === 'string';
}

function sameOr(list: readonly Json[], of: (item: Json) => Json): Json {
  const out = list.map(of);
  return out.some((item, index) => item !== list[index]) ? out : (list as Json[]); // nothing was changed
}

/** Names come from the wire: `__proto__` is one as well, and `fromEntries` makes a plain member of it. */
function membersOr(value: JsonObject, of: (name: string, item: Json) => Json): JsonObject {
  const entries = Object.entries(value).map(([name, item]) => [name, item, of(name, item)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(entries.map(([name, , after]) => [name, after]));
}
