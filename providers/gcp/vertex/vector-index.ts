import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, eitherRecorded, useRecorded } from '../rows/audit.ts';
import { iamIdentities, notRead, providerApi } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { linkUid } from '../rows/names.ts';
import { perimeterReads } from '../rows/network.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import type { Index, IndexEndpoint } from './answers-jobs.ts';
import { about, nameOf, none, uid, vertexList } from './common.ts';
import { doorOf, noRanges } from './door.ts';

const { raw } = answersOf<{ 'indexEndpoints.list': IndexEndpoint; 'indexes.list': Index }>('aiplatform');
const service = 'It runs no code of the customer.';
const shared = {
  ...sharing,
  runsAs: notSupported(service),
  shell: notSupported(service),
  plainSecrets: notSupported(service),
  appLogged: notSupported(service),
  logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
  lastUsedAt: notExposed('Ask for the metrics of the index endpoint.'),
  idleStopMinutes: notSupported('An index answers until it is taken away.'),
};
const everyRead = [
  ...sharingReads,
  ...[...auditReads, ...perimeterReads].filter(
    (one, at, all) => !sharingReads.includes(one) && all.indexOf(one) === at,
  ),
];
const base = { provider: 'gcp', service: 'aiplatform', kind: 'vector.index', at: 'region', uid, name: nameOf } as const;
const links = { principals: notSupported(service), logGroups: notExposed('Ask for the log sinks of the project.') };

const own = about('indexEndpoints.list');
const data = encryption([{ name: 'data', key: own.key }]);
const indexes = derive([raw('indexEndpoints.list', '/deployedIndexes')], (list) => list ?? []);
const open = derive([raw('indexEndpoints.list', '/publicEndpointEnabled')], (on) => on === true);
const isPrivate = derive(
  [
    raw('indexEndpoints.list', '/network'),
    raw('indexEndpoints.list', '/enablePrivateServiceConnect'),
    raw('indexEndpoints.list', '/privateServiceConnectConfig/enablePrivateServiceConnect'),
  ],
  (network, older, connect) => (network ?? '') !== '' || older === true || connect === true,
);

export const indexEndpoints = collector({
  ...base,
  id: 'gcp/vertex/index-endpoint',
  nativeType: 'aiplatform.googleapis.com/IndexEndpoint',
  list: vertexList('indexEndpoints.list', 'indexEndpoints'),
  reads: everyRead,
  parts: derive([indexes, fromScope((answers) => answers)], (list, answers) =>
    list.flatMap(({ index }) => (index ? [linkUid('aiplatform', index, answers)] : [])),
  ),
  facts: {
    ...data.facts,
    ...own.facts,
    ...shared,
    publicAccess: doorOf(
      derive([open, isPrivate], (public_, private_): 'open' | 'private' | ReturnType<typeof missing> =>
        public_ ? 'open' : private_ ? 'private' : missing('the answer names neither a public nor a private way in'),
      ) as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
    ),
    allowedRanges: noRanges,
    /** A public address takes IAM identities; within a network anybody may ask, unless tokens are required. */
    authMethods: derive([open, indexes], (public_, list): ('identity' | 'token' | 'anonymous')[] => {
      if (public_) return ['identity'];
      return [
        ...new Set(
          list.map(({ deployedIndexAuthConfig: config }) =>
            config?.authProvider ? ('token' as const) : ('anonymous' as const),
          ),
        ),
      ];
    }),
    accessLogged: eitherRecorded(
      derive([indexes], (list) => list.length > 0 && list.every((one) => one.enableAccessLogging === true)),
      useRecorded('aiplatform.googleapis.com'),
    ),
    // Left out: two. https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.indexEndpoints
    replicas: derive([indexes], (list) =>
      list.length === 0
        ? missing('no index is deployed', 'not-supported')
        : Math.min(...list.map((one) => (one.dedicatedResources ?? one.automaticResources)?.minReplicaCount ?? 2)),
    ),
    state: derive([indexes], (list) => (list.length > 0 ? 'active' : 'stopped')),
  },
  links: {
    ...data.links,
    ...links,
    privateEndpoints: notRead('compute forwarding rules that lead to Private Service Connect'),
  },
});

const alone = about('indexes.list');
const bytes = encryption([{ name: 'data', key: alone.key }]);

/** An index that no endpoint answers for; one that is deployed is a part of its endpoint. */
export const unattachedIndexes = collector({
  ...base,
  id: 'gcp/vertex/index',
  nativeType: 'aiplatform.googleapis.com/Index',
  list: vertexList('indexes.list', 'indexes'),
  reads: sharingReads,
  keep: (answers) => {
    const { value } = raw('indexes.list', '/deployedIndexes').map(answers);
    return !Array.isArray(value) || value.length === 0;
  },
  facts: {
    ...bytes.facts,
    ...alone.facts,
    ...shared,
    ...providerApi,
    authMethods: iamIdentities,
    accessLogged: notSupported('Nobody can ask an index that is not deployed.'),
    replicas: notSupported('It is not deployed.'),
    state: { reads: [], map: () => ({ value: 'unattached', from: [] }) },
  },
  links: { ...bytes.links, ...links, privateEndpoints: none },
});
