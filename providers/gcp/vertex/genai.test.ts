import { expect, it } from 'vitest';
import { answersOf } from '../../aws/testing/map.ts';
import { account, described, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { full } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { cachedContents } from './cached-content.ts';
import { ragCorpora, vectorDatabases } from './rag-corpus.ts';
import { reasoningEngines } from './reasoning-engine.ts';

const keyless = (name: string) => ({ keyAtRest: 'provider', stores: [{ name, key: 'provider' }], '->keys': [] });
const corpus = {
  item: described('ragCorpora', {
    corpusStatus: { state: 'ACTIVE' },
    vectorDbConfig: {
      vertexVectorSearch: { index: `${parent}/indexes/1`, indexEndpoint: `${parent}/indexEndpoints/2` },
    },
  }),
  reads: {
    'ragFiles.list': {
      ragFiles: [
        {
          name: 'a',
          gcsSource: { uris: ['gs://letters/a.pdf'] },
          createTime: '2026-05-01T00:00:00Z',
          updateTime: '2026-05-02T00:00:00Z',
        },
        { name: 'b', gcsSource: { uris: ['gs://letters/a.pdf'] }, createTime: '2026-05-01T00:00:00Z' },
      ],
    },
  },
};
contract(ragCorpora, corpus);
changesTable(ragCorpora, corpus, [
  ['/corpusStatus/state', 'ERROR', { state: 'failed', lastSyncOutcome: 'failed' }],
  ['/corpusStatus/state', 'INITIALIZED', { state: 'pending', lastSyncOutcome: 'never-ran' }],
  ['/corpusStatus', undefined, { state: 'missing: not-returned', lastSyncOutcome: 'missing: not-returned' }],
  ['/vectorDbConfig', undefined, { '->indexes': [] }],
  ['/encryptionSpec', undefined, keyless('data')],
  ['ragFiles.list#/ragFiles', undefined, { sources: [], lastSyncAt: 'missing: not-returned', '->buckets': [] }],
  [
    'ragFiles.list#/ragFiles',
    [{ name: 'a', googleDriveSource: { resourceIds: [{ resourceId: 'r' }] }, createTime: '2026-05-02T00:00:00Z' }],
    {
      sources: [{ type: 'googleDriveSource', uri: 'r', publicWeb: false }],

      '->buckets': [],
    },
  ],
  // A kind of source that is not known may be the web.
  [
    'ragFiles.list#/ragFiles',
    [{ name: 'a', crawlSource: { uris: ['https://x.example'] }, createTime: '2026-05-02T00:00:00Z' }],
    { sources: [{ type: 'unknown', uri: '', publicWeb: 'missing: not-returned' }], '->buckets': [] },
  ],
  ['ragFiles.list#/ragFiles/0/updateTime', undefined, { lastSyncAt: '2026-05-01T00:00:00Z' }],
]);

const version = 'projects/111/secrets/pinecone/versions/3';
const connection = {
  item: described('ragCorpora', {
    vectorDbConfig: { pinecone: { indexName: 'letters' }, apiAuth: { apiKeyConfig: { apiKeySecretVersion: version } } },
  }),
};
contract(vectorDatabases, connection);
changesTable(vectorDatabases, connection, [
  ['/vectorDbConfig/apiAuth/apiKeyConfig', { apiKeyString: 'k' }, { secretKind: 'plain', '->secrets': [] }],
  ['/vectorDbConfig/apiAuth/apiKeyConfig', {}, { secretKind: 'missing: not-returned', '->secrets': [] }],
  ['/vectorDbConfig/pinecone', undefined, { target: 'missing: not-returned' }],
  [
    '/vectorDbConfig/apiAuth/apiKeyConfig/apiKeySecretVersion',
    'projects/222/secrets/s/versions/1',
    { '->secrets': ['//secretmanager.googleapis.com/projects/imaging-serve/secrets/s'] },
  ],
]);
it('without a key of somebody else is no connection', () => {
  const keep = (item: typeof connection.item) => vectorDatabases.keep?.(answersOf(vectorDatabases, full({ item })));
  expect([keep(connection.item), keep(corpus.item)]).toEqual([true, false]);
});

const email = 'agent@imaging-train.iam.gserviceaccount.com';
const agent = {
  item: described('reasoningEngines', {
    spec: {
      serviceAccount: email,
      packageSpec: { pickleObjectGcsUri: 'gs://agents/agent.pkl' },
      deploymentSpec: {
        env: [{ name: 'MODE', value: 'x' }],
        pscInterfaceConfig: { networkAttachment: 'projects/111/regions/europe-west4/networkAttachments/a' },
      },
    },
    contextSpec: { memoryBankConfig: {} },
  }),
  reads: { 'servicePerimeters.list': { servicePerimeters: [] } },
};
contract(reasoningEngines, agent);
changesTable(reasoningEngines, agent, [
  ['/spec/serviceAccount', undefined, { runsAs: 'default', '->principals': 'missing: not-exposed' }],
  [
    '/spec/serviceAccount',
    'b@imaging-train.iam.gserviceaccount.com',
    { '->principals': [account('b@imaging-train.iam.gserviceaccount.com')] },
  ],
  ['/spec/identityType', 'AGENT_IDENTITY', { runsAs: 'system', '->principals': 'missing: out-of-scope' }],
  ['/spec/identityType', 'SERVICE_ACCOUNT', {}],
  ['/spec/deploymentSpec/pscInterfaceConfig', undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  ['/spec/deploymentSpec/env/0', { name: 'API_TOKEN', value: 'abcdef1234567890' }, { plainSecrets: 1 }],
  ['/spec/packageSpec', undefined, { artifacts: [], '->buckets': [] }],
  [
    '/spec/containerSpec',
    { imageUri: 'docker.io/x/y' },
    { images: [{ ref: 'docker.io/x/y', pinned: false, registry: 'public' }] },
  ],
  ['/contextSpec', undefined, { memory: 'missing: not-exposed' }],
  ['/encryptionSpec', undefined, keyless('memory')],
]);

const cached = {
  item: described('cachedContents', {
    model: 'publishers/google/models/gemini-2.5-flash',
    expireTime: '2026-03-13T00:00:00Z',
  }),
};
contract(cachedContents, cached);
changesTable(cachedContents, cached, [
  ['/encryptionSpec', undefined, keyless('data')],
  ['/displayName', undefined, { name: '7' }],
]);
