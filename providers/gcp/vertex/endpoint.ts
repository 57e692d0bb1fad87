import { isMissingValue } from '../../../src/model/facts.ts';
import {
  byDesign,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, eitherRecorded, useRecorded } from '../rows/audit.ts';
import { captureStore } from '../rows/big-query.ts';
import { iamIdentities, notRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { storeUids, uidOf } from '../rows/names.ts';
import { inPerimeter, perimeterReads } from '../rows/network.ts';
import { about, nameOf, noShell, uid, vertexList } from './common.ts';
import { deployedUid, versionUid } from './deployed.ts';
import * as rows from './endpoint-rows.ts';

const { read } = rows;
const own = about('endpoints.list');
const kept = captureStore(read.raw('endpoints.list', '/predictRequestResponseLoggingConfig'));
const stores = encryption([
  // Without a model there is no machine, and no disk.
  { name: 'volume', key: own.key, used: derive([rows.models], (list) => list.length > 0) },
  { name: 'capture', key: kept.key, used: kept.used },
]);
const all = fromScope((answers) => answers);

/** Private where it answers in the customer's network only; a door of its own where it has a name of its own. */
const publicAccess: Spec<'private' | 'provider-api' | 'filtered' | 'open'> = deriveSome(
  [
    read.raw('endpoints.list', '/network'),
    read.raw('endpoints.list', '/privateServiceConnectConfig/enablePrivateServiceConnect'),
    read.raw('endpoints.list', '/enablePrivateServiceConnect'),
    read.raw('endpoints.list', '/dedicatedEndpointEnabled'),
    inPerimeter('aiplatform.googleapis.com', ['in']),
  ],
  (network, connect, older, dedicated, closed) => {
    for (const one of [network, connect, older, dedicated]) if (isMissingValue(one)) return one;
    if (network || connect === true || older === true) return 'private';
    if (dedicated !== true) return 'provider-api';
    return isMissingValue(closed) ? closed : closed ? 'filtered' : 'open';
  },
);

export const endpoints = collector({
  provider: 'gcp',
  id: 'gcp/vertex/endpoint',
  service: 'aiplatform',
  kind: 'ml.endpoint',
  nativeType: 'aiplatform.googleapis.com/Endpoint',
  at: 'region',
  list: vertexList('endpoints.list', 'endpoints'),
  reads: [
    rows.poolsRead,
    rows.monitoringJobRead,
    kept.read,
    ...auditReads,
    ...perimeterReads.filter((one) => !auditReads.includes(one)),
  ],
  uid,
  name: nameOf,

  facts: {
    ...stores.facts,
    ...own.facts,
    publicAccess,
    allowedRanges: byDesign(
      [] as string[],
      'https://docs.cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type',
      '2026-11',
    ) as Spec<string[]>,
    authMethods: iamIdentities,
    shell: noShell,
    plainSecrets: notSupported('An endpoint has no environment of its own; see its deployments.'),
    accessLogged: eitherRecorded(rows.callsLogged, useRecorded('aiplatform.googleapis.com')),
    appLogged: rows.outputLogged,
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    variants: rows.variants,
    capture: rows.capture,
    samplePercent: rows.samplePercent,
    autoscaled: rows.autoscaled,
    autoRollback: notSupported('Vertex AI takes no update back by itself; traffic is moved by hand.'),
    rateLimited: notSupported('Vertex AI limits requests by project and location, not by caller.'),
    state: derive([rows.models], (list) => (list.length > 0 ? 'active' : 'stopped')),
    lastUsedAt: notExposed('Ask for the metric aiplatform.googleapis.com/prediction/online/prediction_count.'),
    idleStopMinutes: notSupported('An endpoint answers until its models are taken away.'),
  },
  links: {
    ...stores.links,
    privateEndpoints: notRead('compute forwarding rules that lead to Private Service Connect'),
    logGroups: notExposed('Ask for the log sinks of the project.'),
    deployments: derive([rows.models, all], (list, { item, scope }) =>
      list.map(({ id }) => (id ? deployedUid(uidOf('aiplatform', item.name, scope), id) : missing('it has no id'))),
    ),
    versions: derive([rows.models, all], (list, answers) =>
      list.map(
        ({ model, modelVersionId }) =>
          (model ? versionUid(model, modelVersionId, answers) : undefined) ?? missing('the version is not told'),
      ),
    ),
    captureBuckets: derive(
      [
        kept.used,
        read.raw('endpoints.list', '/predictRequestResponseLoggingConfig/bigqueryDestination/outputUri'),
        all,
      ],
      (on, uri, answers) => (on ? storeUids([uri], answers) : []),
    ),
  },
});
