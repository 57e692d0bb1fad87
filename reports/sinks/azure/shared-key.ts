import { createHmac } from 'node:crypto';

/**
 * Signs a request to Azure Storage with the key of the account.
 *
 * @param headers with `x-ms-date` and `x-ms-version`; names in lower case.
 * @param length of the body, bytes.
 * @returns the value of `authorization`.
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-shared-key
 */
export function sharedKey(
  { method, url, headers, length }: { method: string; url: URL; headers: Record<string, string>; length: number },
  { account, key }: { account: string; key: string },
): string {
  const of = (name: string) => headers[name] ?? '';
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-ms-'))
    .toSorted()
    .map((name) => `${name}:${of(name)}\n`)
    .join('');
  const query = [...url.searchParams]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `\n${name}:${value}`)
    .join('');
  const text = [
    method,
    of('content-encoding'),
    of('content-language'),
    length === 0 ? '' : String(length),
    of('content-md5'),
    of('content-type'),
    '', // the date is in x-ms-date
    of('if-modified-since'),
    of('if-match'),
    of('if-none-match'),
    of('if-unmodified-since'),
    of('range'),
    `${own}/${account}${url.pathname}${query}`,
  ].join('\n');
  const signed = createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('base64');
  return `SharedKey ${account}:${signed}`;
}
