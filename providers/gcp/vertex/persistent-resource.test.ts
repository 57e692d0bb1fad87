import { account, described, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { persistentResources } from './persistent-resource.ts';

const image = 'europe-west4-docker.pkg.dev/imaging-train/lab/ray';
const email = 'ray@imaging-train.iam.gserviceaccount.com';
const given = {
  item: described('persistentResources', {
    state: 'RUNNING',
    network: `projects/111/global/networks/imaging`,
    resourcePools: [{ replicaCount: '2' }, { replicaCount: '4', autoscalingSpec: { minReplicaCount: '1' } }],
    resourceRuntimeSpec: {
      serviceAccountSpec: { enableCustomServiceAccount: true, serviceAccount: email },
      raySpec: { imageUri: image },
    },
  }),
};
const lost = 'missing: not-returned';
const runtime = '/resourceRuntimeSpec';

contract(persistentResources, given);
changesTable(persistentResources, given, [
  ['/state', 'ERROR', { state: 'failed' }],
  ['/state', 'DREAMING', { state: lost }],
  ['/state', undefined, { state: lost }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  ['/network', undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  ['/resourcePools/0/replicaCount', '3', { minNodes: 4 }],
  ['/resourcePools/1/autoscalingSpec', undefined, { minNodes: 6 }],
  // Without a cluster of Ray there is no code but that of jobs.
  [
    `${runtime}/raySpec`,
    undefined,
    { shell: 'off', appLogged: 'missing: not-supported', images: [], '->repositories': [] },
  ],
  [`${runtime}/raySpec/rayLogsSpec`, { disabled: true }, { appLogged: false }],
  [
    `${runtime}/raySpec/imageUri`,
    `${image}@sha256:${'a'.repeat(64)}`,
    {
      images: [{ ref: `${image}@sha256:${'a'.repeat(64)}`, pinned: true, registry: 'own' }],
    },
  ],
  [
    `${runtime}/serviceAccountSpec/serviceAccount`,
    undefined,
    { runsAs: 'missing: not-supported', '->principals': 'missing: not-supported' },
  ],
  ...[false, undefined].map(
    (on) =>
      [
        `${runtime}/serviceAccountSpec/enableCustomServiceAccount`,
        on,
        { runsAs: 'default', '->principals': 'missing: not-exposed' },
      ] as const,
  ),
  [
    `${runtime}/serviceAccountSpec/serviceAccount`,
    '111-compute@developer.gserviceaccount.com',
    { runsAs: 'default', '->principals': [account('111-compute@developer.gserviceaccount.com')] },
  ],
  ['/pscInterfaceConfig', { networkAttachment: `${parent}/networkAttachments/a` }, {}],
]);
