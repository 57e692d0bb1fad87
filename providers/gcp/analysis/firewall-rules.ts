import { isInternet } from '../../../src/model/mapping/cidr.ts';

/** A rule of a network. @see https://cloud.google.com/compute/docs/reference/rest/v1/firewalls (2026-11) */
export interface Firewall {
  direction?: string;
  priority?: number;
  disabled?: boolean;
  sourceRanges?: string[];
  sourceTags?: string[];
  sourceServiceAccounts?: string[];
  destinationRanges?: string[];
  targetTags?: string[];
  targetServiceAccounts?: string[];
  allowed?: { IPProtocol?: string; ports?: string[] }[];
  denied?: { IPProtocol?: string; ports?: string[] }[];
}

/** A rule of a firewall policy. @see https://cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies (2026-11) */
export interface PolicyRule {
  direction?: string;
  priority?: number;
  action?: string;
  disabled?: boolean;
  match?: {
    srcIpRanges?: string[];
    destIpRanges?: string[];
    srcNetworkScope?: string;
    srcNetworkType?: string;
    srcRegionCodes?: string[];
    destRegionCodes?: string[];
    srcThreatIntelligences?: string[];
    destThreatIntelligences?: string[];
    srcAddressGroups?: string[];
    destAddressGroups?: string[];
    srcFqdns?: string[];
    destFqdns?: string[];
    srcSecureTags?: object[];
    layer4Configs?: { ipProtocol?: string; ports?: string[] }[];
  };
  targetResources?: string[];
  targetServiceAccounts?: string[];
  targetSecureTags?: object[];
}

/** The machine that the rules are looked at for. */
export interface Target {
  tags: readonly string[];
  /** Undefined where it is not known. */
  account: string | undefined;
  /** It may have addresses of version 6. */
  v6: boolean;
}

export type Direction = 'INGRESS' | 'EGRESS';

/** Ports of a protocol, both ends included. */
export interface Ports {
  protocol: string;
  from: number;
  to: number;
}

/** One rule, whatever it was written as. */
export interface Rule {
  priority: number;
  /** `hand-on`: something else decides. */
  does: 'allow' | 'deny' | 'hand-on';
  /** Whether the machine is one of its targets; undefined where that is not known. */
  applies: boolean | undefined;
  /** It holds for a large part of the internet. */
  wide: boolean;
  /** It holds for every address that the machine can speak with. */
  whole: boolean;
  /** None for pings. */
  ports: readonly Ports[];
}

export function ruleOfNetwork(rule: Firewall, direction: Direction, target: Target): Rule[] {
  if (rule.disabled === true || (rule.direction ?? 'INGRESS') !== direction) return [];
  const named = direction === 'INGRESS' ? rule.sourceRanges : rule.destinationRanges;
  const others = [...(rule.sourceTags ?? []), ...(rule.sourceServiceAccounts ?? [])];
  // Without any source, or any destination, it is every address of version 4.
  const ranges = named ?? (direction === 'INGRESS' && others.length > 0 ? [] : ['0.0.0.0/0']);
  const layers = rule.denied ?? rule.allowed ?? [];
  return [
    {
      priority: rule.priority ?? 1000,
      does: rule.denied ? 'deny' : 'allow',
      applies: isTarget(rule.targetTags, rule.targetServiceAccounts, target),
      ...reachOf(ranges, target),
      ports: layers.flatMap(({ IPProtocol, ports }) => portsOf(IPProtocol, ports)),
    },
  ];
}

export function ruleOfPolicy(rule: PolicyRule, direction: Direction, target: Target): Rule[] {
  if (rule.disabled === true || rule.direction !== direction) return [];
  const { match = {}, action = '' } = rule;
  const { ranges, large, groups } = partiesOf(match, direction);
  const named = (rule.targetSecureTags ?? []).length + (rule.targetResources ?? []).length > 0;
  const applies = isTarget(undefined, rule.targetServiceAccounts, target);
  const reach = reachOf(ranges, target);
  return [
    {
      priority: rule.priority ?? 0,
      // What is inspected is let through where nothing is found.
      does:
        action === 'deny'
          ? 'deny'
          : action === 'allow' || action === 'apply_security_profile_group'
            ? 'allow'
            : 'hand-on',
      // Secure tags of a machine, the networks of a rule and what is in groups of addresses are not read.
      applies: (named || (groups && !reach.wide && !large)) && applies !== false ? undefined : applies,
      // Further conditions only narrow a rule, so a denial with any is not one of everything.
      wide: reach.wide || large || groups,
      whole: reach.whole && Object.keys(match).every((name) => plain.has(name)),
      ports: (match.layer4Configs ?? []).flatMap(({ ipProtocol, ports }) => portsOf(ipProtocol, ports)),
    },
  ];
}

/** Whom a rule of a policy speaks of, beside addresses: several ways of saying so add up. */
function partiesOf(match: NonNullable<PolicyRule['match']>, direction: Direction) {
  const inward = direction === 'INGRESS';
  const ranges = (inward ? match.srcIpRanges : match.destIpRanges) ?? [];
  const countries = (inward ? match.srcRegionCodes : match.destRegionCodes) ?? [];
  const lists = (inward ? match.srcThreatIntelligences : match.destThreatIntelligences) ?? [];
  const groups = (inward ? match.srcAddressGroups : match.destAddressGroups) ?? [];
  const small = [...((inward ? match.srcFqdns : match.destFqdns) ?? []), ...(match.srcSecureTags ?? [])];
  const internet = match.srcNetworkScope === 'INTERNET' || match.srcNetworkType === 'INTERNET';
  const named = ranges.length + countries.length + lists.length + groups.length + small.length > 0;
  return {
    ranges,
    // Whole countries, and lists of addresses that Google keeps; who names nobody means anybody.
    large: countries.length > 0 || lists.length > 0 || (!named && (inward ? internet || !inside(match) : true)),
    groups: groups.length > 0,
  };
}

/** What comes from the customer's own networks only. */
function inside({ srcNetworkScope, srcNetworkType }: NonNullable<PolicyRule['match']>): boolean {
  return [srcNetworkScope, srcNetworkType].some((one) => /^(NON_INTERNET|INTRA_VPC|VPC_NETWORKS)$/.test(one ?? ''));
}

const plain: ReadonlySet<string> = new Set(['srcIpRanges', 'destIpRanges', 'layer4Configs']);

/** Without targets a rule holds for every machine. */
function isTarget(tags: readonly string[] = [], accounts: readonly string[] = [], target: Target): boolean | undefined {
  if (tags.length > 0) return tags.some((one) => target.tags.includes(one));
  if (accounts.length === 0) return true;
  return target.account === undefined ? undefined : accounts.includes(target.account);
}

function reachOf(ranges: readonly string[], { v6 }: Target) {
  const counted = ranges.filter((one) => v6 || !one.includes(':'));
  return {
    wide: counted.some(isInternet),
    whole: ranges.includes('0.0.0.0/0') && (!v6 || ranges.includes('::/0')),
  };
}

const names: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6', 132: 'sctp' };
const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);
const pings: ReadonlySet<string> = new Set(['icmp', 'icmpv6', 'ipv6-icmp']);

function portsOf(written = 'all', ports: readonly string[] = []): Ports[] {
  const word = written.toLowerCase();
  const protocol = Object.hasOwn(names, word) ? (names[word] ?? word) : word;
  if (pings.has(protocol)) return [];
  const every = { protocol, from: 0, to: 65_535 };
  if (!withPorts.has(protocol) || ports.length === 0) return [every];
  return ports.map((text) => {
    const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    return from === undefined ? every : { protocol, from: Number(from), to: Number(to) };
  });
}
