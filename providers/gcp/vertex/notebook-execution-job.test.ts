import { account, described, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { notebookExecutionJobs } from './notebook-execution-job.ts';

const subnetwork = 'projects/111/regions/europe-west4/subnetworks/ml';
const email = 'notebooks@imaging-train.iam.gserviceaccount.com';
const lost = 'missing: not-returned';
const given = {
  item: described('notebookExecutionJobs', {
    jobState: 'JOB_STATE_SUCCEEDED',
    gcsNotebookSource: { uri: 'gs://code/weekly.ipynb', generation: '17' },
    notebookRuntimeTemplateResourceName: `${parent}/notebookRuntimeTemplates/1`,
    gcsOutputUri: 'gs://results/weekly',
    serviceAccount: email,
    executionTimeout: '3600s',
  }),
  reads: {
    'notebookRuntimeTemplates.get': {
      name: `${parent}/notebookRuntimeTemplates/1`,
      networkSpec: { network: 'projects/111/global/networks/n', subnetwork },
      networkTags: ['lab'],
    },
  },
};
const spec = 'notebookRuntimeTemplates.get#/networkSpec';

contract(notebookExecutionJobs, given);
changesTable(notebookExecutionJobs, given, [
  ['/jobState', 'JOB_STATE_FAILED', { state: 'failed', outcome: 'failed' }],
  ['/jobState', undefined, { state: lost, outcome: lost }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  ['/executionTimeout', undefined, { maxMinutes: 1440 }],
  ['/gcsOutputUri', undefined, { '->outputs': [] }],
  [
    '/gcsNotebookSource/generation',
    undefined,
    { artifacts: [{ uri: 'gs://code/weekly.ipynb', pinned: false, format: 'ipynb' }] },
  ],
  ['/gcsNotebookSource', undefined, { artifacts: [], '->buckets': [] }],
  ['/dataformRepositorySource', { commitSha: 'abc' }, { sourceRevision: 'abc' }],
  ['/serviceAccount', undefined, { runsAs: lost, '->principals': 'missing: not-exposed' }],
  [
    '/serviceAccount',
    '111-compute@developer.gserviceaccount.com',
    { runsAs: 'default', '->principals': [account('111-compute@developer.gserviceaccount.com')] },
  ],
  [`${spec}/enableInternetAccess`, true, { egress: 'internet' }],
  [`${spec}/subnetwork`, undefined, { '->subnets': [lost], '->firewalls': expectedRules() }],
  [spec, undefined, { network: lost, egress: lost, '->subnets': [lost], '->firewalls': [lost] }],
  // Without a template it says itself what machine it had, or nobody does.
  ...(
    [
      [{ networkSpec: { subnetwork, enableInternetAccess: true } }, { egress: 'internet' }],
      [{}, { network: lost, egress: lost, '->subnets': [lost], '->firewalls': [lost] }],
    ] as const
  ).map(([custom, expected]): Change => ['/customEnvironmentSpec', custom as never, expected as never]),
  [
    '/notebookRuntimeTemplateResourceName',
    undefined,
    { network: lost, egress: lost, '->subnets': lost, '->firewalls': lost },
  ],
]);

/** A network alone has rules, too. */
function expectedRules(): string[] {
  return [
    '//compute.googleapis.com/projects/imaging-train/global/networks/n/effectiveFirewalls/europe-west4/tags=lab/account=',
  ];
}

const { serviceAccount: _account, ...nobody } = given.item as Record<string, never>;
changesTable(notebookExecutionJobs, { ...given, item: nobody }, [
  ['/executionUser', 'ada@hospital.example', { runsAs: 'user' }],
]);
