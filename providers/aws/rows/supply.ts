import { PlumblineError } from '../../../src/model/errors.ts';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { ecrRepositoryArnOf, parseImage } from '../analysis/images.ts';
import { byTable } from './common.ts';
import { bucketLinks } from './storage.ts';

/** A container image as a resource names it. */
export interface ImageRow {
  /** undefined: it runs an image that the answer does not name. */
  ref: string | undefined | MissingValue;
  /** A digest that the resource records beside the name. */
  digest?: string | undefined;
  /** It comes from a registry in the customer's own network, whatever that is called. */
  privateRegistry?: boolean | undefined;
}

/** An image that a resource gets through its own network (`Vpc`) or, where nothing is said, from SageMaker's (`Platform`). */
export function inRegistry(ref: string, accessMode: string | undefined): ImageRow | MissingValue {
  const privateRegistry = accessModes(accessMode ?? 'Platform');
  return isMissingValue(privateRegistry) ? privateRegistry : { ref, privateRegistry };
}
const accessModes = byTable('repository access', { Vpc: true, Platform: false });

/** A file or folder that a resource loads. */
export interface ArtifactRow {
  uri: string | undefined;
  /** The entity tag recorded with the address. */
  etag?: string | undefined;
}

type Rows<R> = Spec<readonly (R | MissingValue)[]>;
type ImageItem = {
  ref: string | MissingValue;
  pinned: boolean | MissingValue;
  registry: 'own' | 'provider' | 'public' | MissingValue;
};
type ArtifactItem = { uri: string | MissingValue; pinned: boolean | MissingValue; format: string | MissingValue };

const scope = fromScope((answers: Answers) => answers);

/** Facts images and artifacts, and the links to repositories and buckets that follow from them. */
export function supply(rows: { images: Rows<ImageRow>; artifacts: Rows<ArtifactRow>; otherBuckets?: Rows<string> }) {
  const none: Rows<string> = { reads: [], map: () => ({ value: [], from: [] }) };
  const images: Spec<ImageItem[]> = deriveSome([rows.images, scope], (list, answers) => {
    if (isMissingValue(list) || isMissingValue(answers)) return list as MissingValue; // the scope is never missing
    return list.map((row) => imageItem(row, answers));
  });
  const artifacts: Spec<ArtifactItem[]> = deriveSome([rows.artifacts], (list) => {
    if (isMissingValue(list)) return list;
    return list.map(artifactItem);
  });
  const repositories: Spec<(string | MissingValue)[]> = deriveSome([rows.images, scope], (list, answers) => {
    if (isMissingValue(list) || isMissingValue(answers)) return list as MissingValue; // the scope is never missing
    const out = new Set<string | MissingValue>();
    for (const row of list) {
      const ref = isMissingValue(row) ? row : (row.ref ?? missing('the image is not named'));
      const link = isMissingValue(ref) ? ref : repositoryOf(ref, answers);
      if (link !== undefined) out.add(link);
    }
    return [...out];
  });
  const buckets: Spec<(string | MissingValue)[]> = deriveSome(
    [rows.artifacts, rows.otherBuckets ?? none, scope],
    (list, others, answers) => {
      if (isMissingValue(list) || isMissingValue(answers)) return list as MissingValue; // the scope is never missing
      if (isMissingValue(others)) return others;
      const uris = [...list.map((row) => (isMissingValue(row) ? row : row.uri)), ...others];
      const lacking = uris.filter(isMissingValue);
      const known = uris.filter((uri): uri is string => typeof uri === 'string');
      return [...bucketLinks(known, answers.scope.region), ...lacking];
    },
  );
  return { facts: { images, artifacts }, links: { repositories, buckets } };
}

function imageItem(row: ImageRow | MissingValue, answers: Answers): ImageItem {
  const ref = isMissingValue(row) ? row : (row.ref ?? missing('the image is not named'));
  if (isMissingValue(ref)) return { ref, pinned: ref, registry: ref };
  const { digest, privateRegistry } = isMissingValue(row) ? {} : row;
  const image = understood(() => parseImage(ref, ownAccounts(answers), digest));
  if (isMissingValue(image)) return { ref, pinned: image, registry: image };
  const registry = image.registry === 'public' && privateRegistry === true ? 'own' : image.registry;
  return { ref, pinned: image.pinned, registry };
}

/** The repository of AWS's own images is AWS's business. */
function repositoryOf(ref: string, answers: Answers): string | undefined | MissingValue {
  return understood(() =>
    parseImage(ref, ownAccounts(answers)).registry === 'provider' ? undefined : ecrRepositoryArnOf(ref),
  );
}

function ownAccounts({ scope, accounts, settings }: Answers): string[] {
  return [scope.account, ...accounts, ...settings.organisationAccounts];
}

/** One strange name must not hide the other images. */
function understood<V>(read: () => V): V | MissingValue {
  try {
    return read();
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'RESPONSE_SHAPE')
      return missing(error.message, 'partial-answer');
    throw error;
  }
}

function artifactItem(row: ArtifactRow | MissingValue): ArtifactItem {
  const uri = isMissingValue(row) ? row : (row.uri ?? missing('the address is not named'));
  if (isMissingValue(uri) || isMissingValue(row)) return { uri, pinned: uri, format: uri } as ArtifactItem; // a missing row has a missing address
  return { uri, pinned: row.etag !== undefined && row.etag !== '', format: formatOf(uri) };
}

/** The format that a file name states; an archive or a folder states none. */
function formatOf(uri: string): string {
  const extension = /\.([a-z0-9]{1,12})$/i.exec(uri)?.[1]?.toLowerCase() ?? '';
  if (extension === 'safetensors' || extension === 'onnx') return extension;
  return ['pkl', 'pickle', 'joblib'].includes(extension) ? 'pickle' : '';
}
