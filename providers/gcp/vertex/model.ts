import { answersOf, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, googleList } from '../rows/common.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import type { Model } from './answers.ts';
import { about, documentsOf, nameOf, uid, vertexList } from './common.ts';

const own = about('models.list');
const { raw } = answersOf<{ 'models.versions': { models?: Model[] } }>('aiplatform');

/** Versions of a model: the answers are whole models. @see https://docs.cloud.google.com/vertex-ai/docs/model-registry/versioning */
export const versionPages = { ...googleList.paging, items: 'models', size: ['pageSize', 100] as const } as const;

export const models = collector({
  provider: 'gcp',
  id: 'gcp/vertex/model',
  service: 'aiplatform',
  kind: 'ml.model',
  nativeType: 'aiplatform.googleapis.com/Model',
  at: 'region',
  list: vertexList('models.list', 'models'),
  reads: [
    {
      service: 'aiplatform',
      operation: 'models.listVersions',
      as: 'models.versions',
      permission: 'aiplatform.models.list',
      pages: versionPages,
      gone: true,
      input: (item) => ({ name: item.name ?? '' }),
    },
    ...sharingReads,
  ],
  uid,
  name: nameOf,

  facts: {
    ...own.facts,
    ...sharing,
    // A model has at least one version: a list without is not known.
    versions: derive(
      [raw('models.versions', '/models')],
      (list) => (list ?? []).length || missing('no version is listed'),
    ),
    documents: documentsOf(own.description),
    state: alwaysActive,
    lastUsedAt: notExposed('Ask for the metric of the endpoints that serve it.'),
    idleStopMinutes: notSupported('A model in the registry does not run.'),
  },
  links: {},
});
