/**
 * The condition of a control in words, where its CEL is a chain of plain comparisons: `egress != "internet"` gives
 * `egress is not internet`. Anything else gives ``: then the control's title has to say it.
 */
export function expectedWords(cel: string): string {
  for (const [operator, word] of [
    ['&&', ' and '],
    ['||', ' or '],
  ] as const) {
    const parts = splitTopLevel(cel, operator);
    if (parts.length > 1) {
      const words = parts.map((part) => (splitTopLevel(part, '||').length > 1 ? '' : expectedWords(part)));
      return words.includes('') ? '' : words.join(word);
    }
  }
  return comparison(cel.trim());
}

const name = String.raw`([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)`;
const literal = String.raw`("[^"\\]*"|-?\d+(?:\.\d+)?|true|false|null)`;
const forms: [RegExp, (match: string[]) => string][] = [
  [new RegExp(`^!${name}$`), ([, fact]) => `${factWords(fact)} is false`],
  [new RegExp(`^${name}$`), ([, fact]) => `${factWords(fact)} is true`],
  [new RegExp(`^${name} == ${literal}$`), ([, fact, value]) => `${factWords(fact)} is ${valueWords(value)}`],
  [new RegExp(`^${name} != ${literal}$`), ([, fact, value]) => `${factWords(fact)} is not ${valueWords(value)}`],
  [new RegExp(`^${name} in \\[([^\\]]*)\\]$`), ([, fact, values]) => `${factWords(fact)} is ${oneOf(values)}`],
  [
    new RegExp(`^!\\(${name} in \\[([^\\]]*)\\]\\)$`),
    ([, fact, values]) => `${factWords(fact)} is not ${oneOf(values)}`,
  ],
  [new RegExp(`^${literal} in ${name}$`), ([, value, fact]) => `${factWords(fact)} has ${valueWords(value)}`],
  [
    new RegExp(`^!\\(${literal} in ${name}\\)$`),
    ([, value, fact]) => `${factWords(fact)} does not have ${valueWords(value)}`,
  ],
  [new RegExp(`^${name}\\.size\\(\\) > 0$`), ([, fact]) => `${factWords(fact)} is not empty`],
  [new RegExp(`^${name}\\.size\\(\\) == 0$`), ([, fact]) => `${factWords(fact)} is empty`],
  [
    new RegExp(`^${name} (>=|<=|>|<) ${literal}$`),
    ([, fact, sign, value]) => `${factWords(fact)} is ${signs[sign ?? '']} ${valueWords(value)}`,
  ],
];
const signs: Record<string, string> = { '>=': 'at least', '<=': 'at most', '>': 'more than', '<': 'less than' };

function comparison(cel: string): string {
  for (const [form, words] of forms) {
    const match = form.exec(cel);
    if (match) return words(match);
  }
  return '';
}

/** `keyAtRest` -> `key at rest`. */
export function factWords(fact = ''): string {
  return fact
    .replaceAll('.', ' of ')
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
    .replace(/\b(?:ip|ai|id|uri|tls|ssh|vpc)\b/g, (short) => short.toUpperCase());
}

function valueWords(value = ''): string {
  if (value === '""') return 'empty';
  return value === 'null' ? 'none' : value.replaceAll('"', '');
}

function oneOf(values = ''): string {
  const words = values.split(',').map((value) => valueWords(value.trim()));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Splits at an operator that stands outside quotes and brackets. */
function splitTopLevel(cel: string, operator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < cel.length; at++) {
    const char = cel[at] ?? '';
    if (char === '"' && cel[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    if (depth !== 0 || !cel.startsWith(operator, at)) continue;
    parts.push(cel.slice(start, at).trim());
    start = at + operator.length;
  }
  return [...parts, cel.slice(start).trim()];
}
