import { described, key, keyUid, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { notebookRuntimes } from './notebook-runtime.ts';
import { notebookRuntimeTemplates } from './notebook-runtime-template.ts';

const lost = 'missing: not-returned';
const subnet = (name: string) =>
  `//compute.googleapis.com/projects/imaging-train/regions/europe-west4/subnetworks/${name}`;
const machine = {
  networkSpec: {
    network: 'projects/imaging-train/global/networks/imaging',
    subnetwork: 'projects/111/regions/europe-west4/subnetworks/ml',
  },
  idleShutdownConfig: { idleTimeout: '10800s' },
  eucConfig: { bypassActasCheck: true },
  shieldedVmConfig: { enableSecureBoot: true },
  softwareConfig: { env: [{ name: 'STAGE', value: 'trial' }], postStartupScriptConfig: { postStartupScript: 'true' } },
};
const noKey = { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] };
const fire = (place: string, tags = '') =>
  `//compute.googleapis.com/projects/imaging-train/${place}/effectiveFirewalls${place.startsWith('global') ? '/europe-west4' : ''}/tags=${tags}/account=`;
const noNetwork = { network: lost, egress: lost, '->subnets': [lost], '->firewalls': [lost] };

const template = { item: described('notebookRuntimeTemplates', machine) };
contract(notebookRuntimeTemplates, template);
changesTable(notebookRuntimeTemplates, template, [
  ['/networkSpec/enableInternetAccess', true, { egress: 'internet' }],
  ['/networkSpec/enableInternetAccess', false, {}],
  ['/networkSpec/network', undefined, {}],
  ['/networkSpec/subnetwork', undefined, { '->subnets': [lost], '->firewalls': [fire('global/networks/imaging')] }],
  ['/networkTags', ['b', 'a'], { '->firewalls': [fire('regions/europe-west4/subnetworks/ml', 'a+b')] }],
  [
    '/networkSpec/subnetwork',
    'projects/imaging-train/regions/europe-west4/subnetworks/b',
    { '->subnets': [subnet('b')], '->firewalls': [fire('regions/europe-west4/subnetworks/b')] },
  ],
  [
    '/networkSpec',
    { enableInternetAccess: true },
    { network: lost, egress: 'internet', '->subnets': [lost], '->firewalls': [lost] },
  ],
  ['/networkSpec', undefined, noNetwork],
  ['/idleShutdownConfig/idleTimeout', '90s', { idleStopMinutes: 2 }],
  ['/idleShutdownConfig/idleTimeout', 'soon', { idleStopMinutes: lost }],
  ['/idleShutdownConfig/idleTimeout', undefined, { idleStopMinutes: lost }],
  ['/idleShutdownConfig/idleShutdownDisabled', true, { idleStopMinutes: null }],
  ['/idleShutdownConfig', undefined, { idleStopMinutes: null }],
  ['/eucConfig', {}, { runsAs: 'missing: not-exposed' }],
  ['/shieldedVmConfig', undefined, { secureBoot: false }],
  ['/softwareConfig/env/0', { name: 'API_KEY', value: 'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH' }, { plainSecrets: 1 }],
  [
    '/softwareConfig/postStartupScriptConfig/postStartupScript',
    'export TOKEN=hf_abcdefghijklmnopqrstuvwxyzABCDEFGH',
    { plainSecrets: 1 },
  ],
  ['/softwareConfig/postStartupScriptConfig', undefined, { startScript: false }],
  ['/softwareConfig/postStartupScriptConfig', { postStartupScriptUrl: 'gs://b/s.sh' }, {}],
  ['/softwareConfig', undefined, { startScript: false }],
  ['/encryptionSpec', undefined, noKey],
]);

/** A runtime says what it says; the rest is its template's. */
const runtime = {
  item: described('notebookRuntimes', {
    runtimeUser: 'ada@hospital.example',
    runtimeState: 'RUNNING',
    notebookRuntimeTemplateRef: { notebookRuntimeTemplate: `${parent}/notebookRuntimeTemplates/7` },
    ...machine,
    networkSpec: { ...machine.networkSpec, subnetwork: 'projects/111/regions/europe-west4/subnetworks/own' },
  }),
  reads: { 'notebookRuntimeTemplates.get': described('notebookRuntimeTemplates', machine) },
};
contract(notebookRuntimes, runtime);
changesTable(notebookRuntimes, runtime, [
  ['/runtimeState', 'BEING_STARTED', { state: 'pending' }],
  ['/runtimeState', 'STOPPED', { state: 'stopped' }],
  ['/runtimeState', 'ERROR', { state: 'failed' }],
  ['/runtimeState', 'DREAMING', { state: lost }],
  ['/runtimeState', undefined, { state: lost }],
  ['/isUpgradable', true, { patched: 'behind' }],
  ['/isUpgradable', false, {}],
  [
    '/networkSpec',
    undefined,
    { '->subnets': [subnet('ml')], '->firewalls': [fire('regions/europe-west4/subnetworks/ml')] },
  ],
  ['/networkSpec/enableInternetAccess', true, { egress: 'internet' }],
  ['/idleShutdownConfig/idleTimeout', '60s', { idleStopMinutes: 1 }],
  ['/idleShutdownConfig', undefined, {}],
  ['/shieldedVmConfig', {}, { secureBoot: false }],
  ['/softwareConfig', {}, { startScript: false }],
  ['/encryptionSpec', undefined, { keyAtRest: lost, stores: [{ name: 'volume', key: lost }], '->keys': [lost] }],
  // What it says itself stands, without a template, too.
  ['/notebookRuntimeTemplateRef', undefined, { '->firewalls': lost }],
  ['notebookRuntimeTemplates.get#/encryptionSpec', undefined, {}],
]);

/** What recorded runtimes look like: the template has to tell. */
const bare = {
  item: described('notebookRuntimes', {
    runtimeState: 'RUNNING',
    notebookRuntimeTemplateRef: { notebookRuntimeTemplate: `${parent}/notebookRuntimeTemplates/7` },
  }),
  reads: { 'notebookRuntimeTemplates.get': { ...described('notebookRuntimeTemplates', machine) } },
};
delete bare.item.encryptionSpec;
contract(notebookRuntimes, bare);
changesTable(notebookRuntimes, bare, [
  ['notebookRuntimeTemplates.get#/networkSpec/enableInternetAccess', true, { egress: 'internet' }],
  ['notebookRuntimeTemplates.get#/networkSpec', undefined, noNetwork],
  ['notebookRuntimeTemplates.get#/idleShutdownConfig', undefined, { idleStopMinutes: null }],
  ['notebookRuntimeTemplates.get#/encryptionSpec', undefined, noKey],
  [
    '/encryptionSpec',
    { kmsKeyName: key },
    { keyAtRest: 'customer', stores: [{ name: 'volume', key: 'customer' }], '->keys': [keyUid] },
  ],
  [
    '/notebookRuntimeTemplateRef',
    undefined,
    {
      ...noNetwork,
      '->subnets': lost,
      '->firewalls': lost,
      idleStopMinutes: lost,
      runsAs: lost,
      secureBoot: lost,
      plainSecrets: lost,
      startScript: lost,
    },
  ],
]);
