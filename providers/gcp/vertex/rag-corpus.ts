import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { alwaysActive, byTable, googleList } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { linkUid, storeUids, withProjectId } from '../rows/names.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import type { RagCorpus, RagFile } from './answers-jobs.ts';
import { about, nameOf, uid, unlabelled, vertexList } from './common.ts';

const operation = 'ragCorpora.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'ragCorpora.list': RagCorpus; 'ragFiles.list': { ragFiles?: RagFile[] } }>(
  'aiplatform',
);
const data = encryption([{ name: 'data', key: own.key }]);
const files = derive([raw('ragFiles.list', '/ragFiles')], (list) => list ?? []);
const service = 'It runs no code of the customer.';

/** Where a file came from; a kind of source that this version does not know may be the web. */
function sourcesOf(file: RagFile): { type: string; uri: string; publicWeb: boolean | MissingValue }[] {
  const of = (type: string, uri: string) => ({ type, uri, publicWeb: false });
  if (file.gcsSource) return (file.gcsSource.uris ?? []).map((uri) => of('gcsSource', uri));
  if (file.googleDriveSource)
    return (file.googleDriveSource.resourceIds ?? []).map((one) => of('googleDriveSource', one.resourceId ?? ''));
  const other = (['slackSource', 'jiraSource', 'sharePointSources', 'directUploadSource'] as const).find(
    (name) => file[name] !== undefined,
  );
  if (other) return [of(other, '')];
  return [{ type: 'unknown', uri: '', publicWeb: missing('where the file came from is not told') }];
}

/** @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/rag-engine/rag-overview */
export const ragCorpora = collector({
  provider: 'gcp',
  id: 'gcp/vertex/rag-corpus',
  service: 'aiplatform',
  kind: 'genai.knowledge_base',
  nativeType: 'aiplatform.googleapis.com/RagCorpus',
  at: 'region',
  list: vertexList(operation, 'ragCorpora'),
  reads: [
    {
      service: 'aiplatform',
      operation: 'ragFiles.list',
      permission: 'aiplatform.ragFiles.list',
      pages: {
        ...googleList.paging,
        items: 'ragFiles',
        emptyOmitted: googleList.emptyOmitted,
        size: ['pageSize', 100],
      },
      gone: true,
      input: (item) => ({ name: item.name ?? '' }),
    },
    ...auditReads,
  ],
  uid,
  name: nameOf,
  facts: {
    ...data.facts,
    ...own.facts,
    ...unlabelled,
    runsAs: notSupported(service),
    accessLogged: useRecorded('aiplatform.googleapis.com'),
    appLogged: notSupported(service),
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    sources: derive([files], (list) => [
      ...new Map(list.flatMap(sourcesOf).map((one) => [`${one.type}|${one.uri}`, one])).values(),
    ]),
    aclFiltered: notSupported('Whoever may ask a corpus finds all that is in it.'),
    deletesWithSource: notSupported('A corpus is filled by imports; nothing keeps it in step with its sources.'),
    lastSyncAt: derive([files], (list) => {
      const newest = list
        .flatMap(({ updateTime, createTime }) => updateTime ?? createTime ?? [])
        .sort()
        .at(-1);
      return newest ?? missing('no file was imported');
    }),
    // https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.ragCorpora#CorpusStatus
    lastSyncOutcome: from(
      operation,
      '/corpusStatus/state',
      byTable('state', { INITIALIZED: 'never-ran', ACTIVE: 'succeeded', ERROR: 'failed' } as const),
      { absent: missing() },
    ),
    state: from(
      operation,
      '/corpusStatus/state',
      byTable('state', { INITIALIZED: 'pending', ACTIVE: 'active', ERROR: 'failed' } as const),
      { absent: missing() },
    ),
    lastUsedAt: notExposed('Ask for the audit log.'),
    idleStopMinutes: notSupported(service),
  },
  links: {
    ...data.links,
    principals: notSupported(service),
    logGroups: notExposed('Ask for the log sinks of the project.'),
    indexes: derive(
      [raw(operation, '/vectorDbConfig/vertexVectorSearch'), fromScope((answers) => answers)],
      (search, answers) => (search?.indexEndpoint ? [linkUid('aiplatform', search.indexEndpoint, answers)] : []),
    ),
    buckets: derive([files, fromScope((answers) => answers)], (list, answers) =>
      storeUids(
        list.flatMap((file) => file.gcsSource?.uris ?? []),
        answers,
      ),
    ),
  },
});

const database = raw(operation, '/vectorDbConfig');

/** The way from a corpus to a vector database of somebody else. */
export const vectorDatabases = collector({
  provider: 'gcp',
  id: 'gcp/vertex/vector-database',
  service: 'aiplatform',
  kind: 'ml.connection',
  nativeType: 'aiplatform.googleapis.com/RagCorpus.VectorDb',
  at: 'region',
  list: vertexList(operation, 'ragCorpora'),
  reads: sharingReads,
  keep: (answers) => {
    const { value } = raw(operation, '/vectorDbConfig/apiAuth').map(answers);
    return value !== undefined;
  },
  uid: (item, scope) => `${uid(item, scope)}/vectorDb`,
  name: nameOf,
  facts: {
    ...own.facts,
    ...unlabelled,
    ...sharing,
    secretKind: derive([database], (config) => {
      const key = config?.apiAuth?.apiKeyConfig;
      if (key?.apiKeyString) return 'plain' as const;
      return key?.apiKeySecretVersion ? ('secret-reference' as const) : missing('what it signs in with is not told');
    }),
    sharedToAll: notSupported('It is used through its corpus alone.'),
    expiresAt: notExposed('Ask the operator of the vector database when the key expires.'),
    target: derive([database], (config) => config?.pinecone?.indexName ?? missing()),
    state: alwaysActive,
    lastUsedAt: notExposed('Ask for the audit log.'),
    idleStopMinutes: notSupported(service),
  },
  links: {
    secrets: derive([database, fromScope((answers) => answers)], (config, answers) => {
      const version = config?.apiAuth?.apiKeyConfig?.apiKeySecretVersion;
      if (!version) return [];
      const secret = withProjectId(version, answers).replace(/\/versions\/[^/]*$/, '');
      return [`//secretmanager.googleapis.com/${secret}`];
    }),
  },
});
