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
import { alwaysActive, googleList } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { storeUids } from '../rows/names.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import type { Dataset } from './answers-jobs.ts';
import { about, documentsOf, nameOf, uid, vertexList } from './common.ts';

const own = about('datasets.list');
const { raw } = answersOf<{
  'datasets.list': Dataset;
  'datasets.datasetVersions.list': { datasetVersions?: { name?: string; createTime?: string }[] };
}>('aiplatform');
const data = encryption([{ name: 'data', key: own.key }]);
const metadata = raw('datasets.list', '/metadata');
const versions = derive([raw('datasets.datasetVersions.list', '/datasetVersions')], (list) => list ?? []);
const sources = derive([metadata], (one) => [
  ...(one?.inputConfig?.gcsSource?.uri ?? []),
  one?.inputConfig?.bigquerySource?.uri,
  one?.gcsBucket ? `gs://${one.gcsBucket}` : undefined,
]);

/**
 * Whether an item is described. Vertex AI knows what an image, a video or a text is; the columns of a table it leaves to
 * the table.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/datasets/overview (metadata schemas by type of data)
 */
const schemaKnown: Spec<boolean> = derive([raw('datasets.list', '/metadataSchemaUri'), metadata], (schema, one) => {
  const type = /\/metadata\/([a-z_]+?)_\d[\d.]*\.yaml$/.exec(schema ?? '')?.[1];
  if (type === 'tabular' || type === 'time_series')
    return missing('Ask for the schema of the table: Vertex AI reads it where it lies.', 'not-exposed');
  if (one?.dataItemSchemaUri) return true;
  return missing(
    type === undefined ? 'the type of its data is not told' : 'its items have no fields',
    type === undefined ? 'not-returned' : 'not-supported',
  );
});

export const datasets = collector({
  provider: 'gcp',
  id: 'gcp/vertex/dataset',
  service: 'aiplatform',
  kind: 'ml.dataset',
  nativeType: 'aiplatform.googleapis.com/Dataset',
  at: 'region',
  list: vertexList('datasets.list', 'datasets'),
  reads: [
    {
      service: 'aiplatform',
      operation: 'datasets.datasetVersions.list',
      permission: 'aiplatform.datasetVersions.list',
      pages: {
        ...googleList.paging,
        items: 'datasetVersions',
        emptyOmitted: googleList.emptyOmitted,
        size: ['pageSize', 100],
      },
      gone: true,
      input: (item) => ({ name: item.name ?? '' }),
    },
    ...sharingReads,
  ],
  uid,
  name: nameOf,
  facts: {
    ...data.facts,
    ...own.facts,
    ...sharing,
    images: notSupported('A dataset runs nothing.'),
    artifacts: derive([sources], (list) =>
      [...new Set(list)].flatMap((uri) => (uri ? [{ uri, pinned: false, format: '' }] : [])),
    ),
    sourceRevision: notSupported('A dataset records no commit.'),
    patched: notSupported('A dataset runs nothing.'),
    /** The newest snapshot; the data itself may have moved on since. */
    version: derive([versions], (list) => {
      const newest = [...list].sort((a, b) => (a.createTime ?? '').localeCompare(b.createTime ?? '')).at(-1);
      return newest?.name?.split('/').at(-1) ?? '';
    }),
    // Versions are made by hand: https://docs.cloud.google.com/vertex-ai/docs/datasets/manage-versions
    versioned: derive([versions], (list) => list.length > 0),
    contentHash: notExposed('Ask for a hash of the data: Vertex AI keeps none.'),
    schemaKnown,
    documents: documentsOf(own.description),
    state: alwaysActive,
    lastUsedAt: notExposed('Ask for the training pipelines that read it, and for the audit log.'),
    idleStopMinutes: notSupported('A dataset does not run.'),
  },
  links: {
    ...data.links,
    repositories: notSupported('A dataset runs nothing.'),
    buckets: derive([sources, fromScope((answers) => answers)], (list, answers) => storeUids(list, answers)),
  },
});
