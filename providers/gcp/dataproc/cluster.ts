import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { type Collector, collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { iamIdentities, ownershipOf, pagesOf, residency, stateOf } from '../rows/common.ts';
import { firewallUid, shellOf } from '../rows/compute.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity, computeDefault } from '../rows/identity.ts';
import { networkUid } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { Cluster, ClusterConfig } from './answers.ts';
import { hasAddress, idleMinutes, interruptible, leastMachines } from './machines.ts';

const operation = 'clusters.list';
const { from, raw } = answersOf<{ [operation]: Cluster }>('dataproc');
const config: Spec<ClusterConfig> = derive(
  [raw(operation, '/config')],
  (found) => found ?? missing('not read by this version: clusters that run on Kubernetes', 'out-of-scope'),
);
const disk = encryption([
  {
    name: 'volume',
    key: refine(config, ({ encryptionConfig: set }) => set?.gcePdKmsKeyName || set?.kmsKey || undefined),
  },
]);
const account = derive([config, computeDefault], ({ gceClusterConfig: gce }, usual) => gce?.serviceAccount || usual);
const identity = accountIdentity(account, {
  runsAs: 'default',
  what: 'the default account of Compute Engine, which the answer does not name',
});
const external = refine(config, hasAddress);
const scripts = supply(
  fromScope(() => []),
  refine(config, ({ initializationActions: all = [] }) => all.flatMap(({ executableFile }) => executableFile ?? [])),
);

/** The older region `global` is none: there the zone tells. */
const region: Spec<string> = derive(
  [raw(operation, '/config/gceClusterConfig/zoneUri'), fromScope(({ scope }) => scope.region)],
  (zone, listed) =>
    listed === 'global'
      ? (/([a-z]+-[a-z]+\d+)-[a-z]$/.exec(zone ?? '')?.[1] ?? missing('the answer names no zone'))
      : listed,
);

export const clusters = collector({
  provider: 'gcp',
  id: 'gcp/dataproc/cluster',
  service: 'dataproc',
  kind: 'ml.compute',
  nativeType: 'dataproc.googleapis.com/Cluster',
  at: 'region',
  list: {
    service: 'dataproc',
    operation,
    permission: 'dataproc.clusters.list',
    items: 'clusters',
    ...pagesOf(100),
  },
  reads: auditReads,
  uid: ({ clusterName }, { account, region }) =>
    `//dataproc.googleapis.com/projects/${account}/regions/${region}/clusters/${String(clusterName)}`,
  name: (item) => String(item.clusterName),
  facts: {
    ...disk.facts,
    ...identity.facts,
    ...ownershipOf(raw(operation, '/labels')),
    region,
    processing: residency.processing,
    network: refine(config, ({ gceClusterConfig: gce }) =>
      // Machines are the customer's own; without a name they are in the network `default` of the project.
      gce ? 'customer' : missing('nothing is said of the network'),
    ) as Spec<'customer' | 'managed' | 'provider'>,
    egress: derive([external], (ip): 'internet' | 'customer-network' => (ip ? 'internet' : 'customer-network')),
    publicIp: external,
    authMethods: iamIdentities,
    shell: refine(config, ({ gceClusterConfig: gce }) => shellOf(gce?.metadata)) as Spec<'off' | 'brokered' | 'open'>,
    plainSecrets: refine(
      config,
      ({ gceClusterConfig: gce, softwareConfig: software }) =>
        countPlainSecrets(gce?.metadata ?? {}) + countPlainSecrets(software?.properties ?? {}),
    ),
    images: notSupported('A cluster is made of images of machines, not of containers.'),
    artifacts: scripts.facts.artifacts,
    sourceRevision: notSupported('A cluster is built from no commit.'),
    patched: notExposed('Ask whether the version of the image is still supported.'),
    accessLogged: useRecorded('dataproc.googleapis.com'),
    appLogged: refine(config, ({ softwareConfig: software }): boolean | MissingValue => {
      const word = software?.properties?.['dataproc:dataproc.logging.stackdriver.enable'];
      return word === undefined ? missing('the properties do not say whether logs are sent') : word === 'true';
    }) as Spec<boolean>,
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    minNodes: refine(config, leastMachines),
    // https://cloud.google.com/dataproc/docs/concepts/iam/sa-multi-tenancy and .../personal-auth
    userIsolation: refine(config, ({ securityConfig, softwareConfig: software }) => {
      const mapped = Object.keys(securityConfig?.identityConfig?.userServiceAccountMapping ?? {});
      return mapped.length > 0 || (software?.properties?.['dataproc:dataproc.personal-auth.user'] ?? '') !== '';
    }),
    startScript: refine(
      config,
      ({ initializationActions, gceClusterConfig: gce }) =>
        (initializationActions ?? []).length > 0 ||
        ['startup-script', 'startup-script-url'].some((name) => Object.hasOwn(gce?.metadata ?? {}, name)),
    ),
    // "Defaults to false."
    webPorts: refine(config, ({ endpointConfig }) => endpointConfig?.enableHttpPortAccess === true),
    interruptible: refine(config, interruptible),
    state: from(
      operation,
      '/status/state',
      stateOf({
        RUNNING: 'active',
        UPDATING: 'active',
        REPAIRING: 'active',
        CREATING: 'pending',
        STARTING: 'pending',
        SCHEDULED: 'pending',
        STOPPING: 'stopped',
        STOPPED: 'stopped',
        DELETING: 'deleting',
        ERROR: 'failed',
        ERROR_DUE_TO_UPDATE: 'failed',
      }),
      { absent: missing() },
    ),
    createdAt: derive([raw(operation, '/statusHistory'), raw(operation, '/status')], (history, now) => {
      const made = [...(history ?? []), now ?? {}].find(({ state }) => state === 'CREATING');
      return made?.stateStartTime ?? missing('the answer does not say when it was made');
    }),
    modifiedAt: from(operation, '/status/stateStartTime', (time) => time, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the jobs of the cluster.'),
    idleStopMinutes: refine(config, idleMinutes),
  },
  links: {
    ...disk.links,
    ...identity.links,
    repositories: notSupported('A cluster is made of images of machines, not of containers.'),
    buckets: derive(
      [config, scripts.links.buckets],
      ({ configBucket, tempBucket }, others): (string | MissingValue)[] => [
        ...new Set([
          ...[configBucket, tempBucket].flatMap((name) => (name ? `//storage.googleapis.com/${name}` : [])),
          ...others,
        ]),
      ],
    ),
    logGroups: notExposed('Ask for the log sinks of the project.'),
    subnets: derive([config, fromScope((answers) => answers)], ({ gceClusterConfig: gce }, answers) => [
      gce?.subnetworkUri
        ? networkUid(gce.subnetworkUri, answers)
        : missing('a network is named, not the subnet: ask which routes apply to it', 'not-exposed'),
    ]),
    firewalls: derive(
      [config, account, fromScope((answers) => answers)],
      ({ gceClusterConfig: gce }, email, answers) => [
        firewallUid({ place: gce?.subnetworkUri || gce?.networkUri, tags: gce?.tags, account: email }, answers),
      ],
    ),
  },
});

/** Clusters that were made in the older region `global`, wherever their machines are. */
export const globalClusters: Collector = {
  ...clusters,
  id: 'gcp/dataproc/global-cluster',
  at: 'account',
  region: (answers) => {
    const { value } = region.map(answers);
    return typeof value === 'string' ? value : undefined;
  },
};
