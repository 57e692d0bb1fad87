import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, derive, notExposed, notSupported, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import type { DatasetInput } from '../answers.ts';
import { neverIdle, ownershipOf, residency } from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';
import { bucketLinks } from '../rows/storage.ts';
import { ofRuns } from './lists.ts';

const { from, raw } = answersOf<{ SearchRuns: DatasetInput }>('mlflow');
const tags = raw('SearchRuns', '/tags');
const digest = raw('SearchRuns', '/dataset/digest');

/** Id of a dataset: name and digest, so that the same data in many runs is one dataset. */
export function datasetUid(server: string, input: DatasetInput): string | undefined {
  const { name, digest: hash } = input.dataset ?? {};
  return name && hash ? uidOf(server, 'dataset', name, hash) : undefined;
}

/**
 * Address in the source of a dataset, which is JSON of a form that its type sets: `uri`, `url` or `path`.
 *
 * @see https://mlflow.org/docs/latest/api_reference/python_api/mlflow.data.html
 */
export function sourceUri(source: string | undefined): string {
  if (source === undefined) return '';
  try {
    const parsed = JSON.parse(source);
    const found = at(parsed, '/uri') ?? at(parsed, '/url') ?? at(parsed, '/path') ?? '';
    return typeof found === 'string' ? found : '';
  } catch {
    return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(source) ? source : '';
  }
}

const uri = refine(raw('SearchRuns', '/dataset/source'), sourceUri) as Spec<string>;

/** Data that runs say they read: name, digest and, where it was found, schema. */
const elsewhere = 'MLflow keeps name and digest of data; the storage that it lies in is judged for itself.';

export const datasets = collector({
  provider: 'mlflow',
  id: 'mlflow/dataset',
  service: 'mlflow',
  kind: 'ml.dataset',
  nativeType: 'MLflow::Dataset',
  at: 'account',
  list: ofRuns('/inputs/dataset_inputs'),
  reads: [handshakeRead, anonymousRead],
  uid: (item, { account }) => datasetUid(account, item as DatasetInput) ?? '', // the items of this list have that form
  name: (item) => `${String(at(item, '/dataset/name') ?? '')}@${String(at(item, '/dataset/digest') ?? '')}`,

  facts: {
    keyAtRest: notSupported(elsewhere),
    stores: notSupported(elsewhere),
    ...sharing,
    images: notSupported('Data names no image.'),
    artifacts: derive([uri], (address) => (address === '' ? [] : [{ uri: address, pinned: true, format: '' }])),
    sourceRevision: notSupported('Data is fixed by its digest.'),
    patched: notSupported('Data runs nothing.'),
    documents: notSupported('MLflow keeps no description of data.'),
    ...ownershipOf(tags),
    state: refine(digest, () => 'active'),
    createdAt: notExposed('Ask when the data was made; the runs that read it say when they did.'),
    modifiedAt: notExposed('Ask when the data was made; the runs that read it say when they did.'),
    ...neverIdle,
    ...residency,
    version: from('SearchRuns', '/dataset/digest', (hash) => hash, { absent: '' }),
    // Other data has another digest, and is another dataset here.
    versioned: from('SearchRuns', '/dataset/digest', (hash) => hash !== '', { absent: false }),
    contentHash: from('SearchRuns', '/dataset/digest', (hash) => hash, { absent: '' }),
    schemaKnown: from('SearchRuns', '/dataset/schema', (text) => !/^\s*(\{\s*\}|null|)\s*$/.test(text), {
      absent: false,
    }),
  },
  links: { buckets: bucketLinks(refine(uri, (address) => [address])) },
});
