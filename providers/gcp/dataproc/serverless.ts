import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { residency } from '../rows/common.ts';
import { firewallUid } from '../rows/compute.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity, computeDefault } from '../rows/identity.ts';
import { networkUid } from '../rows/network.ts';
import type { ExecutionConfig } from './answers.ts';

type RunsAs = 'own' | 'system' | 'user' | 'default' | 'none';
const networking = 'https://cloud.google.com/dataproc-serverless/docs/concepts/network';

/**
 * What batches and sessions share: Dataproc chooses their machines, which stand in a subnet of the customer's and have
 * addresses of that network alone.
 *
 * @param version of the runtime: `2.2`
 */
export function serverless(execution: Spec<ExecutionConfig | undefined>, version: Spec<string | undefined>) {
  const disk = encryption([{ name: 'volume', key: derive([execution], (config) => config?.kmsKey) }]);
  const account = derive([execution, computeDefault], (config, usual) => config?.serviceAccount || usual);
  const identity = accountIdentity(account, {
    runsAs: 'default',
    what: 'the default account of Compute Engine, which the answer does not name',
  });
  const facts = {
    ...disk.facts,
    ...residency,
    runsAs: derive([execution, version, identity.facts.runsAs], runsAs),
    network: byDesign('customer', networking, '2026-11') as Spec<'customer' | 'managed' | 'provider'>,
    egress: byDesign('customer-network', networking, '2026-11') as Spec<
      'none' | 'allow-list' | 'customer-network' | 'internet'
    >,
    publicIp: byDesign(false, networking, '2026-11') as Spec<boolean>,
    shell: byDesign('off', networking, '2026-11') as Spec<'off' | 'brokered' | 'open'>,
  };
  return { facts, links: { ...disk.links, ...identity.links, ...networkLinks(execution, account) } };
}

/**
 * Whose rights the work has. Where nothing is said, runtimes from 3.0 on act as the person, older ones as the account.
 *
 * @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/EnvironmentConfig#AuthenticationType (2026-11)
 */
function runsAs(config: ExecutionConfig | undefined, version: string | undefined, own: RunsAs): RunsAs | MissingValue {
  const word = config?.authenticationConfig?.userWorkloadAuthenticationType ?? 'AUTHENTICATION_TYPE_UNSPECIFIED';
  if (word === 'END_USER_CREDENTIALS') return 'user';
  if (word === 'SERVICE_ACCOUNT') return own;
  if (word !== 'AUTHENTICATION_TYPE_UNSPECIFIED')
    return missing(`the way to sign in ${word} is not known to this version`);
  const [major] = versionOf(version) ?? [];
  if (major === undefined) return missing('neither the way to sign in nor the runtime are told');
  return major >= 3 ? 'user' : own;
}

/** @returns major and minor; undefined for what is no version. */
export function versionOf(text: string | undefined): [major: number, minor: number] | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** In the subnet that it names, in full or by its nickname, or in `default` where it names nothing. */
function networkLinks(execution: Spec<ExecutionConfig | undefined>, account: Spec<string | undefined>) {
  const place = derive([execution, fromScope(({ scope }) => scope)], (config, { account: project, region }) => {
    const { subnetworkUri: subnet = '', networkUri: network = '' } = config ?? {};
    if (subnet.includes('/') || (subnet === '' && network !== '')) return subnet || network;
    return `projects/${project}/regions/${region}/subnetworks/${subnet || 'default'}`;
  });
  const everything = fromScope((answers) => answers);
  return {
    subnets: derive([place, everything], (name, answers): (string | MissingValue)[] => [
      name.includes('/subnetworks/')
        ? networkUid(name, answers)
        : missing('a network is named, not the subnet: ask which routes apply to it', 'not-exposed'),
    ]),
    firewalls: derive(
      [execution, place, account, everything],
      (config, name, email, answers): (string | MissingValue)[] => [
        firewallUid({ place: name, tags: config?.networkTags, account: email }, answers),
      ],
    ),
  };
}
