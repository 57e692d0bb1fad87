/** What the name of a variable says of its value: nothing, a password or key, or a token. */
export type SecretName = 'none' | 'password' | 'token';

const passwordWords: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'secret',
  'secrets',
  'credential',
  'credentials',
  'apikey',
  'psk',
]);
/** Words that make a secret of the word `key` after them. */
const keyWords: ReadonlySet<string> = new Set([
  'api',
  'access',
  'private',
  'secret',
  'account',
  'auth',
  'signing',
  'shared',
  'master',
  'service',
  'subscription',
  'storage',
]);
const endings = [
  'password',
  'passwd',
  'passphrase',
  'apikey',
  'secretkey',
  'accesskey',
  'privatekey',
  'clientsecret',
  'dbpass',
  'userpass',
  'adminpass',
  'rootpass',
] as const;

/** Last words that say where a secret is, or how long, but not the secret. */
const aboutWords: ReadonlySet<string> = new Set(
  (
    'name names arn arns id ids file files filename path paths dir directory url uri urls endpoint host port type types length len policy ttl ' +
    'expiry expires expiration days hours minutes seconds region version field column provider enabled disabled required rotation store ' +
    'manager mode count limit size min max prefix suffix header label index format method regex pattern scope issuer audience kind class ' +
    'ref reference alias owner prompt hint'
  ).split(' '),
);
/** Words beside `token` that make it a piece of text, as models count them. */
const textWords: ReadonlySet<string> = new Set(
  (
    'eos bos pad unk sep cls mask max min num number n special per count stop start end new next first last image img audio video text chat ' +
    'begin additional extra prompt completion input output context word sub byte vocab sentinel decoder encoder forced suppress thinking ' +
    'reasoning budget cost price level type embedding embeddings dropout classification feature features pooling cross generated tool'
  ).split(' '),
);

/** Reads the name of an environment variable, hyperparameter or option: `DB_PASSWORD`, `apiKey`, `hf-token`. */
export function secretName(name: string): SecretName {
  const words = wordsOf(name.slice(0, 200));
  const last = words.at(-1) ?? '';
  if (aboutWords.has(last)) return 'none';
  const all = words.join('');
  const isKey = words.some((word, i) => word === 'key' && keyWords.has(words[i - 1] ?? ''));
  if (
    isKey ||
    all === 'pass' ||
    words.some((word) => passwordWords.has(word)) ||
    endings.some((ending) => all.endsWith(ending))
  )
    return 'password';
  if (last === 'auth' || last === 'authorization') return 'token';
  return last.endsWith('token') && !words.some((word) => textWords.has(word)) ? 'token' : 'none';
}

/** Words of a name, lower case: cut at symbols and where a capital follows a small letter. */
function wordsOf(name: string): string[] {
  const words: string[] = [];
  let word = '';
  let small = false;
  for (const symbol of name) {
    const capital = symbol >= 'A' && symbol <= 'Z';
    const letter = capital || (symbol >= 'a' && symbol <= 'z') || (symbol >= '0' && symbol <= '9');
    if (!letter || (capital && small)) {
      if (word !== '') words.push(word.toLowerCase());
      word = '';
    }
    if (letter) word += symbol;
    small = letter && !capital;
  }
  return word === '' ? words : [...words, word.toLowerCase()];
}
