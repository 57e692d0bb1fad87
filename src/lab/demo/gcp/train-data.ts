import type { GcpProject } from '../../gcp/estate.ts';
import { domain, type GcpPlace } from './make.ts';

const schema = (kind: string) => `gs://google-cloud-aiplatform/schema/dataset/metadata/${kind}_1.0.0.yaml`;

/** Datasets, features, and where runs are recorded. */
export function trainData(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name, ago } = place;
  return {
    [list('datasets')]: [
      make('datasets', '5520010001', {
        name: 'chest-xray-2026',
        made: 210,
        changed: 30,
        key: key('phi'),
        labels: { owner: 'imaging-ai', 'data-class': 'phi' },
        more: {
          description: 'Chest images of three hospitals, without names, with findings of two radiologists each.',
          metadataSchemaUri: schema('image'),
          metadata: {
            dataItemSchemaUri: 'gs://google-cloud-aiplatform/schema/dataset/dataitem/image_1.0.0.yaml',
            inputConfig: { gcsSource: { uri: ['gs://hvh-imaging-phi/chest-xray/2026/index.jsonl'] } },
          },
        },
      }),
      // Somebody's try: no key, no owner, no version, nothing written down.
      make('datasets', '5520010002', {
        name: 'derm-export-tmp',
        made: 95,
        more: {
          metadataSchemaUri: schema('image'),
          metadata: { inputConfig: { gcsSource: { uri: ['gs://hvh-derm-exchange/export.csv'] } } },
        },
      }),
    ],
    [list('datasets/5520010001/datasetVersions')]: [
      { name: name('datasets/5520010001/datasetVersions/8001'), displayName: '2026-05', createTime: ago(180) },
      { name: name('datasets/5520010001/datasetVersions/8002'), displayName: '2026-10', createTime: ago(31) },
    ],
    [list('featureGroups')]: [
      make('featureGroups', 'appointments', {
        made: 120,
        labels: { owner: 'flow' },
        more: {
          description: 'Appointments by patient, without names',
          bigQuery: { bigQuerySource: { inputUri: 'bq://imaging-train.features.appointments' } },
        },
      }),
    ],
    [list('metadataStores')]: [
      make('metadataStores', 'default', {
        made: 400,
        key: key('phi'),
        more: { dataplexConfig: { enabledPipelinesLineage: true } },
      }),
    ],
    [list('tensorboards')]: [
      make('tensorboards', '7710', {
        name: 'imaging',
        made: 300,
        labels: { owner: 'imaging-ai' },
        more: { blobStoragePathPrefix: 'cloud-ai-platform-imaging-tb', isDefault: true },
      }),
    ],
    'bigquery/datasets': [
      {
        kind: 'bigquery#dataset',
        id: 'imaging-train:features',
        datasetReference: { projectId: 'imaging-train', datasetId: 'features' },
        location: 'europe-west4',
        access: [
          { role: 'OWNER', specialGroup: 'projectOwners' },
          { role: 'READER', groupByEmail: `imaging@${domain}` },
        ],
        maxTimeTravelHours: '168',
        creationTime: String(Date.parse(ago(300))),
        lastModifiedTime: String(Date.parse(ago(20))),
        defaultEncryptionConfiguration: { kmsKeyName: key('features') },
      },
    ],
  };
}
