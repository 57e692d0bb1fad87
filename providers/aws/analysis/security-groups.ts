import { isInternet } from './ranges.ts';
import { listOf, listOrEmpty, objectOf, shapeError, textOf } from './shape.ts';

/** What stands in the prefix lists that rules refer to, by id: the ranges of GetManagedPrefixListEntries. */
export type PrefixLists = ReadonlyMap<string, readonly string[]>;

const none: PrefixLists = new Map();

/**
 * Ports that answer any address on the internet: each port, or the two ends of each range, sorted, each once. So
 * [22, 443] may be two ports or a range: a control asks whether the list is empty, or reads 0 and 65535 as all.
 * All traffic (`-1`) and protocols without ports are [0, 65535]. ICMP opens no port.
 *
 * Any address is what `isInternet` says: halves of the internet count, too. Other security groups as source do not.
 *
 * @param ingress `IpPermissions` of a security group.
 * @throws PlumblineError RESPONSE_SHAPE when a rule is not as documented, or names a prefix list whose ranges are not given.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function openPorts(ingress: unknown, prefixLists: PrefixLists = none): number[] {
  const ports = listOf(ingress, 'IpPermissions').flatMap((rule) => {
    const permission = objectOf(rule, 'A rule of a security group');
    const range = portsOf(permission);
    return range !== undefined && reachesInternet(permission, prefixLists) ? range : [];
  });
  return [...new Set(ports)].sort((a, b) => a - b);
}

/**
 * Whether a security group lets traffic out to any address, whatever the port or protocol: one open port is enough to
 * carry data out.
 *
 * @param egress `IpPermissionsEgress` of a security group.
 * @throws PlumblineError RESPONSE_SHAPE as `openPorts`; not when another rule is open anyway.
 */
export function openEgress(egress: unknown, prefixLists: PrefixLists = none): boolean {
  const rules = listOf(egress, 'IpPermissionsEgress').map((rule) => objectOf(rule, 'A rule of a security group'));
  // First without prefix lists: an unknown one cannot close what a range opens.
  return (
    rules.some((rule) => rangesOf(rule).some(isInternet)) || rules.some((rule) => reachesInternet(rule, prefixLists))
  );
}

function reachesInternet(permission: Record<string, unknown>, prefixLists: PrefixLists): boolean {
  if (rangesOf(permission).some(isInternet)) return true;
  return listOrEmpty(permission.PrefixListIds, 'PrefixListIds').some((item) => {
    const id = textOf(objectOf(item, 'A prefix list of a rule').PrefixListId, 'PrefixListId');
    const ranges = id === undefined ? undefined : prefixLists.get(id);
    if (ranges === undefined) throw shapeError('A rule of a security group names a prefix list that was not read');
    return ranges.some(isInternet);
  });
}

function rangesOf(permission: Record<string, unknown>): string[] {
  const ranges = (field: string, member: string) =>
    listOrEmpty(permission[field], field).map((item) => {
      const range = textOf(objectOf(item, `An item of ${field}`)[member], member);
      if (range === undefined) throw shapeError(`${field} of a rule has an item without a range`);
      return range;
    });
  return [...ranges('IpRanges', 'CidrIp'), ...ranges('Ipv6Ranges', 'CidrIpv6')];
}

const icmp: ReadonlySet<string> = new Set(['icmp', '1', 'icmpv6', '58']);
const withPorts: ReadonlySet<string> = new Set(['tcp', '6', 'udp', '17']);
const all = [0, 65_535] as const;

/** The ports of a rule, undefined for ICMP. */
function portsOf(permission: Record<string, unknown>): readonly number[] | undefined {
  const protocol = textOf(permission.IpProtocol, 'IpProtocol')?.toLowerCase();
  if (protocol === undefined) throw shapeError('A rule of a security group has no protocol');
  if (icmp.has(protocol)) return undefined;
  if (!withPorts.has(protocol)) return all;
  const from = permission.FromPort ?? 0;
  const to = permission.ToPort ?? 65_535;
  if (from === -1 || to === -1) return all;
  if (!isPort(from) || !isPort(to) || from > to) throw shapeError('A rule of a security group has ports out of range');
  return [from, to];
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
}
