import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Where clouds keep the credentials of their machines: link-local addresses, and those of AWS, Google Cloud, Oracle, Alibaba
 * and Azure (168.63.129.16, its platform). Nothing that we send belongs there.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 * @see https://docs.cloud.google.com/compute/docs/metadata/querying-metadata
 */
const metadata = list([
  ...['169.254.0.0/16', '100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'],
  ...['fe80::/10', 'fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00:c1::a9fe:a9fe/128'],
]);

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry */
const inside = list([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16'],
  ...['198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', 'fc00::/7', 'fec0::/10', 'ff00::/8'],
]);

function list(ranges: readonly string[]): BlockList {
  const out = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    out.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return out;
}

/** Which addresses may be connected to: `public` ones only, or all but those of metadata services. */
export type Reach = 'public' | 'any';

/** @returns why an address may not be connected to; undefined where it may. */
export function refusal(address: string, reach: Reach): string | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const within = family === 'ipv6' ? embedded(address) : undefined;
  if (metadata.check(address, family) || (within !== undefined && metadata.check(within, 'ipv4')))
    return `${address} is an address of a metadata service`;
  if (reach === 'public' && inside.check(address, family)) return `${address} is not a public address`;
  return undefined;
}

/**
 * The IPv4 address that a gateway takes out of an IPv6 address: IPv4-compatible, NAT64 (64:ff9b::/96), 6to4 (2002::/16). Of
 * an IPv4-mapped one the lists know.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6052 and https://www.rfc-editor.org/rfc/rfc3056
 */
function embedded(address: string): string | undefined {
  const groups = groupsOf(address);
  const is = (...head: number[]) => head.every((group, index) => groups[index] === group);
  const two = is(0x2002) ? groups.slice(1, 3) : groups.slice(6);
  if (!is(0x2002) && !is(0, 0, 0, 0, 0, 0) && !is(0x64, 0xff9b, 0, 0, 0, 0)) return undefined;
  return two.flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const plain = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/**
 * Resolves names for one connection, and refuses addresses at that moment: a name that is checked first and resolved
 * again later may lead elsewhere by then.
 */
export function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = found as LookupAddress[]; // asked for all
      for (const { address } of addresses) {
        const why = refusal(address, reach);
        if (why !== undefined) return callback(refused(`${hostname}: ${why}`), '', 0);
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}

/** A host that is an address is connected to without a lookup. @throws Error with code EREFUSED where it may not. */
export function assertReachable(hostname: string, reach: Reach): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  const why = isIP(address) === 0 ? undefined : refusal(address, reach);
  if (why !== undefined) throw refused(why);
}

function refused(message: string): Error {
  return Object.assign(new Error(message), { code: 'EREFUSED' });
}
