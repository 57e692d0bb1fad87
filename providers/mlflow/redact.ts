import type { Json, JsonObject } from '../../src/model/json.ts';
import { countPlainSecrets, looksLikeSecret } from '../analysis/secrets.ts';

/** Makes a digest of a secret; equal secrets give equal ones. */
type Digest = (secret: string) => string;

/** Lists of `{ key, value }` whose values are settings of programs: they go, their names stay. */
const settings: ReadonlySet<string> = new Set(['params']);
/** Lists of `{ key, value }`, or maps, that people and programs fill in: a value goes where its name or form gives it away. */
const labels: ReadonlySet<string> = new Set(['tags']);
/** Texts that go as a whole: statistics of the data, and texts of prompts. */
const wholeTexts: ReadonlySet<string> = new Set(['profile', 'template']);

/**
 * Takes secrets out of an answer of MLflow: values of run parameters, dataset sources (queries, connections), the path of
 * webhook addresses (it is the secret of Slack and Teams), and any text that looks like a token become
 * `redacted:<type>:<keyed digest>`. Equal values stay recognisably equal.
 */
export function redactMlflow(_service: string, _operation: string, body: Json, digest: Digest): Json {
  const mark = (type: string, text: string) => `redacted:${type}:${digest(text)}`;
  const token = (text: string) => (text.length >= 12 && looksLikeSecret(text) ? mark('token', text) : text);

  const pair = (item: Json, whole: boolean): Json => {
    if (!isObject(item) || typeof item.value !== 'string') return walk(item);
    return { ...item, value: whole ? mark('parameter', item.value) : labelled(String(item.key), item.value) };
  };
  const labelled = (name: string, text: string): string =>
    countPlainSecrets({ [name]: text }) > 0 ? mark('token', text) : token(text);

  const member = (name: string, value: Json, of: JsonObject): Json => {
    if (Array.isArray(value) && (settings.has(name) || labels.has(name)))
      return value.map((item) => pair(item, settings.has(name)));
    if (labels.has(name) && isObject(value))
      return mapped(value, (key, item) => (typeof item === 'string' ? labelled(key, item) : walk(item)));
    if (typeof value !== 'string') return walk(value);
    if (wholeTexts.has(name)) return mark('text', value);
    if (name === 'source' && of.digest !== undefined) return mark('source', value);
    if (name === 'url') return originOf(value, mark);
    return token(value);
  };
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return token(value);
    if (Array.isArray(value)) return value.map(walk);
    return isObject(value) ? mapped(value, (name, item) => member(name, item, value)) : value;
  };
  return walk(body);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names come from the wire: `__proto__` is one as well. */
function mapped(value: JsonObject, of: (name: string, item: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, of(name, item)]));
}

function originOf(url: string, mark: (type: string, text: string) => string): string {
  if (!URL.canParse(url)) return mark('address', url);
  const { origin, pathname, search } = new URL(url);
  if (origin === 'null') return mark('address', url);
  return pathname === '/' && search === '' ? origin : `${origin}/${mark('path', pathname + search)}`;
}
