import { z } from 'zod';
import { PlumblineError } from '../../../src/model/errors.ts';
import { type SecretReader, type SecretRef, secretRef } from '../secret.ts';

/** An address, or where it is: whoever knows that of a webhook may post to it. */
export const urlOrRef = z.union(
  [z.url({ protocol: /^https?$/ }), secretRef],
  'an address with http or https, or where it is: { env: NAME } or { file: PATH }',
);

export interface Address {
  url: URL;
  /** For people: the host alone. A path, a query, a user may be what lets people in. */
  shown: string;
  /** What of it nobody may see, should a receiver quote it. */
  secrets: readonly string[];
}

/** @throws PlumblineError CONFIG_INVALID where a secret is missing, or is no address; it is not quoted. */
export function addressOf(from: string | SecretRef, of: string, read: SecretReader): Address {
  const text = typeof from === 'string' ? from : read(from, of);
  if (text === '' && typeof from === 'object')
    return { url: new URL('https://not-read.invalid'), shown: `address in ${placeOf(from)}`, secrets: [] };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new PlumblineError('CONFIG_INVALID', `The address of ${of} begins with neither http:// nor https://.`);
  const more = url.pathname === '/' && url.search === '' ? '' : '/…';
  return { url, shown: `${url.origin}${more}`, secrets: secretsOf(url) };
}

function placeOf(ref: SecretRef): string {
  return 'env' in ref ? ref.env : ref.file;
}

/** Part of a path that may be a token; shorter ones are words. */
const longWord = 12;

/** Whole before part: what is left of a whole would tell it. */
function secretsOf({ href, pathname, search, username, password }: URL): string[] {
  const words = [...pathname.split('/'), username].filter((word) => word.length >= longWord);
  // Of a parameter, what stands behind its name; one without a name is all value.
  const values = search
    .slice(1)
    .split('&')
    .map((one) => one.slice(one.indexOf('=') + 1));
  const path = pathname === '/' ? '' : pathname;
  const all = [...(path + search === '' ? [] : [href, path + search]), path, ...values, ...words, password];
  const both = all.flatMap((one) => [one, decoded(one)]);
  const basic = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  return [...new Set([...both, ...(password === '' ? [] : [basic])])].filter((one) => one.length > 3);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
