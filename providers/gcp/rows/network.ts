import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { byDesign, derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { AccessLevel } from '../analysis/access-levels.ts';
import { holds, type Way } from '../analysis/perimeters.ts';
import { linkUid } from './names.ts';
import {
  accessLevelsRead,
  accessPoliciesRead,
  ancestryRead,
  organisation,
  perimeters,
  perimetersRead,
} from './organisation.ts';

/** Reads that `inPerimeter` needs, in order. */
export const perimeterReads = [ancestryRead, accessPoliciesRead, perimetersRead, accessLevelsRead];

/**
 * Whether a perimeter of VPC Service Controls that restricts a service holds the project. Perimeters that are only tried
 * out (`spec`) hold nothing, and those with a rule or an access level for everybody hold nothing that way.
 *
 * @param ways What it has to keep: callers out, data in, or both.
 * @see https://cloud.google.com/vpc-service-controls/docs/overview
 */
export function inPerimeter(service: string, ways: readonly Way[]): Spec<boolean> {
  return deriveSome(
    [
      organisation.raw('projects.getAncestry', '/ancestor'),
      perimeters.raw('accessPolicies.list', '/accessPolicies'),
      perimeters.each('servicePerimeters.list', '/servicePerimeters'),
      perimeters.each('accessLevels.list', '/accessLevels'),
      fromScope((answers) => answers),
    ],
    (ancestry, policies, lists, levels, answers) => {
      const found = isMissingValue(lists) ? [lists] : [...lists.values()];
      const known = found.flatMap((one) => (isMissingValue(one) ? [] : (one ?? [])));
      const project = isMissingValue(answers) ? undefined : numberOf(answers);
      if (project === undefined) return missing('the number of the project is not known');
      const held = known.map((one) => holds(one, { project, service, ways }, (name) => levelOf(levels, name)));
      if (held.includes(true)) return true;
      return [ancestry, policies, ...found, ...held].find(isMissingValue) ?? false;
    },
  );
}

type Levels = ReadonlyMap<string, readonly AccessLevel[] | undefined | MissingValue>;

/** An access level by its full name, from the lists of all policies. */
function levelOf(lists: Levels | MissingValue, name: string): AccessLevel | MissingValue {
  const policy = name.split('/')[1] ?? '';
  const list = isMissingValue(lists) ? lists : lists.get(policy);
  if (isMissingValue(list)) return list;
  return list?.find((one) => one.name === name) ?? missing(`the access level ${name} is not listed`);
}

/** Perimeters name projects by number. */
function numberOf({ aliases, scope, item }: Answers): string | undefined {
  const own = /^projects\/(\d+)\//.exec(String(item.name ?? ''))?.[1];
  return own ?? [...(aliases ?? [])].find(([, account]) => account === scope.account)?.[0];
}

export interface NetworkRows {
  /** Full name of the peered network: `projects/{number}/global/networks/{name}`. */
  network?: Spec<string | undefined>;
  /** Name of the network attachment of a Private Service Connect interface. */
  attachment?: Spec<string | undefined>;
}

const nothing: Spec<string | undefined> = { reads: [], map: () => ({ value: undefined, from: [] }) };

/**
 * Trait network of code that Vertex AI runs in a network of Google's, which may be joined to the customer's. Even then
 * it keeps its own way to the internet; only a perimeter around Vertex AI closes it, and what is left goes through the
 * customer's network, where it is joined to one.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/general/vpc-service-controls
 * @see https://docs.cloud.google.com/vertex-ai/docs/training/psc-i-egress
 */
export function vertexNetwork({ network = nothing, attachment = nothing }: NetworkRows) {
  const joined = derive([network, attachment], (peered, interface_) => (peered || interface_ || '') !== '');
  const facts = {
    network: derive([joined], (yes): 'customer' | 'managed' | 'provider' => (yes ? 'customer' : 'provider')),
    egress: derive(
      [joined, inPerimeter('aiplatform.googleapis.com', ['out'])],
      (yes, closed): 'none' | 'allow-list' | 'customer-network' | 'internet' =>
        closed ? (yes ? 'customer-network' : 'allow-list') : 'internet',
    ),
    publicIp: byDesign(
      false,
      'https://docs.cloud.google.com/vertex-ai/docs/training/psc-i-egress#limitations',
      '2026-11',
    ) as Spec<boolean>,
  };
  return { facts, reads: perimeterReads };
}

/** Uid of a network or subnetwork, whichever way it is named. */
export function networkUid(name: string, answers: Answers): string {
  return linkUid('compute', name.replace(/^https:\/\/[^/]+\/compute\/[^/]+\//, ''), answers);
}

/** Code in Google's network is in no subnet of the customer's; what it may reach there is the network's fact. */
export function subnetsUnknown(joined: Spec<string | undefined>): Spec<(string | MissingValue)[]> {
  return derive([joined], (name) =>
    name === undefined || name === ''
      ? []
      : missing('the network is named, not the subnet: ask which routes and rules apply to it', 'not-exposed'),
  );
}
