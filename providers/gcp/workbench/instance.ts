import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { iamIdentities, ownershipOf, pagesOf, same, stateOf } from '../rows/common.ts';
import { firewallUid, shellOf } from '../rows/compute.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { lastSegment, linkUid, locationIn, uidOf } from '../rows/names.ts';
import { supply } from '../rows/supply.ts';
import type { Instance } from './answers.ts';
import { hasAddress, isForOne, keyOf, keyOfAll } from './machine.ts';

const operation = 'instances.list';
const { from, raw } = answersOf<{ [operation]: Instance }>('notebooks');
const metadata = raw(operation, '/gceSetup/metadata');
const whole = raw(operation, '');
const disks = encryption([
  { name: 'volume', key: derive([raw(operation, '/gceSetup/bootDisk')], keyOf) },
  {
    name: 'data',
    key: derive([raw(operation, '/gceSetup/dataDisks')], (list) => keyOfAll(list ?? [])),
    used: derive([raw(operation, '/gceSetup/dataDisks')], (list) => (list?.length ?? 0) > 0),
  },
]);
const identity = accountIdentity(
  derive([raw(operation, '/gceSetup/serviceAccounts')], (list) => list?.[0]?.email),
  {
    runsAs: 'default',
    what: 'the default account of Compute Engine, which the answer does not name',
  },
);
const parts = supply(
  derive([raw(operation, '/gceSetup/containerImage')], (image) =>
    image?.repository ? [image.repository + (image.tag ? `:${image.tag}` : '')] : [],
  ),
  fromScope(() => []),
);
const external = derive([raw(operation, '/gceSetup')], hasAddress);
/** The account stays with the machine where code signs in as a person: whether it can still be used is not told. */
const runsAs = derive([identity.facts.runsAs, raw(operation, '/enableManagedEuc')], (account, person) =>
  person === true
    ? missing(
        'Ask whether code can still act as the account of the machine, beside the person who uses it.',
        'not-exposed',
      )
    : account,
);
/** Metadata are texts; a key that is not there has the documented default. */
const flag = (key: string): Spec<boolean> => derive([metadata], (all) => all?.[key]?.toLowerCase() === 'true');

export const instances = collector({
  provider: 'gcp',
  id: 'gcp/workbench/instance',
  service: 'notebooks',
  kind: 'ml.notebook',
  nativeType: 'notebooks.googleapis.com/Instance',
  at: 'account',
  list: {
    service: 'notebooks',
    operation,
    permission: 'notebooks.instances.list',
    items: 'instances',
    ...pagesOf(500),
  },
  reads: [],
  uid: (item, scope) => uidOf('notebooks', item.name ?? 'undefined', scope),
  name: (item) => lastSegment(item.name),
  // Instances lie in zones (europe-west4-a): the region is what comes before the letter.
  region: ({ item }) => locationIn(String(at(item, '/name')))?.replace(/-[a-z]$/, ''),
  facts: {
    ...disks.facts,
    runsAs,
    ...ownershipOf(raw(operation, '/labels')),
    region: fromScope(
      ({ item }) => locationIn(String(item.name))?.replace(/-[a-z]$/, '') ?? missing('the name has no location'),
    ),
    processing: byDesign(
      'region' as 'region' | 'geography' | 'global',
      'https://cloud.google.com/vertex-ai/docs/workbench/instances/introduction',
      '2026-11',
    ),
    state: from(
      operation,
      '/state',
      stateOf({
        ACTIVE: 'active',
        STARTING: 'pending',
        PROVISIONING: 'pending',
        INITIALIZING: 'pending',
        STOPPING: 'stopped',
        STOPPED: 'stopped',
        SUSPENDING: 'stopped',
        SUSPENDED: 'stopped',
        UPGRADING: 'active',
        DELETED: 'deleting',
        DELETING: 'deleting',
      }),
      { absent: missing() },
    ),
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/updateTime', same, { absent: missing() }),
    lastUsedAt: notExposed('the last activity on the instance, from its monitoring'),
    // The default is documented as three hours, and recorded instances have no such key: absent is not known.
    idleStopMinutes: derive([metadata], (all) => {
      const text = all?.['idle-timeout-seconds'];
      if (text === undefined) return missing('the metadata do not say when an idle instance stops');
      const seconds = Number(text);
      if (!Number.isFinite(seconds)) return missing('idle-timeout-seconds is no number');
      return seconds > 0 ? Math.ceil(seconds / 60) : null;
    }),
    publicAccess: derive([external, raw(operation, '/disableProxyAccess')], (ip, noProxy) =>
      ip ? ('open' as const) : noProxy === true ? ('private' as const) : ('provider-api' as const),
    ),
    allowedRanges: notExposed('the firewall rules of the network'),
    network: byDesign(
      'customer' as 'customer' | 'managed' | 'provider',
      'https://cloud.google.com/vertex-ai/docs/workbench/instances/create',
      '2026-11',
    ),
    egress: derive([external], (ip) => (ip ? ('internet' as const) : ('customer-network' as const))),
    publicIp: external,
    authMethods: iamIdentities,
    shell: derive([metadata], shellOf) as Spec<'off' | 'brokered' | 'open'>,
    plainSecrets: derive([metadata], (all) => countPlainSecrets(all ?? {})),
    images: parts.facts.images,
    artifacts: notSupported('An instance loads no model files of its own.'),
    sourceRevision: notSupported('An instance is built from no commit.'),
    patched: notExposed('whether an upgrade is offered for the instance (checkUpgradability)'),
    // Absent: people are administrators of the machine.
    rootAccess: derive([flag('notebook-disable-root')], (off) => !off),
    singleUser: derive([whole], (one) => isForOne(one ?? { name: '' })),
    fileDownload: derive([flag('notebook-disable-downloads')], (off) => !off),
    terminal: derive([flag('notebook-disable-terminal')], (off) => !off),
    startScript: derive(
      [metadata],
      (all) => all?.['post-startup-script'] !== undefined || all?.['startup-script'] !== undefined,
    ),
    metadataV2: byDesign(true, 'https://cloud.google.com/compute/docs/metadata/querying-metadata', '2026-11'),
    // Left out of the answer: off.
    secureBoot: derive([raw(operation, '/gceSetup/shieldedInstanceConfig/enableSecureBoot')], (on) => on === true),
    autoPatch: derive([metadata], (all) => (all?.['notebook-upgrade-schedule'] ?? '') !== ''),
  },
  links: {
    ...disks.links,
    ...identity.links,
    repositories: parts.links.repositories,
    subnets: derive(
      [raw(operation, '/gceSetup/networkInterfaces'), fromScope((answers) => answers)],
      (list, answers): (string | MissingValue)[] =>
        (list ?? []).map(({ subnet }) => {
          const name = subnet?.replace(/^https:\/\/[^/]+\/compute\/v1\//, '');
          return name ? linkUid('compute', name, answers) : missing('the answer names no subnet');
        }),
    ),
    firewalls: derive(
      [raw(operation, '/gceSetup'), fromScope((answers) => answers)],
      (setup, answers): (string | MissingValue)[] =>
        (setup?.networkInterfaces ?? []).map(({ subnet, network }) =>
          firewallUid(
            { place: subnet ?? network, tags: setup?.tags, account: setup?.serviceAccounts?.[0]?.email },
            answers,
          ),
        ),
    ),
  },
});
