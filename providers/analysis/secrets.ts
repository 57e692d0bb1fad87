import { isArn } from '../aws/analysis/arn.ts';
import { isMask, knownSecrets } from './secret-formats.ts';
import { type SecretName, secretName } from './secret-names.ts';

/**
 * Number of likely secrets in plain text: in the values of a map (environment variables, hyperparameters), or in a script.
 *
 * A secret is a value of a known form (keys and tokens of clouds and tools, private keys, passwords in addresses, JWT),
 * or a value under a name like `password`, `api_key` or `token`. Empty values, placeholders and references (ARNs,
 * `{{resolve:...}}`, `$VARIABLE`, paths) are none. In a script equal values count once. It is a count of likely ones:
 * a secret under a harmless name and of no known form is not seen.
 *
 * Linear in the size of the input. Scripts must be decoded first: SageMaker returns them as base64.
 */
export function countPlainSecrets(input: Readonly<Record<string, unknown>> | string): number {
  return typeof input === 'string' ? secretsInText(input).size : countInMap(input, 0);
}

/** Whether a single text holds a secret of a known form. Its name is not known here, so a bare password is not seen. */
export function looksLikeSecret(value: string): boolean {
  return knownSecrets(value).length > 0;
}

const maxDepth = 16;

function countInMap(map: object, depth: number): number {
  return Object.entries(map).reduce((sum, [name, value]) => sum + countInValue(name, value, depth), 0);
}

function countInValue(name: string, value: unknown, depth: number): number {
  if (typeof value === 'object' && value !== null) return depth < maxDepth ? countInMap(value, depth + 1) : 0;
  if (typeof value !== 'string' && typeof value !== 'number') return 0;
  // Hyperparameters are JSON texts, quotes included.
  const text = unquoted(String(value).trim());
  return Math.max(secretsInText(text).size, isSecret(secretName(name), text) ? 1 : 0);
}

function unquoted(text: string): string {
  const quote = text[0];
  return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

/** Whether a value under such a name is a secret in plain text. */
function isSecret(name: SecretName, value: string): boolean {
  if (name === 'none' || value === '' || isReference(value) || emptyWords.has(value.toLowerCase())) return false;
  if (name === 'password') return true;
  return value.length >= 8 && !value.includes(' ') && !isMarker(value) && !isNumber(value);
}

const emptyWords: ReadonlySet<string> = new Set(
  'true false yes no on off none null nil undefined unset empty n/a na todo tbd redacted placeholder example dummy optional required'.split(
    ' ',
  ),
);
/** Lower case. */
const referencePrefixes =
  '$( ` @microsoft.keyvault( redacted: secretsmanager: ssm: ssm-secure: vault: op:// file:// s3:// your- your_ replace_me replaceme insert-your insert_your'.split(
    ' ',
  );

/** Whether a value says where the secret is, or that one must be filled in, instead of being one. */
function isReference(value: string): boolean {
  const small = value.slice(0, 32).toLowerCase();
  if (isArn(value) || isMask(value) || referencePrefixes.some((prefix) => small.startsWith(prefix))) return true;
  if (value.startsWith('{{') && value.endsWith('}}')) return true;
  if (value.startsWith('projects/') && value.includes('/secrets/')) return true;
  if (value.startsWith('${')) return isVariable(value);
  if (value.startsWith('$')) return [...value.slice(1)].every(isNameSymbol);
  if (value.startsWith('<') && value.endsWith('>')) return true;
  if (value.startsWith('%') && value.endsWith('%') && value.length > 2) return true;
  return isPath(value);
}

/** A path of a file. Base64 may begin with a slash, too, but not without capitals. */
function isPath(value: string): boolean {
  if (!['/', './', '~/'].some((root) => value.startsWith(root)) || value.indexOf('/', 2) < 0) return false;
  return value.includes('.') || value === value.toLowerCase();
}

/** `${NAME}`; with a default, as in `${NAME:-hunter2}`, the default decides. */
function isVariable(value: string): boolean {
  if (value.indexOf('}') !== value.length - 1) return false;
  const body = value.slice(2, -1);
  const at = body.indexOf(':-') >= 0 ? body.indexOf(':-') : body.indexOf(':=');
  const fallback = at < 0 ? '' : unquoted(body.slice(at + 2));
  return fallback === '' || isReference(fallback) || emptyWords.has(fallback.toLowerCase());
}

/** Markers of tokenizers: `[PAD]`, `</s>`, `<|end|>`. */
function isMarker(value: string): boolean {
  return (value.startsWith('[') && value.endsWith(']')) || (value.startsWith('<') && value.endsWith('>'));
}

function isNumber(value: string): boolean {
  return [...value].every((symbol) => (symbol >= '0' && symbol <= '9') || symbol === '.');
}

function isNameSymbol(symbol: string): boolean {
  return (
    (symbol >= 'a' && symbol <= 'z') ||
    (symbol >= 'A' && symbol <= 'Z') ||
    (symbol >= '0' && symbol <= '9') ||
    symbol === '_'
  );
}

/** Distinct secrets in a text: known forms, and values that are set under a telling name. */
function secretsInText(text: string): Set<string> {
  const found = new Set(knownSecrets(text));
  for (const { name, value, quoted } of settingsIn(text)) {
    // In code a bare word is a variable more often than a password: without quotes it must look like none.
    const literal =
      quoted || name === name.toUpperCase() || [...value].some((symbol) => symbol >= '0' && symbol <= '9');
    const expression = !quoted && (value.includes('(') || value.includes('[') || secretName(value) !== 'none');
    if (literal && !expression && !looksLikeSecret(value) && isSecret(secretName(name), value)) found.add(value);
  }
  return found;
}

interface Setting {
  name: string;
  value: string;
  quoted: boolean;
}

/** Values are read up to this length, so that many names before one long value stay linear. */
const maxValue = 256;

/** `NAME=value`, `name: "value"`, `"name": "value"`, `--name value`, `name = 'value'`, `Authorization: Bearer value`. */
function* settingsIn(text: string): Generator<Setting> {
  let i = 0;
  while (i < text.length) {
    const start = i;
    while (i < text.length && (isNameSymbol(text[i] ?? '') || text[i] === '-' || text[i] === '.')) i++;
    if (i === start) {
      i++;
      continue;
    }
    const name = text.slice(start, i);
    if (i - start > 200 || secretName(name) === 'none') continue;
    const setting = settingAfter(text, i, name);
    if (setting !== undefined) yield setting;
  }
}

function settingAfter(text: string, end: number, name: string): Setting | undefined {
  let at = end;
  while (at < end + 2 && '"\']'.includes(text[at] ?? '\n')) at++;
  at = skipSpaces(text, at);
  const separated = text[at] === '=' || text[at] === ':';
  if (separated) at = skipSpaces(text, at + (text[at + 1] === '=' || text[at + 1] === '>' ? 2 : 1));
  else if (!name.startsWith('--') || at === end) return undefined;
  const first = valueAt(text, at);
  const scheme = ['bearer', 'basic', 'token'].includes(first.value.toLowerCase());
  const { value, quoted } = scheme && !first.quoted ? valueAt(text, skipSpaces(text, first.end)) : first;
  // What follows an option of a command line is a literal, too.
  return value === '' ? undefined : { name, value, quoted: quoted || scheme || name.startsWith('--') };
}

function valueAt(text: string, at: number): { value: string; quoted: boolean; end: number } {
  const quote = text[at];
  const quoted = quote === '"' || quote === "'";
  const stop = quoted ? `${quote}\n` : ' \t\r\n"\',;|&)}]#\\';
  const start = quoted ? at + 1 : at;
  let end = start;
  // Braces belong to a value like ${NAME}; otherwise they end it.
  const braced = text.startsWith('${', start) || text.startsWith('{{', start);
  while (
    end < text.length &&
    end < start + maxValue &&
    (!stop.includes(text[end] ?? '') || (braced && text[end] === '}'))
  )
    end++;
  return { value: text.slice(start, end), quoted, end };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < from + 8 && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
