import { derive, missing, notExposed, notSupported, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, googleList, ownershipOf, residency, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { uidOf } from '../rows/names.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import { supply } from '../rows/supply.ts';
import { documentsOf } from './common.ts';
import * as rows from './model-rows.ts';
import { read } from './model-rows.ts';

const files = encryption([{ name: 'artifacts', key: read.raw('models.listVersions', '/encryptionSpec/kmsKeyName') }]);
const parts = supply(
  refine(read.raw('models.listVersions', '/containerSpec'), (spec) => (spec?.imageUri ? [spec.imageUri] : [])),
  derive([read.raw('models.listVersions', '/artifactUri')], (uri) => (uri ? [uri] : [])),
);

export const modelVersions = collector({
  provider: 'gcp',
  id: 'gcp/vertex/model-version',
  service: 'aiplatform',
  kind: 'ml.model_version',
  nativeType: 'aiplatform.googleapis.com/ModelVersion',
  at: 'region',
  list: {
    service: 'aiplatform',
    operation: 'models.listVersions',
    permission: 'aiplatform.models.list',
    items: 'models',
    of: { collector: 'gcp/vertex/model', input: (model) => ({ name: model.name ?? '' }) },
    // A model has a version, always: an answer without the list is broken.
    paging: { ...googleList.paging, size: ['pageSize', 100] },
    partial: googleList.partial,
  },
  reads: [rows.evaluationsRead, rows.trainingRead, ...sharingReads],
  uid: (item, scope) =>
    `${uidOf('aiplatform', String(item.name).replace(/@[^/]*$/, ''), scope)}@${String(item.versionId)}`,
  name: (item) => `${String(item.displayName || item.name)} ${String(item.versionId)}`,

  facts: {
    ...files.facts,
    ...parts.facts,
    ...residency,
    ...sharing,
    ...ownershipOf(read.raw('models.listVersions', '/labels')),
    sourceRevision: notSupported('A model of Vertex AI records no commit.'),
    patched: notSupported('Which software a container holds is up to its image.'),
    approval: rows.approval,
    approvedBy: derive([rows.approval], (found) =>
      found === 'approved'
        ? missing(
            'Vertex AI does not record who set a label. Ask for the record of the approval, with name and date.',
            'not-exposed',
          )
        : '',
    ),
    registeredBy: notExposed('Ask for the audit log entry of UploadModel: the model does not say who uploaded it.'),
    stage: rows.stage,
    tests: rows.tests,
    robustness: notExposed('Ask for the report of the test with disturbed or hostile inputs.'),
    driftBaseline: notSupported('Reference values of drift are part of the monitor, not of the model.'),
    signature: derive([read.raw('models.listVersions', '/predictSchemata')], (schemata) =>
      Boolean(schemata?.instanceSchemaUri && schemata.predictionSchemaUri),
    ),
    origin: rows.origin,
    documents: documentsOf(
      read.raw('models.listVersions', '/description'),
      read.raw('models.listVersions', '/versionDescription'),
    ),
    state: alwaysActive,
    createdAt: read.from('models.listVersions', '/versionCreateTime', same, { absent: missing() }),
    modifiedAt: read.from('models.listVersions', '/versionUpdateTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric of the endpoints that serve it.'),
    idleStopMinutes: notSupported('A model in the registry does not run.'),
  },
  links: {
    ...files.links,
    ...parts.links,
    models: derive([rows.modelUid], (found) => [found]),
    runs: rows.runs,
    jobs: rows.jobs,
    datasets: rows.datasets,
  },
});
