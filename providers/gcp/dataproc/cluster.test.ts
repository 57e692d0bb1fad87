import { describe, expect, it } from 'vitest';
import * as shared from '../../aws/testing/map.ts';
import { account, key } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { full, plainOf, resourceOf, testScope, withValue } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { clusters, globalClusters } from './cluster.ts';

const compute = 'https://www.googleapis.com/compute/v1/projects/imaging-train';
const given = {
  item: {
    projectId: 'imaging-train',
    clusterName: 'prep',
    labels: { owner: 'imaging' },
    status: { state: 'RUNNING', stateStartTime: '2026-02-01T00:00:00Z' },
    statusHistory: [{ state: 'CREATING', stateStartTime: '2026-01-01T00:00:00Z' }],
    config: {
      configBucket: 'staging',
      tempBucket: 'temp',
      gceClusterConfig: {
        subnetworkUri: `${compute}/regions/europe-west4/subnetworks/ml`,
        internalIpOnly: true,
        serviceAccount: 'prep@imaging-train.iam.gserviceaccount.com',
        metadata: { STAGE: 'trial' },
      },
      masterConfig: { numInstances: 1, preemptibility: 'NON_PREEMPTIBLE' },
      workerConfig: { numInstances: 2, preemptibility: 'NON_PREEMPTIBLE' },
      softwareConfig: {
        imageVersion: '2.2.84-debian12',
        properties: { 'dataproc:dataproc.logging.stackdriver.enable': 'true' },
      },
      encryptionConfig: { gcePdKmsKeyName: key },
      securityConfig: { identityConfig: { userServiceAccountMapping: { 'ada@hospital.example': 'a@b' } } },
      lifecycleConfig: { idleDeleteTtl: '3600s' },
    },
  },
};
const lost = 'missing: not-returned';
const fire = (tags: string, email: string) =>
  `//compute.googleapis.com/projects/imaging-train/regions/europe-west4/subnetworks/ml/effectiveFirewalls/tags=${tags}/account=${encodeURIComponent(email)}`;
const bucket = (name: string) => `//storage.googleapis.com/${name}`;

contract(clusters, given);
changesTable(clusters, given, [
  ['/status/state', 'STOPPED', { state: 'stopped' }],
  ['/status/state', 'ERROR', { state: 'failed' }],
  ['/status/state', 'CREATING', { state: 'pending' }],
  ['/status/state', 'DREAMING', { state: lost }],
  ['/status/state', 2, { state: lost }],
  ['/status/state', undefined, { state: lost }],
  ['/status/stateStartTime', undefined, { modifiedAt: lost }],
  ['/statusHistory', undefined, { createdAt: lost }],
  ['/labels', undefined, { tags: {}, owner: '' }],
  ['/config/configBucket', undefined, { '->buckets': [bucket('temp')] }],
  ['/config/tempBucket', 'other', { '->buckets': [bucket('staging'), bucket('other')] }],
  ['/config/gceClusterConfig/internalIpOnly', false, { egress: 'internet', publicIp: true }],
  ['/config/gceClusterConfig/internalIpOnly', undefined, { egress: lost, publicIp: lost }],
  ['/config/softwareConfig/imageVersion', '2.0.41-debian10', {}],
  [
    '/config/gceClusterConfig/subnetworkUri',
    undefined,
    { '->subnets': ['missing: not-exposed'], '->firewalls': [lost] },
  ],
  [
    '/config/gceClusterConfig/serviceAccount',
    undefined,
    {
      runsAs: 'default',
      '->principals': [account('111-compute@developer.gserviceaccount.com')],
      '->firewalls': [fire('', '111-compute@developer.gserviceaccount.com')],
    },
  ],
  [
    '/config/gceClusterConfig/tags',
    ['batch'],
    { '->firewalls': [fire('batch', 'prep@imaging-train.iam.gserviceaccount.com')] },
  ],
  ['/config/gceClusterConfig/metadata/serial-port-enable', 'TRUE', { shell: 'open' }],
  ['/config/gceClusterConfig/metadata', { DB_PASSWORD: 'kidney-2026-stone' }, { plainSecrets: 1 }],
  ['/config/gceClusterConfig/metadata', { 'startup-script': 'true' }, { startScript: true }],
  ['/config/softwareConfig/properties/spark:spark.token', 'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH', { plainSecrets: 1 }],
  ['/config/softwareConfig/properties', undefined, { appLogged: lost }],
  ['/config/softwareConfig/properties/dataproc:dataproc.logging.stackdriver.enable', 'false', { appLogged: false }],
  ['/config/workerConfig/numInstances', 5, { minNodes: 6 }],
  ['/config/masterConfig/numInstances', 3, { minNodes: 5 }],
  ['/config/autoscalingConfig', { policyUri: 'p' }, { minNodes: 'missing: out-of-scope' }],
  ['/config/autoscalingConfig', {}, {}],
  ['/config/workerConfig/preemptibility', 'SPOT', { interruptible: true }],
  ['/config/workerConfig/preemptibility', 1, { interruptible: lost }],
  ['/config/workerConfig/preemptibility', undefined, {}],
  ['/config/secondaryWorkerConfig', { numInstances: 2 }, { minNodes: 5, interruptible: true }],
  ['/config/secondaryWorkerConfig', { numInstances: 2, preemptibility: 'NON_PREEMPTIBLE' }, { minNodes: 5 }],
  ['/config/secondaryWorkerConfig', { preemptibility: 'SPOT' }, {}],
  [
    '/config/encryptionConfig',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  ['/config/encryptionConfig', { kmsKey: key }, {}],
  ['/config/securityConfig', undefined, { userIsolation: false }],
  ['/config/securityConfig/identityConfig/userServiceAccountMapping', {}, { userIsolation: false }],
  ['/config/lifecycleConfig', undefined, { idleStopMinutes: null }],
  ['/config/lifecycleConfig/idleStopTtl', '600s', { idleStopMinutes: 10 }],
  ['/config/lifecycleConfig/idleDeleteTtl', 'soon', { idleStopMinutes: lost }],
  ['/config/endpointConfig', { enableHttpPortAccess: true }, { webPorts: true }],
  ['/config/endpointConfig', {}, {}],
  [
    '/config/initializationActions',
    [{ executableFile: 'gs://scripts/setup.sh' }],
    {
      startScript: true,
      artifacts: [{ uri: 'gs://scripts/setup.sh', pinned: false, format: 'sh' }],
      '->buckets': [bucket('staging'), bucket('temp'), bucket('scripts')],
    },
  ],
]);

describe('what a cluster does not say', () => {
  it('of addresses is yes up to images 2.1', () => {
    const silent = withValue(given.item, '/config/gceClusterConfig/internalIpOnly', undefined);
    const of = (image: string) =>
      plainOf(resourceOf(clusters, { item: withValue(silent, '/config/softwareConfig/imageVersion', image) })).publicIp;
    expect(['1.5.90-debian10', '2.1.3', '2.2.1', '3.0', 'preview'].map(of)).toEqual([true, true, lost, lost, lost]);
  });
  it('on Kubernetes is not known', () => {
    const found = plainOf(resourceOf(clusters, { item: withValue(given.item, '/config', undefined) }));
    for (const fact of ['keyAtRest', 'egress', 'runsAs', 'plainSecrets', 'webPorts', 'idleStopMinutes', 'network'])
      expect([fact, found[fact]]).toEqual([fact, 'missing: out-of-scope']);
  });
  it('of one user is told by a property, too', () => {
    const item = withValue(given.item, '/config/securityConfig', undefined);
    const properties = { 'dataproc:dataproc.personal-auth.user': 'ada@hospital.example' };
    const found = resourceOf(clusters, { item: withValue(item, '/config/softwareConfig/properties', properties) });
    expect(plainOf(found).userIsolation).toBe(true);
  });
});

describe('the older region global', () => {
  const of = (zoneUri: string | undefined) =>
    shared.resourceOf(globalClusters, {
      ...full({ item: withValue(given.item, '/config/gceClusterConfig/zoneUri', zoneUri) }),
      scope: { ...testScope, region: 'global' },
    });
  it('is not where a cluster is: the zone tells', () => {
    const found = of(`${compute}/zones/europe-north1-c`);
    expect(found.uid).toBe('//dataproc.googleapis.com/projects/imaging-train/regions/global/clusters/prep');
    expect([found.region, plainOf(found).region]).toEqual(['europe-north1', 'europe-north1']);
  });
  it('without a zone it is not known', () => {
    expect(plainOf(of(undefined)).region).toBe(lost);
  });
});
