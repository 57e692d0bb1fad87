import { account, key } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { sessions } from './session.ts';

const subnet = 'projects/imaging-train/regions/europe-west4/subnetworks/ml';
const email = 'prep@imaging-train.iam.gserviceaccount.com';
const usual = '111-compute@developer.gserviceaccount.com';
const fire = (as: string, tags = '') =>
  `//compute.googleapis.com/${subnet}/effectiveFirewalls/tags=${tags}/account=${encodeURIComponent(as)}`;
const given = {
  item: {
    name: 'projects/imaging-train/locations/europe-west4/sessions/ada',
    createTime: '2026-11-01T00:00:00Z',
    state: 'ACTIVE',
    stateTime: '2026-11-01T00:01:00Z',
    user: 'ada@hospital.example',
    labels: { owner: 'imaging' },
    runtimeConfig: { version: '2.2', properties: { 'spark.executor.cores': '4' } },
    environmentConfig: {
      executionConfig: {
        serviceAccount: email,
        subnetworkUri: subnet,
        kmsKey: key,
        idleTtl: '1800s',
        stagingBucket: 'b',
      },
    },
  },
};
const lost = 'missing: not-returned';
const config = '/environmentConfig/executionConfig';
const user = { runsAs: 'user', userIsolation: true };

contract(sessions, given);
changesTable(sessions, given, [
  ['/state', 'CREATING', { state: 'pending' }],
  ['/state', 'TERMINATED', { state: 'stopped' }],
  ['/state', 'FAILED', { state: 'failed' }],
  ['/state', 'DREAMING', { state: lost }],
  ['/state', undefined, { state: lost }],
  ['/createTime', undefined, { createdAt: lost }],
  ['/labels', undefined, { tags: {}, owner: '' }],
  [`${config}/idleTtl`, undefined, { idleStopMinutes: 60 }],
  [`${config}/idleTtl`, '1209600s', { idleStopMinutes: 20160 }],
  [`${config}/idleTtl`, 'soon', { idleStopMinutes: lost }],
  [`${config}/stagingBucket`, undefined, { '->buckets': [lost] }],
  [`${config}/networkTags`, ['prep'], { '->firewalls': [fire(email, 'prep')] }],
  [
    `${config}/kmsKey`,
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  [
    `${config}/serviceAccount`,
    undefined,
    { runsAs: 'default', '->principals': [account(usual)], '->firewalls': [fire(usual)] },
  ],
  ['/runtimeConfig/version', '3.0', user],
  ['/runtimeConfig/version', '3', { runsAs: lost, userIsolation: lost }],
  ['/runtimeConfig/version', undefined, { runsAs: lost, userIsolation: lost }],
  ...(
    [
      ['END_USER_CREDENTIALS', user],
      ['SERVICE_ACCOUNT', {}],
      ['AUTHENTICATION_TYPE_UNSPECIFIED', {}],
      ['SOMETHING_NEW', { runsAs: lost, userIsolation: lost }],
    ] as const
  ).map(
    ([word, expected]): Change => [
      `${config}/authenticationConfig`,
      { userWorkloadAuthenticationType: word },
      expected,
    ],
  ),
  ['/runtimeConfig/properties/DB_PASSWORD', 'tiles-2026-secret', { plainSecrets: 1 }],
  [
    '/runtimeConfig/containerImage',
    'docker.io/x/y:1',
    { images: [{ ref: 'docker.io/x/y:1', pinned: false, registry: 'public' }] },
  ],
]);
