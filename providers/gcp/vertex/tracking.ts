import { answersOf, byDesign, derive, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { alwaysActive, iamIdentities, providerApi } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketUid } from '../rows/names.ts';
import type { MetadataStore } from './answers-jobs.ts';
import { about, nameOf, none, uid, unlabelled, vertexList } from './common.ts';

/** Rights are given to named people and accounts; nobody has any without. */
const iam = 'https://docs.cloud.google.com/vertex-ai/docs/general/access-control';
const service = 'It is a service of Google, without software or machines of the customer.';
/** What a place of Google's that keeps records of runs is, whichever it is. */
const shared = {
  ...providerApi,
  authMethods: iamIdentities,
  shell: notSupported(service),
  plainSecrets: notSupported(service),
  nodeTraffic: notSupported(service),
  clientTls: byDesign(
    'required',
    'https://docs.cloud.google.com/docs/security/encryption-in-transit',
    '2026-11',
  ) as Spec<'required' | 'optional' | 'none'>,
  accessLogged: useRecorded('aiplatform.googleapis.com'),
  appLogged: notSupported(service),
  logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
  images: notSupported(service),
  artifacts: notSupported(service),
  sourceRevision: notSupported(service),
  patched: notSupported(service),
  version: notSupported(service),
  knownVulnerabilities: notSupported(service),
  artifactsProxied: notSupported('Files lie in buckets of the project.'),
  accessControl: byDesign('per-resource', iam, '2026-11') as Spec<'per-resource' | 'all-users' | 'none'>,
  defaultAdmin: byDesign(false, iam, '2026-11') as Spec<boolean>,
  secondFactor: notExposed('Ask for the sign-in policy of the organisation: it is set in Cloud Identity.'),
  state: alwaysActive,
  lastUsedAt: notExposed('Ask for the audit log.'),
  idleStopMinutes: notSupported(service),
};
const links = {
  privateEndpoints: none,
  logGroups: notExposed('Ask for the log sinks of the project.'),
  repositories: none,
};
const base = {
  provider: 'gcp',
  service: 'aiplatform',
  kind: 'tracking.server',
  at: 'region',
  uid,
  name: nameOf,
} as const;
const { from, raw } = answersOf<{
  'metadataStores.list': MetadataStore;
  'tensorboards.list': { blobStoragePathPrefix?: string };
}>('aiplatform');

const metadata = about('metadataStores.list');
const records = encryption([{ name: 'metadata', key: metadata.key }]);

export const metadataStores = collector({
  ...base,
  id: 'gcp/vertex/metadata-store',
  nativeType: 'aiplatform.googleapis.com/MetadataStore',
  list: vertexList('metadataStores.list', 'metadataStores'),
  reads: auditReads,
  facts: {
    ...records.facts,
    ...metadata.facts,
    ...unlabelled,
    ...shared,
    lineage: from('metadataStores.list', '/dataplexConfig/enabledPipelinesLineage', (on) => on, { absent: false }),
  },
  links: { ...records.links, ...links, buckets: none },
});

const boards = about('tensorboards.list');
const runs = encryption([{ name: 'metadata', key: boards.key }]);

export const tensorboards = collector({
  ...base,
  id: 'gcp/vertex/tensorboard',
  nativeType: 'aiplatform.googleapis.com/Tensorboard',
  list: vertexList('tensorboards.list', 'tensorboards'),
  reads: auditReads,
  facts: {
    ...runs.facts,
    ...boards.facts,
    ...shared,
    lineage: notSupported('A board shows runs; where they come from is recorded in the metadata store.'),
  },
  links: {
    ...runs.links,
    ...links,
    buckets: derive([raw('tensorboards.list', '/blobStoragePathPrefix')], (prefix) =>
      prefix ? [bucketUid(`gs://${prefix}`) ?? ''].filter(Boolean) : [],
    ),
  },
});
