import type { MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, missing } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import type { EffectiveFirewalls } from '../analysis/firewalls.ts';
import type { Route, Router } from '../analysis/routes.ts';
import { networkUid } from './network.ts';

/** @see https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks (2026-11) */
export interface Subnetwork {
  name?: string;
  network?: string;
  creationTimestamp?: string;
  state?: string;
  stackType?: string;
  ipv6AccessType?: string;
  privateIpGoogleAccess?: boolean;
  enableFlowLogs?: boolean;
  logConfig?: { enable?: boolean; flowSampling?: number; filterExpr?: string };
}

export const compute = answersOf<{
  'subnetworks.get': Subnetwork;
  'routes.list': { items?: Route[] };
  'routers.list': { items?: Router[] };
  'projects.get': { xpnProjectStatus?: string };
  'firewallPolicies.getEffectiveFirewalls': EffectiveFirewalls;
}>('compute');

/** A subnet by its name; comes before what hangs on its network. */
export const subnetRead: ReadSpec = {
  service: 'compute',
  operation: 'subnetworks.get',
  permission: 'compute.subnetworks.get',
  memo: true,
  expects: 'network',
  gone: true,
  input: ({ subnet }) => (typeof subnet === 'string' ? { name: subnet } : null),
};

/** Whose rules are asked for: machines with these tags and this account. */
export interface Machine {
  /** Network or subnet, as an address or as a name. */
  place: string | undefined;
  tags: readonly string[] | undefined;
  /** Undefined where it is not known. */
  account: string | undefined;
}

/**
 * Uid of the firewall rules that hold for a machine. Google has no rule sets: which rules hold follows from the network,
 * the tags and the account of the machine, so these make the name.
 */
export function firewallUid({ place, tags = [], account }: Machine, answers: Answers): string | MissingValue {
  const name = place === undefined ? undefined : networkUid(place, answers);
  if (name === undefined || !/\/(?:regions\/[^/]+\/subnetworks|global\/networks)\/[^/]+$/.test(name))
    return missing('the network that it runs in is not told');
  const own = tags.map(encodeURIComponent).sort().join('+');
  const region = name.includes('/subnetworks/') ? '' : `/${answers.scope.region}`;
  return `${name}/effectiveFirewalls${region}/tags=${own}/account=${encodeURIComponent(account ?? '')}`;
}

const form =
  /^\/\/compute\.googleapis\.com\/(projects\/([^/]+)\/(?:regions\/([^/]+)\/subnetworks|global\/networks)\/[^/]+)\/effectiveFirewalls(?:\/([^/]+))?\/tags=([^/]*)\/account=([^/]*)$/;

/** What the uid of such rules says; undefined for another uid. */
export function machineOf(uid: string) {
  const [, name, project, ofSubnet, ofNetwork, tags = '', account = ''] = form.exec(uid) ?? [];
  const region = ofSubnet ?? ofNetwork;
  if (name === undefined || project === undefined || region === undefined) return undefined;
  const item = {
    uid,
    ...(ofSubnet === undefined ? { network: name } : { subnet: name }),
    tags: tags
      .split('+')
      .filter((one) => one !== '')
      .map(decodeURIComponent),
    ...(account === '' ? {} : { account: decodeURIComponent(account) }),
  };
  return { scope: { account: project, region }, item };
}

/**
 * How people get a shell on a machine, by its metadata. The console on its serial port answers every address; whether
 * port 22 does is up to the rules of the network.
 *
 * @see https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console (2026-11)
 */
export function shellOf(metadata: Readonly<Record<string, string>> | undefined): 'open' | MissingValue {
  // Metadata that are on or off: https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys
  return /^(true|y|yes|1)$/i.test(metadata?.['serial-port-enable'] ?? '')
    ? 'open'
    : missing('Ask for the firewall rules for port 22 and for OS Login of the project.', 'not-exposed');
}
