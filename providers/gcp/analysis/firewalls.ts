import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import {
  type Direction,
  type Firewall,
  type PolicyRule,
  type Ports,
  type Rule,
  ruleOfNetwork,
  ruleOfPolicy,
  type Target,
} from './firewall-rules.ts';

/** All that holds in a network and region. */
export interface EffectiveFirewalls {
  firewalls?: Firewall[];
  firewallPolicys?: { type?: string; rules?: PolicyRule[] }[];
}

/**
 * Ports that any address can reach: each port, or the two ends of each range, sorted, each once; [0, 65535] for all.
 * What is not let in by a rule is kept out.
 *
 * @see https://cloud.google.com/firewall/docs/firewall-policies-overview#rule-evaluation (2026-11)
 */
export function openPorts(all: EffectiveFirewalls, target: Target): number[] | MissingValue {
  const { above, beside } = groups(all, 'INGRESS', target);
  const found = new Set<number>();
  let unsure = false;
  for (const rules of [above, ...beside.map((one) => [...above.filter(({ does }) => does === 'deny'), ...one])]) {
    const shut: Ports[] = [];
    for (const { does, applies, wide, whole, ports } of rules) {
      if (does === 'deny' && applies && whole) shut.push(...ports);
      if (does !== 'allow' || applies === false || !wide) continue;
      const open = ports.filter((one) => !shut.some((other) => covers(other, one)));
      if (applies === undefined) unsure ||= open.length > 0;
      else for (const { from, to } of open) found.add(from).add(to);
    }
  }
  if (found.size === 0 && unsure)
    return missing('whether a rule that lets every address in holds for the machine is not told');
  return [...found].sort((a, b) => a - b);
}

/** Whether the machine can connect to any address, whatever the port: it can, unless a rule forbids everything. */
export function openEgress(all: EffectiveFirewalls, target: Target): boolean | MissingValue {
  const { above, beside } = groups(all, 'EGRESS', target);
  const first = decides(above);
  const unknown = missing('whether a rule that lets everything out holds for the machine is not told');
  if (first.verdict !== undefined) return first.verdict || (first.unsure ? unknown : false);
  const others = beside.map(decides);
  // Which of them comes first can be set: one that lets out is enough, and one that forbids is, where none lets out.
  if (others.some(({ verdict }) => verdict === true)) return true;
  if (!others.some(({ verdict }) => verdict === false)) return true;
  return first.unsure || others.some(({ unsure }) => unsure) ? unknown : false;
}

/** What rules in their order come to for connections to anywhere; undefined: they say nothing of it. */
function decides(rules: readonly Rule[]): { verdict: boolean | undefined; unsure: boolean } {
  let unsure = false;
  for (const { does, applies, wide, whole, ports } of rules) {
    if (does === 'allow' && wide && ports.length > 0 && applies !== false) {
      if (applies) return { verdict: true, unsure };
      unsure = true;
    }
    if (does === 'deny' && whole && applies && ports.some(({ protocol }) => protocol === 'all'))
      return { verdict: false, unsure };
  }
  return { verdict: undefined, unsure };
}

function covers(shut: Ports, one: Ports): boolean {
  return (shut.protocol === 'all' || shut.protocol === one.protocol) && shut.from <= one.from && shut.to >= one.to;
}

/** Policies of the organisation and its folders come first; the network's own rules and policies beside each other. */
function groups({ firewalls = [], firewallPolicys = [] }: EffectiveFirewalls, direction: Direction, target: Target) {
  const policies = firewallPolicys.map(({ type, rules = [] }) => ({
    above: type === 'HIERARCHY',
    rules: beforeHandingOn(sorted(rules.flatMap((one) => ruleOfPolicy(one, direction, target)))),
  }));
  const own = sorted(firewalls.flatMap((one) => ruleOfNetwork(one, direction, target)));
  return {
    above: policies.flatMap((one) => (one.above ? one.rules : [])),
    beside: [own, ...policies.flatMap((one) => (one.above ? [] : [one.rules]))],
  };
}

/** What stands behind a rule that hands on may never be reached: denials there are left out. */
function beforeHandingOn(rules: readonly Rule[]): Rule[] {
  const at = rules.findIndex(({ does, applies }) => does === 'hand-on' && applies !== false);
  return rules.filter(({ does }, index) => does === 'allow' || (does === 'deny' && (at < 0 || index < at)));
}

/** Of rules with the same priority those that deny win. */
function sorted(rules: Rule[]): Rule[] {
  const rank = ({ does }: Rule) => (does === 'deny' ? 0 : 1);
  return rules.sort((a, b) => a.priority - b.priority || rank(a) - rank(b));
}
