import { isIP } from 'node:net';

/** A range of addresses. */
export interface Cidr {
  version: 4 | 6;
  /** 32 or 128 bits. */
  address: bigint;
  bits: number;
}

/** Reads a range of addresses; an address by itself is a range of one. @returns undefined when the text is neither. */
export function cidrOf(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.trim().split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0 || address.includes('%')) return undefined;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const bits = length === undefined ? most : Number(length);
  if (bits > most) return undefined;
  return { version, address: version === 4 ? value4(address) : value6(address), bits };
}

/**
 * Whether a range is the whole internet or a large slice of it, public addresses included; what is no range is not.
 * `0.0.0.0/0` can be written as `0.0.0.0/1` and `128.0.0.0/1`, so everything wider than `/8` (IPv6: wider than `/8`, too)
 * counts: S3 draws the same line for IPv4 when it calls a policy public.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isInternet(text: string): boolean {
  const range = cidrOf(text);
  return range !== undefined && range.bits < 8 && !isWithin(range, privateRanges);
}

/** Whether all addresses of a range are private: never routed on the internet. What is no range is not. */
export function isPrivate(text: string): boolean {
  const range = cidrOf(text);
  return range !== undefined && isWithin(range, privateRanges);
}

/**
 * Private, shared, link-local, loopback and unique local addresses.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].flatMap((text) => cidrOf(text) ?? []);

function isWithin({ version, address, bits }: Cidr, ranges: readonly Cidr[]): boolean {
  return ranges.some((range) => {
    const shift = BigInt((version === 4 ? 32 : 128) - range.bits);
    return range.version === version && bits >= range.bits && address >> shift === range.address >> shift;
  });
}

function value4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function value6(address: string): bigint {
  const lastColon = address.lastIndexOf(':');
  const tail = address.slice(lastColon + 1);
  if (tail.includes('.')) {
    const four = value4(tail);
    return value6(`${address.slice(0, lastColon + 1)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`);
  }
  const [before = '', after] = address.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const left = words(before);
  const right = words(after ?? '');
  const gap = after === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...new Array<string>(gap).fill('0'), ...right].reduce(
    (sum, word) => (sum << 16n) | BigInt(`0x${word}`),
    0n,
  );
}
