import type { GcpProject } from '../../gcp/estate.ts';
import { serviceAccounts } from './accounts.ts';
import { buckets } from './buckets.ts';
import { trainClusters } from './clusters.ts';
import { keys } from './keys.ts';
import { domain, folder, gcpPlace, organisation, projects } from './make.ts';
import { trainNetworks } from './networks.ts';
import { trainNotebooks } from './notebooks.ts';
import { repositories } from './repositories.ts';
import { trainData } from './train-data.ts';
import { trainJobs } from './train-jobs.ts';
import { trainModels } from './train-models.ts';
import { trainPipelines } from './train-pipelines.ts';

/** Where models are made: people of the imaging team train here, by pipelines and by hand. */
export function imagingTrain(now: Date): GcpProject {
  const place = gcpPlace('train', 'europe-west4', now);
  const account = (name: string) =>
    `//iam.googleapis.com/projects/${projects.train.id}/serviceAccounts/${place.account(name)}`;
  return {
    ...projects.train,
    name: 'imaging-train',
    above: [folder, organisation],
    enforced: ['ainotebooks.disableRootAccess'],
    posture: 'DISABLED',
    // Somebody tried the Gemini API in the summer, with a key that opens everything.
    enabled: ['generativelanguage.googleapis.com'],
    policy: {
      version: 1,
      etag: 'BwYtrain0001=',
      bindings: [
        { role: 'roles/owner', members: [`group:imaging-leads@${domain}`] },
        {
          role: 'roles/aiplatform.user',
          members: [`group:imaging@${domain}`, 'user:j.mertens@radiology-partners.example'],
        },
        {
          role: 'roles/editor',
          members: [`serviceAccount:${projects.train.number}-compute@developer.gserviceaccount.com`],
        },
        { role: 'roles/aiplatform.user', members: [`serviceAccount:${place.account('pipelines')}`] },
      ],
    },
    resources: {
      ...trainData(place),
      ...trainJobs(place),
      ...trainPipelines(place),
      ...trainModels(place),
      ...trainNotebooks(place),
      ...trainClusters(place),
      ...trainNetworks(place),
      ...buckets('train', place),
      ...keys('train', place),
      ...repositories(place),
      'apikeys/keys': [
        {
          name: `projects/${projects.train.number}/locations/global/keys/3f0c`,
          displayName: 'summer school',
          createTime: place.ago(150),
          restrictions: {},
        },
      ],
      ...serviceAccounts('train', {
        train: { keys: [{ name: 'laptop', keyType: 'USER_MANAGED', validAfterTime: place.ago(400) }] },
        pipelines: {},
        notebooks: {},
      }),
    },
    findings: [
      { category: 'USER_MANAGED_SERVICE_ACCOUNT_KEY', resource: `${account('train')}/keys/laptop` },
      {
        category: 'DATAPROC_CMEK_DISABLED',
        resource: `//dataproc.googleapis.com/projects/${projects.train.number}/regions/europe-west4/clusters/slide-statistics`,
      },
      // Its key was deleted since Security Command Center last looked.
      { category: 'USER_MANAGED_SERVICE_ACCOUNT_KEY', resource: `${account('pipelines')}/keys/once` },
    ],
  };
}
