import { describe, expect, it } from 'vitest';
import { account, key } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { batches } from './batch.ts';

const subnet = 'projects/imaging-train/regions/europe-west4/subnetworks/ml';
const email = 'prep@imaging-train.iam.gserviceaccount.com';
const bucket = (name: string) => `//storage.googleapis.com/${name}`;
const fire = (tags: string, as: string) =>
  `//compute.googleapis.com/${subnet}/effectiveFirewalls/tags=${tags}/account=${encodeURIComponent(as)}`;
const given = {
  item: {
    name: 'projects/imaging-train/locations/europe-west4/batches/tiles',
    createTime: '2026-11-01T00:00:00Z',
    state: 'SUCCEEDED',
    stateTime: '2026-11-01T02:00:00Z',
    stateHistory: [
      { state: 'PENDING', stateStartTime: '2026-11-01T00:00:00Z' },
      { state: 'RUNNING', stateStartTime: '2026-11-01T00:01:00Z' },
    ],
    labels: { owner: 'imaging' },
    runtimeConfig: { version: '2.2', properties: { 'spark.executor.cores': '4' } },
    environmentConfig: {
      executionConfig: {
        serviceAccount: email,
        subnetworkUri: subnet,
        networkTags: ['prep'],
        kmsKey: key,
        ttl: '7200s',
      },
    },
    pysparkBatch: { mainPythonFileUri: 'gs://code/tiles.py', args: ['--month=10'] },
  },
};
const lost = 'missing: not-returned';
const config = '/environmentConfig/executionConfig';
const script = { uri: 'gs://code/tiles.py', pinned: false, format: 'py' };

contract(batches, given);
changesTable(batches, given, [
  ['/state', 'FAILED', { state: 'failed', outcome: 'failed' }],
  ['/state', 'CANCELLED', { outcome: 'stopped' }],
  ['/state', 'PENDING', { state: 'pending', outcome: 'running' }],
  ['/state', 'DREAMING', { state: lost, outcome: lost }],
  ['/state', undefined, { state: lost, outcome: lost }],
  ['/stateHistory', undefined, { startedAt: lost }],
  ['/labels', undefined, { tags: {}, owner: '' }],
  [
    `${config}/kmsKey`,
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  [`${config}/ttl`, '90s', { maxMinutes: 2 }],
  [`${config}/ttl`, undefined, { maxMinutes: 240 }],
  [`${config}/ttl`, 'soon', { maxMinutes: lost }],
  [`${config}/networkTags`, undefined, { '->firewalls': [fire('', email)] }],
  [`${config}/subnetworkUri`, 'ml', {}],
  [
    `${config}/subnetworkUri`,
    undefined,
    {
      '->subnets': [`//compute.googleapis.com/${subnet.replace('/ml', '/default')}`],
      '->firewalls': [fire('prep', email).replace('/ml/', '/default/')],
    },
  ],
  [
    config,
    { serviceAccount: email, networkUri: 'projects/imaging-train/global/networks/n', kmsKey: key, ttl: '7200s' },
    {
      '->subnets': ['missing: not-exposed'],
      '->firewalls': [
        `//compute.googleapis.com/projects/imaging-train/global/networks/n/effectiveFirewalls/europe-west4/tags=/account=${encodeURIComponent(email)}`,
      ],
    },
  ],
  [
    `${config}/serviceAccount`,
    undefined,
    {
      runsAs: 'default',
      '->principals': [account('111-compute@developer.gserviceaccount.com')],
      '->firewalls': [fire('prep', '111-compute@developer.gserviceaccount.com')],
    },
  ],
  ...(
    [
      ['END_USER_CREDENTIALS', { runsAs: 'user' }],
      ['SERVICE_ACCOUNT', {}],
      ['SOMETHING_NEW', { runsAs: lost }],
    ] as const
  ).map(
    ([word, expected]): Change => [
      `${config}/authenticationConfig`,
      { userWorkloadAuthenticationType: word },
      expected,
    ],
  ),
  [
    '/runtimeConfig/containerImage',
    'docker.io/x/y:1',
    { images: [{ ref: 'docker.io/x/y:1', pinned: false, registry: 'public' }] },
  ],
  ['/runtimeConfig/version', '3.0', { runsAs: 'user' }],
  ['/runtimeConfig/version', undefined, { runsAs: lost }],
  ['/runtimeConfig/properties/DB_PASSWORD', 'tiles-2026-secret', { plainSecrets: 1 }],
  [
    '/pysparkBatch/jarFileUris',
    ['gs://jars/a.jar'],
    {
      artifacts: [script, { uri: 'gs://jars/a.jar', pinned: false, format: 'jar' }],
      '->buckets': [bucket('code'), bucket('jars')],
    },
  ],
  ['/pysparkBatch', undefined, { artifacts: lost, plainSecrets: lost, '->buckets': lost }],
]);

describe('a batch without a limit', () => {
  it.each([
    ['1.2', lost],
    ['2.0', lost],
    ['2.1', 240],
    ['3.0', 240],
    [undefined, lost],
  ])('of runtime %s', (version, expected) => {
    const { ttl: _ttl, ...left } = given.item.environmentConfig.executionConfig;
    const item = {
      ...given.item,
      runtimeConfig: version ? { version } : {},
      environmentConfig: { executionConfig: left },
    };
    expect(plainOf(resourceOf(batches, { item })).maxMinutes).toBe(expected);
  });
});
