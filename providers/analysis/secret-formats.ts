/**
 * Secrets that give themselves away by their form. Texts are hostile, so they are cut into tokens in one pass and each
 * token is looked at once: linear time, no regular expressions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 * @see https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml
 */
interface Form {
  prefix: string;
  /** Length of what follows the prefix, least and most. */
  least: number;
  most: number;
  alphabet: (symbol: string) => boolean;
}

const between = (low: string, high: string) => (symbol: string) => symbol >= low && symbol <= high;
const digit = between('0', '9');
const upper = between('A', 'Z');
const lower = between('a', 'z');
const alnum = (symbol: string) => digit(symbol) || upper(symbol) || lower(symbol);
const upperOrDigit = (symbol: string) => upper(symbol) || digit(symbol);
const hex = (symbol: string) => digit(symbol) || between('a', 'f')(symbol) || between('A', 'F')(symbol);
const word = (symbol: string) => alnum(symbol) || symbol === '_' || symbol === '-';
const base64 = (symbol: string) => alnum(symbol) || symbol === '+' || symbol === '/' || symbol === '=';
const wordOrDot = (symbol: string) => word(symbol) || symbol === '.';

const any = Number.POSITIVE_INFINITY;
const form = (prefix: string, least: number, most: number, alphabet: Form['alphabet']): Form => ({
  prefix,
  least,
  most,
  alphabet,
});

const forms: readonly Form[] = [
  // AWS: access key ids, Bedrock API keys (long-term, short-term).
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((prefix) => form(prefix, 16, 16, upperOrDigit)),
  form('ABSK', 100, any, base64),
  form('bedrock-api-key-', 20, any, (symbol) => base64(symbol) || symbol === '-' || symbol === '_'),
  // GitHub, GitLab, npm, PyPI.
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => form(prefix, 36, any, word)),
  form('github_pat_', 22, any, word),
  form('glpat-', 20, any, wordOrDot),
  form('npm_', 36, any, alnum),
  form('pypi-AgE', 20, any, word),
  // Slack.
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xapp-'].map((prefix) => form(prefix, 10, any, wordOrDot)),
  // Models and the tools around them.
  form('hf_', 30, any, alnum),
  form('api_org_', 30, any, alnum),
  ...['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-ant-', 'sk-or-', 'sk-lf-'].map((prefix) =>
    form(prefix, 20, any, word),
  ),
  form('sk-', 32, any, alnum),
  form('gsk_', 32, any, alnum),
  form('xai-', 40, any, alnum),
  form('r8_', 37, any, alnum),
  form('nvapi-', 40, any, word),
  form('pcsk_', 40, any, word),
  form('lsv2_', 32, any, word),
  // Others.
  form('AIza', 35, 35, word),
  form('ya29.', 30, any, wordOrDot),
  form('dapi', 32, 34, (symbol) => hex(symbol) || symbol === '-'),
  form('sk_live_', 20, any, alnum),
  form('rk_live_', 20, any, alnum),
  form('SG.', 40, any, wordOrDot),
  form('dop_v1_', 64, 64, hex),
  form('glsa_', 32, any, word),
];

/** What each form begins with, or holds. One alternation of literals, linear as well: almost every text has none of them. */
const signs = new RegExp(
  [
    ...forms.map(({ prefix }) => prefix.replaceAll('.', '\\.')),
    'eyJ',
    '-----BEGIN ',
    'hooks\\.slack\\.com/services/',
    '://[^\\s"\'`/?#<>]{0,512}@',
  ].join('|'),
);

/** Secrets of a known form in a text, in the order in which they stand. Private keys are `-----BEGIN ...`. */
export function knownSecrets(text: string): string[] {
  if (!signs.test(text)) return [];
  return [...tokensOf(text).filter(hasKnownForm), ...privateKeys(text), ...urlPasswords(text), ...webhooks(text)];
}

/** Whether one token, without spaces or quotes, has a known form. */
export function hasKnownForm(token: string): boolean {
  return forms.some((known) => fits(token, known)) || isJwt(token);
}

function fits(token: string, { prefix, least, most, alphabet }: Form): boolean {
  const length = token.length - prefix.length;
  if (length < least || length > most || !token.startsWith(prefix)) return false;
  for (let i = prefix.length; i < token.length; i++) if (!alphabet(token[i] ?? '')) return false;
  return true;
}

/** Three parts of base64url, the first of which is a JSON object: `eyJ` is `{"`. */
function isJwt(token: string): boolean {
  const parts = token.split('.');
  return (
    parts.length === 3 && token.startsWith('eyJ') && parts.every((part) => part.length >= 10 && [...part].every(word))
  );
}

/** What stands between spaces, quotes, brackets and other separators, without dots at its end. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const symbol = text[i];
    if (
      symbol !== undefined &&
      (base64(symbol) || symbol === '_' || symbol === '-' || symbol === '.') &&
      symbol !== '='
    )
      continue;
    let end = i;
    while (end > start && text[end - 1] === '.') end--;
    if (end - start >= 16) tokens.push(...withoutPath(text.slice(start, end)));
    start = i + 1;
  }
  return tokens;
}

/** `/` is a symbol of base64, but also parts paths: both readings. */
function withoutPath(token: string): string[] {
  return token.includes('/') ? [token, ...token.split('/').filter((part) => part.length >= 16)] : [token];
}

/** PEM blocks of private keys; certificates and public keys are no secrets. */
function privateKeys(text: string): string[] {
  return text
    .split('-----BEGIN ')
    .slice(1)
    .filter((block) => block.slice(0, block.slice(0, 64).indexOf('-----') + 1).includes('PRIVATE KEY'));
}

/** Passwords in addresses: `scheme://user:password@host`. A reference in place of the password is none. */
function urlPasswords(text: string): string[] {
  return text
    .split('://')
    .slice(1)
    .flatMap((rest) => {
      const authority = rest.slice(0, endOfAuthority(rest));
      const at = authority.lastIndexOf('@');
      const colon = authority.indexOf(':');
      const password = colon >= 0 && colon < at ? authority.slice(colon + 1, at) : '';
      return password === '' || isMask(password) || '$<{%'.includes(password[0] ?? '') ? [] : [password];
    });
}

/** Of at most a few hundred symbols, so that many `://` do not make it slow. */
function endOfAuthority(rest: string): number {
  const most = Math.min(rest.length, 512);
  for (let i = 0; i < most; i++) if (' \t\r\n"\'`/?#<>'.includes(rest[i] ?? '')) return i;
  return most;
}

/** Addresses that are a secret as a whole. */
function webhooks(text: string): string[] {
  return text
    .split('hooks.slack.com/services/')
    .slice(1)
    .filter((rest) => alnum(rest[0] ?? '') && rest.length > 20);
}

/** Nothing but stars, dots, dashes or x. */
export function isMask(text: string): boolean {
  return (
    text.length > 0 &&
    ([...text].every((symbol) => '*.-_#•'.includes(symbol)) ||
      [...text].every((symbol) => symbol === 'x' || symbol === 'X'))
  );
}
