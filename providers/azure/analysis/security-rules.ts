import type { MissingValue } from '../../../src/model/facts.ts';
import { cidrOf, isInternet } from '../../../src/model/mapping/cidr.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/**
 * One rule of a network security group, api-version 2024-05-01.
 *
 * @see https://learn.microsoft.com/rest/api/virtualnetwork/network-security-groups/get (2026-11)
 */
export interface SecurityRule {
  name?: string;
  properties?: {
    protocol?: string;
    access?: string;
    direction?: string;
    priority?: number;
    sourcePortRange?: string;
    sourcePortRanges?: string[];
    destinationPortRange?: string;
    destinationPortRanges?: string[];
    sourceAddressPrefix?: string;
    sourceAddressPrefixes?: string[];
    destinationAddressPrefix?: string;
    destinationAddressPrefixes?: string[];
    sourceApplicationSecurityGroups?: object[];
    destinationApplicationSecurityGroups?: object[];
  };
}

type Range = readonly [from: number, to: number];
type Family = 4 | 6;
type Direction = 'inbound' | 'outbound';

/** A rule as it is judged: what of the world it speaks of, and whether it settles that for all machines behind it. */
interface Judged {
  allows: boolean;
  protocol: string;
  ports: Range[];
  /** Families of which it names any address, or most of them. */
  any: readonly Family[];
  /** Families that it speaks of as a whole, for every machine: what follows has no say. */
  settles: readonly Family[];
  /** The same for machines with some addresses, which may be all that there are. */
  maySettle: readonly Family[];
}

const all: Range = [0, 65_535];
const protocols = ['tcp', 'udp', 'icmp', 'esp', 'ah'] as const;
const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp']);

/**
 * Ports that answer any address on the internet: each port, or the two ends of each range, sorted, each once. Rules
 * count in the order of their priority: what an earlier rule denies to everybody, no later one lets in. A protocol
 * without ports is [0, 65535], ICMP opens none. Inbound, what no rule allows is denied by a rule that cannot be removed.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11)
 */
export function openPorts(rules: readonly SecurityRule[]): number[] | MissingValue {
  const judged = judge(rules, 'inbound');
  if (!Array.isArray(judged)) return judged;
  // What stays open even if rules for some machines speak of all of them is open; what only may be is not known.
  const [sure, most] = [portsOf(judged, 'maySettle'), portsOf(judged, 'settles')];
  return sure.length === 0 && most.length > 0 ? someMachines : sure;
}

const someMachines = missing('a rule denies it for some addresses, and which machines have them is not read');

function portsOf(rules: readonly Judged[], denies: 'settles' | 'maySettle'): number[] {
  const ports = new Set<number>();
  for (const protocol of protocols) {
    if (protocol === 'icmp') continue;
    for (const family of [4, 6] as const)
      for (const range of openOf(rules, protocol, family, denies))
        for (const end of withPorts.has(protocol) ? range : all) ports.add(end);
  }
  return [...ports].sort((a, b) => a - b);
}

/** The rule that stands behind all others, outbound; it cannot be removed, only preceded. */
const allowInternetOutbound: Judged = {
  allows: true,
  protocol: '*',
  ports: [all],
  any: [4, 6],
  settles: [],
  maySettle: [],
};

/**
 * Whether anything is let out to any address. Unless rules deny it, everything is.
 *
 * @returns missing where only IPv6 is left open: whether the network has such addresses, its rules do not say.
 */
export function openEgress(rules: readonly SecurityRule[]): boolean | MissingValue {
  const judged = judge(rules, 'outbound');
  if (!Array.isArray(judged)) return judged;
  const leaves = (family: Family, denies: 'settles' | 'maySettle') =>
    protocols.some((protocol) => openOf([...judged, allowInternetOutbound], protocol, family, denies).length > 0);
  if (leaves(4, 'maySettle')) return true;
  if (leaves(4, 'settles')) return someMachines;
  return leaves(6, 'settles')
    ? missing('only IPv6 is let out, and the rules do not say whether the network has it')
    : false;
}

/** Ranges of ports that stay open to a family of addresses after all rules. */
function openOf(rules: readonly Judged[], protocol: string, family: Family, denies: 'settles' | 'maySettle'): Range[] {
  const open: Range[] = [];
  const denied: Range[] = [];
  for (const rule of rules) {
    if (rule.protocol !== '*' && rule.protocol !== protocol) continue;
    const ports = withPorts.has(protocol) ? rule.ports : [all];
    if (rule.allows && rule.any.includes(family)) open.push(...without(ports, denied));
    if (!rule.allows && rule[denies].includes(family)) denied.push(...ports);
  }
  return open;
}

/** What is left of ranges when others are taken out of them. */
function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  let left: Range[] = [...ranges];
  for (const [from, to] of taken)
    left = left.flatMap(([start, end]): Range[] => {
      if (to < start || from > end) return [[start, end]];
      const parts: Range[] = [];
      if (start < from) parts.push([start, from - 1]);
      if (end > to) parts.push([to + 1, end]);
      return parts;
    });
  return left;
}

function judge(rules: readonly SecurityRule[], direction: Direction): Judged[] | MissingValue {
  const ordered: { priority: number; rule: Judged }[] = [];
  for (const { name = '', properties = {} } of rules) {
    const way = properties.direction?.toLowerCase();
    if (way === 'inbound' || way === 'outbound') {
      if (way !== direction) continue;
      const rule = judgedOf(properties, direction);
      if (rule && typeof properties.priority === 'number') {
        ordered.push({ priority: properties.priority, rule });
        continue;
      }
    }
    return missing(`what the rule ${name} does is not known to this version`);
  }
  return ordered.sort((a, b) => a.priority - b.priority).map(({ rule }) => rule);
}

/** @returns undefined where a word or a port is none that is documented. */
function judgedOf(rule: NonNullable<SecurityRule['properties']>, direction: Direction): Judged | undefined {
  const access = rule.access?.toLowerCase();
  const protocol = rule.protocol?.toLowerCase() ?? '';
  const ports = rangesOf(rule.destinationPortRange, rule.destinationPortRanges);
  const known = protocol === '*' || protocols.some((one) => one === protocol);
  if ((access !== 'allow' && access !== 'deny') || !known || !ports) return undefined;
  const source = prefixesOf(rule.sourceAddressPrefix, rule.sourceAddressPrefixes);
  const destination = prefixesOf(rule.destinationAddressPrefix, rule.destinationAddressPrefixes);
  const [world, own] = direction === 'inbound' ? [source, destination] : [destination, source];
  const everyMachine = own.some((prefix) => prefix === '*' || prefix === 'virtualnetwork');
  const fromAnyPort = prefixesOf(rule.sourcePortRange, rule.sourcePortRanges).includes('*');
  return {
    allows: access === 'allow',
    protocol,
    ports,
    any: familiesOf(world, isWide),
    settles: everyMachine && fromAnyPort ? familiesOf(world, isWhole) : [],
    maySettle: fromAnyPort ? familiesOf(world, isWhole) : [],
  };
}

function prefixesOf(one: string | undefined, more: readonly string[] | undefined): string[] {
  return [...(one ? [one] : []), ...(more ?? [])].map((prefix) => String(prefix).trim().toLowerCase());
}

function familiesOf(prefixes: readonly string[], holds: (prefix: string, family: Family) => boolean): Family[] {
  return ([4, 6] as const).filter((family) =>
    prefixes.some((prefix) => prefix === '*' || prefix === 'internet' || holds(prefix, family)),
  );
}

const isWhole = (prefix: string, family: Family) => prefix === (family === 4 ? '0.0.0.0/0' : '::/0');

/** Halves of the internet count as any address. */
const isWide = (prefix: string, family: Family) => isInternet(prefix) && cidrOf(prefix)?.version === family;

/** @returns undefined where there is no port at all, or one that is none. */
function rangesOf(one: string | undefined, more: readonly string[] | undefined): Range[] | undefined {
  const texts = prefixesOf(one, more);
  const ranges = texts.map((text): Range | undefined => {
    if (text === '*') return all;
    const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
    if (!found) return undefined;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    return from <= to && to <= all[1] ? [from, to] : undefined;
  });
  return ranges.length === 0 || ranges.includes(undefined) ? undefined : (ranges as Range[]); // holes excluded above
}
