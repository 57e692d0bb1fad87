import { isMissingValue } from '../../../src/model/facts.ts';
import {
  derive,
  deriveSome,
  fromScope,
  missing,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { formatOfFiles, formatOfFlavors } from '../analysis/format.ts';
import { fixesContent } from '../analysis/hash.ts';
import {
  byTable,
  documentsOf,
  encryptionUnknown,
  mlflow,
  neverIdle,
  ownershipOf,
  residency,
  timeOf,
} from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';
import { bucketLinks } from '../rows/storage.ts';
import { approval, approvedBy, stage } from '../rows/version-approval.ts';
import {
  folderInRun,
  lineage,
  loggedEntry,
  loggedModelId,
  originOf,
  sourceOf,
  sourceRevision,
} from '../rows/version-origin.ts';
import { filesOf, robustness, tests } from '../rows/version-tests.ts';
import { filesRead, modelRead, runRead, versionList } from './lists.ts';
import { loggedModelRead } from './logged-model-read.ts';
import { isPrompt } from './registered-model.ts';

const { from, raw } = mlflow;
const tags = raw('SearchModelVersions', '/tags');
const source = sourceOf(raw('SearchModelVersions', '/source'));
const entry = loggedEntry(source);
const modelFiles = filesOf('ModelFiles');
const loggedTags = raw('GetLoggedModel', '/model/info/tags');

/** The format by the names of the files, where they are told, else by what the run recorded of them. */
const format: Spec<string> = deriveSome([source, modelFiles, entry], (uri, files, logged) => {
  if (isMissingValue(uri)) return uri;
  const told = formatOfFiles(isMissingValue(files) ? [uri] : [uri, ...files]);
  if (told === 'pickle' || (told !== '' && !isMissingValue(files))) return told;
  if (isMissingValue(logged)) return logged;
  const stated = logged ? formatOfFlavors(logged.flavors) : '';
  return stated === '' && isMissingValue(files) ? files : stated;
});

const artifacts = deriveSome([source, format, tags, loggedTags], (uri, kind, own, logged) => {
  if (isMissingValue(uri)) return uri;
  if (uri === '') return [];
  const lists = [own, logged].flatMap((list) => (isMissingValue(list) ? [] : (list ?? [])));
  const lacking = [own, logged].find(isMissingValue);
  // A hash that is there settles it, whatever else could not be read.
  const pinned = fixesContent(lists) || (lacking ?? false);
  return [{ uri, pinned, format: kind }];
});

const unknownAuthor = missing('The server does not record who registered a version. Ask who did.', 'not-exposed');

/** @see https://mlflow.org/docs/latest/api_reference/rest-api.html#modelversionstatus */
const states = byTable<'active' | 'pending' | 'failed'>('status', {
  READY: 'active',
  PENDING_REGISTRATION: 'pending',
  FAILED_REGISTRATION: 'failed',
});

export const modelVersions = collector({
  provider: 'mlflow',
  id: 'mlflow/model-version',
  service: 'mlflow',
  kind: 'ml.model_version',
  nativeType: 'MLflow::ModelVersion',
  at: 'account',
  list: versionList,
  reads: [
    handshakeRead,
    anonymousRead,
    modelRead,
    runRead((item) => item.run_id),
    loggedModelRead((item) => loggedModelId(item.source)),
    filesRead('RunFiles', (item) => (item.run_id ? { run_id: item.run_id } : null)),
    filesRead('ModelFiles', (item, got) => {
      const path = folderInRun(item, got);
      return path === undefined ? null : { run_id: item.run_id ?? '', path };
    }),
  ],
  keep: ({ item }) => !isPrompt(item),
  uid: (item, { account }) => uidOf(account, 'model-version', String(item.name), String(item.version)),
  name: (item) => `${String(item.name)}/${String(item.version)}`,

  facts: {
    ...encryptionUnknown,
    ...sharing,
    documents: documentsOf(raw('SearchModelVersions', '/description'), tags),
    ...ownershipOf(tags, raw('SearchModelVersions', '/user_id')),
    ...residency,
    images: notSupported('A version of MLflow names no image.'),
    artifacts,
    sourceRevision,
    patched: notSupported('A version of MLflow names no image.'),
    state: from('SearchModelVersions', '/status', states, { absent: missing() }),
    createdAt: from('SearchModelVersions', '/creation_timestamp', timeOf, { absent: missing() }),
    modifiedAt: from('SearchModelVersions', '/last_updated_timestamp', timeOf, { absent: missing() }),
    ...neverIdle,
    approval,
    approvedBy,
    // Open-source servers leave it out: they do not record who.
    registeredBy: from('SearchModelVersions', '/user_id', (id) => id || unknownAuthor, { absent: unknownAuthor }),
    stage,
    tests,
    robustness,
    driftBaseline: notSupported('MLflow has no place for reference values of later drift.'),
    signature: refine(entry, (logged) =>
      logged === undefined
        ? missing('Look at the signature in the MLmodel file of the version.', 'not-exposed')
        : logged.signature,
    ),
    origin: originOf(entry, tags),
  },
  links: {
    buckets: bucketLinks(refine(source, (uri) => [uri])),
    models: derive(
      [raw('SearchModelVersions', '/name'), fromScope((answers) => answers.scope.account)],
      (name, server) => (name === undefined ? missing() : [uidOf(server, 'model', name)]),
    ),
    ...lineage,
  },
});
