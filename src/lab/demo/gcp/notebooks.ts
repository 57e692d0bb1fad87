import type { JsonObject } from '../../../model/json.ts';
import { type GcpPlace, projects } from './make.ts';

/** Notebooks of imaging-train: one as it should be, and one that somebody gave an address on the internet. */
export function trainNotebooks({ ago, key, account, make, list, name }: GcpPlace): Record<string, JsonObject[]> {
  const { id } = projects.train;
  const network = {
    network: `https://www.googleapis.com/compute/v1/projects/${id}/global/networks/imaging`,
    subnet: `https://www.googleapis.com/compute/v1/projects/${id}/regions/europe-west4/subnetworks/imaging-ml`,
  };
  const instance = (name: string, made: number, more: JsonObject): JsonObject => ({
    name: `projects/${id}/locations/europe-west4-a/instances/${name}`,
    state: 'ACTIVE',
    createTime: ago(made),
    updateTime: ago(1),
    ...more,
  });
  return {
    'notebooks/instances': [
      instance('lesion-annotation', 160, {
        labels: { owner: 'imaging-ml', 'data-class': 'phi' },
        gceSetup: {
          bootDisk: { diskEncryption: 'CMEK', kmsKey: key('notebooks') },
          dataDisks: [{ diskEncryption: 'CMEK', kmsKey: key('notebooks') }],
          disablePublicIp: true,
          networkInterfaces: [network],
          serviceAccounts: [{ email: account('notebooks') }],
          shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true },
          metadata: {
            'proxy-mode': 'mail',
            'proxy-user-mail': 'radiology-lead@harbour-vale.example',
            'notebook-disable-root': 'true',
            'notebook-disable-downloads': 'true',
            'idle-timeout-seconds': '7200',
            'notebook-upgrade-schedule': '00 19 * * MON',
          },
        },
      }),
      instance('paper-figures', 71, {
        gceSetup: {
          bootDisk: { diskEncryption: 'GMEK' },
          dataDisks: [{ diskEncryption: 'GMEK' }],
          tags: ['figures'],
          networkInterfaces: [{ ...network, accessConfigs: [{ externalIp: '203.0.113.41' }] }],
          serviceAccounts: [{ email: `${projects.train.number}-compute@developer.gserviceaccount.com` }],
          metadata: { 'proxy-mode': 'service_account', 'post-startup-script': 'gs://imaging-train-scratch/setup.sh' },
        },
      }),
    ],
    [list('notebookRuntimeTemplates')]: [
      make('notebookRuntimeTemplates', '7701', {
        name: 'reading-room',
        made: 200,
        key: key('notebooks'),
        labels: { owner: 'imaging-ml' },
        more: {
          networkSpec: {
            network: `projects/${id}/global/networks/imaging`,
            subnetwork: `projects/${id}/regions/europe-west4/subnetworks/imaging-ml`,
          },
          idleShutdownConfig: { idleTimeout: '7200s' },
          shieldedVmConfig: { enableSecureBoot: true },
          eucConfig: { bypassActasCheck: true },
        },
      }),
      make('notebookRuntimeTemplates', '7702', {
        name: 'summer-school',
        made: 150,
        more: {
          networkSpec: { enableInternetAccess: true },
          softwareConfig: {
            env: [{ name: 'HF_TOKEN', value: 'hf_summerSchool2026abcdefghijklmnopqr' }],
            postStartupScriptConfig: {
              postStartupScript: 'pip install medtools && export WANDB_API_KEY=summer-2026-key',
            },
          },
        },
      }),
    ],
    [list('notebookExecutionJobs')]: [
      make('notebookExecutionJobs', '7901', {
        name: 'weekly reading statistics',
        made: 4,
        key: key('notebooks'),
        labels: { owner: 'imaging-ml' },
        more: {
          jobState: 'JOB_STATE_SUCCEEDED',
          gcsNotebookSource: { uri: 'gs://hvh-dataproc-staging/reading.ipynb', generation: '1763000000000000' },
          notebookRuntimeTemplateResourceName: name('notebookRuntimeTemplates/7701'),
          gcsOutputUri: 'gs://hvh-dataproc-staging/reading',
          serviceAccount: account('notebooks'),
          executionTimeout: '3600s',
        },
      }),
    ],
    [list('notebookRuntimes')]: [
      make('notebookRuntimes', '7801', {
        name: 'chest reading',
        made: 20,
        key: key('notebooks'),
        labels: { owner: 'imaging-ml' },
        more: {
          runtimeUser: 'radiology-lead@harbour-vale.example',
          runtimeState: 'RUNNING',
          notebookRuntimeTemplateRef: { notebookRuntimeTemplate: name('notebookRuntimeTemplates/7701') },
          idleShutdownConfig: { idleTimeout: '7200s' },
        },
      }),
      make('notebookRuntimes', '7802', {
        name: 'summer school 4',
        made: 140,
        more: {
          runtimeUser: 'student4@harbour-vale.example',
          runtimeState: 'RUNNING',
          isUpgradable: true,
          notebookRuntimeTemplateRef: { notebookRuntimeTemplate: name('notebookRuntimeTemplates/7702') },
        },
      }),
    ],
  };
}
