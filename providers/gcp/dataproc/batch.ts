import type { MissingValue } from '../../../src/model/facts.ts';
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
import { byTable, googleList, ownershipOf, residency, same, stateOf } from '../rows/common.ts';
import { firewallUid } from '../rows/compute.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity, computeDefault } from '../rows/identity.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import { networkUid } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { Batch, BatchCode } from './answers.ts';

const operation = 'batches.list';
const { from, raw } = answersOf<{ [operation]: Batch }>('dataproc');
const execution = raw(operation, '/environmentConfig/executionConfig');
const disk = encryption([{ name: 'volume', key: derive([execution], (config) => config?.kmsKey) }]);
/** What runs: one of these, by the language it is written in. */
const code: Spec<BatchCode> = derive(
  [
    raw(operation, '/pysparkBatch'),
    raw(operation, '/sparkBatch'),
    raw(operation, '/sparkRBatch'),
    raw(operation, '/sparkSqlBatch'),
  ],
  (...all) => all.find((one) => one !== undefined) ?? missing('what it runs is not told'),
);
const parts = supply(
  derive([raw(operation, '/runtimeConfig/containerImage')], (image) => (image ? [image] : [])),
  derive([code], ({ mainPythonFileUri: py, mainJarFileUri: jar, mainRFileUri: r, queryFileUri: sql, ...more }) => [
    ...[py, jar, r, sql].flatMap((uri) => uri ?? []),
    ...[more.pythonFileUris, more.jarFileUris, more.fileUris, more.archiveUris].flatMap((uris) => uris ?? []),
  ]),
);
const account = derive([execution, computeDefault], (config, usual) => config?.serviceAccount || usual);
const identity = accountIdentity(account, {
  runsAs: 'default',
  what: 'the default account of Compute Engine, which the answer does not name',
});
/** Where it runs: in the subnet that it names, in full or by its nickname, or in `default` where it names nothing. */
const place = derive([execution, fromScope(({ scope }) => scope)], (config, { account: project, region }) => {
  const { subnetworkUri: subnet = '', networkUri: network = '' } = config ?? {};
  if (subnet.includes('/') || (subnet === '' && network !== '')) return subnet || network;
  return `projects/${project}/regions/${region}/subnetworks/${subnet || 'default'}`;
});
/** Whose rights the work has: https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/AuthenticationConfig */
const runsAs = derive(
  [execution, identity.facts.runsAs],
  (config, own): 'own' | 'system' | 'user' | 'default' | 'none' | MissingValue => {
    const word = config?.authenticationConfig?.userWorkloadAuthenticationType;
    if (word === 'END_USER_CREDENTIALS') return 'user';
    return word === undefined || word === 'SERVICE_ACCOUNT' || word === 'AUTHENTICATION_TYPE_UNSPECIFIED'
      ? own
      : missing(`the way to sign in ${word} is not known to this version`);
  },
);
const words = {
  PENDING: ['pending', 'running'],
  RUNNING: ['active', 'running'],
  CANCELLING: ['stopped', 'stopped'],
  CANCELLED: ['stopped', 'stopped'],
  SUCCEEDED: ['stopped', 'succeeded'],
  FAILED: ['failed', 'failed'],
} as const;
const table = <V>(pick: (both: (typeof words)[keyof typeof words]) => V) =>
  Object.fromEntries(Object.entries(words).map(([word, both]) => [word, pick(both)]));
const networking = 'https://cloud.google.com/dataproc-serverless/docs/concepts/network';

/** Work that Dataproc runs on machines of its own choosing, in a subnet of the customer's. */
export const batches = collector({
  provider: 'gcp',
  id: 'gcp/dataproc/batch',
  service: 'dataproc',
  kind: 'ml.training_job',
  nativeType: 'dataproc.googleapis.com/Batch',
  at: 'region',
  list: {
    service: 'dataproc',
    operation,
    permission: 'dataproc.batches.list',
    items: 'batches',
    ...googleList,
    paging: { ...googleList.paging, size: ['pageSize', 100] },
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: { orderBy: 'create_time desc' },
      why: 'a list of jobs has no end, and old jobs cannot be changed',
    },
  },
  reads: [],
  uid: (item, scope) => uidOf('dataproc', item.name ?? 'undefined', scope),
  name: (item) => lastSegment(item.name),
  facts: {
    ...disk.facts,
    ...identity.facts,
    ...parts.facts,
    ...residency,
    ...ownershipOf(raw(operation, '/labels')),
    runsAs,
    nodeTraffic: notExposed('Ask whether Spark encrypts what its machines send each other.'),
    clientTls: notSupported('Nobody calls a batch.'),
    // Its machines have addresses of the customer's network alone.
    network: byDesign('customer', networking, '2026-11') as Spec<'customer' | 'managed' | 'provider'>,
    egress: byDesign('customer-network', networking, '2026-11') as Spec<
      'none' | 'allow-list' | 'customer-network' | 'internet'
    >,
    publicIp: byDesign(false, networking, '2026-11') as Spec<boolean>,
    authMethods: notSupported('Nobody calls a batch.'),
    shell: byDesign('off', networking, '2026-11') as Spec<'off' | 'brokered' | 'open'>,
    plainSecrets: derive(
      [raw(operation, '/runtimeConfig/properties'), code],
      (properties, { args }) => countPlainSecrets(properties ?? {}) + (args ? countPlainSecrets(args.join(' ')) : 0),
    ),
    sourceRevision: notSupported('A batch records no commit.'),
    patched: notSupported('The version of the runtime says what software runs.'),
    purpose: { reads: [], map: () => ({ value: 'process', from: [] }) },
    outcome: from(
      operation,
      '/state',
      byTable(
        'state',
        table(([, outcome]) => outcome),
      ),
      { absent: missing() },
    ),
    state: from(operation, '/state', stateOf(table(([state]) => state)), { absent: missing() }),
    startedAt: derive(
      [raw(operation, '/stateHistory'), raw(operation, '/state'), raw(operation, '/stateTime')],
      (past, now, time) => {
        const ran = [...(past ?? []), { state: now, stateStartTime: time }].find(({ state }) => state === 'RUNNING');
        return ran?.stateStartTime ?? missing('the answer does not say when it started');
      },
    ),
    maxMinutes: derive([execution], (config): number | MissingValue => {
      const seconds = /^(\d+(?:\.\d+)?)s$/.exec(config?.ttl ?? '')?.[1];
      return seconds === undefined
        ? missing('how long it may run is not told: what holds without a limit hangs on its runtime')
        : Math.ceil(Number(seconds) / 60);
    }),
    interruptible: notExposed('Ask whether its machines may be taken away.'),
    inputs: notExposed('Ask which data its arguments name.'),
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/stateTime', same, { absent: missing() }),
    lastUsedAt: notSupported('A batch runs once.'),
    idleStopMinutes: notSupported('A batch ends by itself; see maxMinutes.'),
  },
  links: {
    ...disk.links,
    ...identity.links,
    ...parts.links,
    subnets: derive([place, fromScope((answers) => answers)], (name, answers): (string | MissingValue)[] => [
      name.includes('/subnetworks/')
        ? networkUid(name, answers)
        : missing('a network is named, not the subnet: ask which routes apply to it', 'not-exposed'),
    ]),
    firewalls: derive(
      [execution, place, account, fromScope((answers) => answers)],
      (config, name, email, answers): (string | MissingValue)[] => [
        firewallUid({ place: name, tags: config?.networkTags, account: email }, answers),
      ],
    ),
    computes: fromScope(() => []),
    datasets: notExposed('Ask which data its arguments name.'),
    outputs: notExposed('Ask where its arguments send what it makes.'),
    runs: fromScope(() => []),
  },
});
