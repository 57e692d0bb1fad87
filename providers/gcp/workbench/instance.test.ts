import { contract } from '../testing/contract.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { instances } from './instance.ts';

const key = 'projects/imaging-train/locations/europe-west4/keyRings/r/cryptoKeys/k';
const keyUid = `//cloudkms.googleapis.com/${key}`;
const given = {
  item: {
    name: 'projects/imaging-train/locations/europe-west4-a/instances/segmentation',
    state: 'ACTIVE',
    createTime: '2026-01-01T00:00:00Z',
    updateTime: '2026-02-01T00:00:00Z',
    labels: { owner: 'imaging' },
    instanceOwners: ['ada@hospital.example'],
    gceSetup: {
      bootDisk: { diskEncryption: 'CMEK', kmsKey: key },
      dataDisks: [{ diskEncryption: 'CMEK', kmsKey: key }],
      disablePublicIp: true,
      networkInterfaces: [
        { subnet: 'https://www.googleapis.com/compute/v1/projects/imaging-train/regions/europe-west4/subnetworks/ml' },
      ],
      serviceAccounts: [{ email: 'notebooks@imaging-train.iam.gserviceaccount.com' }],
      shieldedInstanceConfig: { enableSecureBoot: true },
      metadata: { 'notebook-disable-root': 'true', 'idle-timeout-seconds': '3600' },
    },
  },
  reads: {},
};

contract(instances, given);
changesTable(instances, given, [
  ['/state', 'STOPPED', { state: 'stopped' }],
  ['/state', 'DREAMING', { state: 'missing: not-returned' }],
  ['/gceSetup/metadata/notebook-disable-root', undefined, { rootAccess: true }],
  ['/gceSetup/metadata/notebook-disable-root', 'false', { rootAccess: true }],
  ['/gceSetup/metadata/notebook-disable-root', 'TRUE', {}],
  ['/gceSetup/metadata/notebook-disable-downloads', 'true', { fileDownload: false }],
  ['/gceSetup/metadata/notebook-disable-terminal', 'true', { terminal: false }],
  ['/gceSetup/metadata/idle-timeout-seconds', undefined, { idleStopMinutes: 'missing: not-returned' }],
  ['/gceSetup/metadata/idle-timeout-seconds', '0', { idleStopMinutes: null }],
  ['/gceSetup/metadata/idle-timeout-seconds', '10800', { idleStopMinutes: 180 }],
  ['/gceSetup/metadata/idle-timeout-seconds', 'soon', { idleStopMinutes: 'missing: not-returned' }],
  ['/gceSetup/metadata/notebook-upgrade-schedule', '00 19 * * MON', { autoPatch: true }],
  ['/gceSetup/metadata/post-startup-script', 'gs://b/s.sh', { startScript: true }],
  [
    '/gceSetup/bootDisk/diskEncryption',
    'GMEK',
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'data', key: 'customer' },
      ],
    },
  ],
  // How a disk is encrypted is taken, and may not be given back.
  ...([undefined, 'CSEK'] as const).map(
    (word): Change => [
      '/gceSetup/bootDisk/diskEncryption',
      word,
      {
        keyAtRest: 'missing: not-returned',
        stores: [
          { name: 'volume', key: 'missing: not-returned' },
          { name: 'data', key: 'customer' },
        ],
        '->keys': ['missing: not-returned', keyUid],
      },
    ],
  ),
  [
    '/gceSetup/bootDisk/kmsKey',
    undefined,
    {
      keyAtRest: 'missing: not-returned',
      stores: [
        { name: 'volume', key: 'missing: not-returned' },
        { name: 'data', key: 'customer' },
      ],
      '->keys': ['missing: not-returned', keyUid],
    },
  ],
  [
    '/gceSetup/dataDisks',
    [{ diskEncryption: 'CMEK', kmsKey: key }, { diskEncryption: 'GMEK' }],
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'data', key: 'provider' },
      ],
    },
  ],
  ['/gceSetup/dataDisks', undefined, { stores: [{ name: 'volume', key: 'customer' }] }],
  [
    '/gceSetup/networkInterfaces/0/accessConfigs',
    [{ externalIp: '34.1.2.3' }],
    { publicIp: true, publicAccess: 'open', egress: 'internet' },
  ],
  ['/gceSetup/networkInterfaces/0/accessConfigs', [], {}],
  // Neither an address nor the word that there is none: it may get one.
  ...([undefined, false] as const).map(
    (word): Change => [
      '/gceSetup/disablePublicIp',
      word,
      {
        publicIp: 'missing: not-returned',
        publicAccess: 'missing: not-returned',
        egress: 'missing: not-returned',
      },
    ],
  ),
  ...(['TRUE', '1'] as const).map((word): Change => ['/gceSetup/metadata/serial-port-enable', word, { shell: 'open' }]),
  ['/gceSetup/metadata/serial-port-enable', 'false', {}],
  ['/enableManagedEuc', true, { runsAs: 'missing: not-exposed' }],
  ['/enableManagedEuc', false, {}],
  [
    '/gceSetup/tags',
    ['gpu', 'a/b'],
    {
      '->firewalls': [
        '//compute.googleapis.com/projects/imaging-train/regions/europe-west4/subnetworks/ml/effectiveFirewalls/tags=a%2Fb+gpu/account=notebooks%40imaging-train.iam.gserviceaccount.com',
      ],
    },
  ],
  ['/disableProxyAccess', true, { publicAccess: 'private' }],
  ['/instanceOwners', ['a@x.example', 'b@x.example'], { singleUser: false }],
  ['/instanceOwners', undefined, { singleUser: 'missing: not-exposed' }],
  ['/gceSetup/shieldedInstanceConfig', undefined, { secureBoot: false }],
  [
    '/gceSetup/serviceAccounts/0/email',
    '111-compute@developer.gserviceaccount.com',
    {
      runsAs: 'default',
      '->principals': [
        '//iam.googleapis.com/projects/imaging-train/serviceAccounts/111-compute@developer.gserviceaccount.com',
      ],
      '->firewalls': [
        '//compute.googleapis.com/projects/imaging-train/regions/europe-west4/subnetworks/ml/effectiveFirewalls/tags=/account=111-compute%40developer.gserviceaccount.com',
      ],
    },
  ],
  ...(
    [
      ['europe-west4-docker.pkg.dev/imaging-train/lab/notebook', 'own', ['lab']],
      // A registry of Google's that somebody else fills is not ours.
      ['europe-west4-docker.pkg.dev/somebody/lab/notebook', 'missing: out-of-scope', ['somebody']],
      ['gcr.io/deeplearning-platform-release/base-cpu', 'provider', []],
    ] as const
  ).map(
    ([repository, registry, of]): Change => [
      '/gceSetup/containerImage',
      { repository, tag: 'latest' },
      {
        images: [{ ref: `${repository}:latest`, pinned: false, registry }],
        ...(of.length === 0
          ? {}
          : {
              '->repositories': [
                `//artifactregistry.googleapis.com/projects/${of[0] === 'somebody' ? 'somebody' : 'imaging-train'}/locations/europe-west4/repositories/lab`,
              ],
            }),
      },
    ],
  ),
  [
    '/gceSetup/containerImage',
    { repository: 'docker.io/x/y', tag: 'latest' },
    { images: [{ ref: 'docker.io/x/y:latest', pinned: false, registry: 'public' }] },
  ],
]);
