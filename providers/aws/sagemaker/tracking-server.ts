import type { DescribeMlflowTrackingServerResponse } from '@aws-sdk/client-sagemaker';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import {
  doorsNotRead,
  ownership,
  providerApi,
  residency,
  same,
  signedRequests,
  stateOf,
  tagsRead,
} from '../rows/common.ts';
import { bucketLinks } from '../rows/storage.ts';

const { from, raw } = answersOf<{ DescribeMlflowTrackingServer: DescribeMlflowTrackingServerResponse }>('sagemaker');

const guide = 'https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow.html';
const key = notExposed(
  'Ask AWS which key encrypts the metadata of the server; its files lie in a bucket, which is judged.',
);
const managed = 'AWS runs the server: its machine, image and scripts are not the customer’s.';
/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeMlflowTrackingServer.html TrackingServerStatus */
const states = stateOf({
  Creating: 'pending',
  Created: 'active',
  CreateFailed: 'failed',
  Updating: 'active',
  Updated: 'active',
  UpdateFailed: 'active',
  Deleting: 'deleting',
  DeleteFailed: 'active',
  Stopping: 'stopped',
  Stopped: 'stopped',
  StopFailed: 'active',
  Starting: 'pending',
  Started: 'active',
  StartFailed: 'stopped',
  MaintenanceInProgress: 'active',
  MaintenanceComplete: 'active',
  MaintenanceFailed: 'active',
});

/** A tracking server that AWS runs, as SageMaker tells of it. What MLflow itself tells is read through its address. */
export const trackingServers = collector({
  provider: 'aws',
  id: 'aws/sagemaker/tracking-server',
  service: 'sagemaker',
  kind: 'tracking.server',
  nativeType: 'AWS::SageMaker::MlflowTrackingServer',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListMlflowTrackingServers',
    permission: 'sagemaker:ListMlflowTrackingServers',
    items: 'TrackingServerSummaries',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeMlflowTrackingServer',
      permission: 'sagemaker:DescribeMlflowTrackingServer',
      input: (item) => ({ TrackingServerName: item.TrackingServerName ?? '' }),
      expects: 'TrackingServerArn',
      gone: true,
    },
    tagsRead((item) => String(item.TrackingServerArn)),
  ],
  uid: (item) => String(item.TrackingServerArn),
  name: (item) => String(item.TrackingServerName),
  facts: {
    ...providerApi,
    ...residency,
    ...ownership,
    keyAtRest: key,
    stores: key,
    nodeTraffic: notSupported('It trains nothing.'),
    clientTls: byDesign('required' as 'required' | 'optional' | 'none', guide, '2026-11'),
    authMethods: signedRequests,
    shell: notSupported(managed),
    plainSecrets: notSupported(managed),
    accessLogged: notExposed('Ask for one record of sagemaker-mlflow in the data events of a trail.'),
    appLogged: notSupported(managed),
    logFeeds: notSupported(managed),
    images: notSupported(managed),
    artifacts: notSupported('It loads no models.'),
    sourceRevision: notSupported(managed),
    patched: notSupported(managed),
    version: from('DescribeMlflowTrackingServer', '/MlflowVersion', same, { absent: missing() }),
    // Fixes come with maintenance, without another version: the number does not tell which are in.
    knownVulnerabilities: notExposed('Ask AWS which published weaknesses of this version its maintenance has fixed.'),
    artifactsProxied: notSupported('Files go to the bucket of the customer, under the rights of who reads and writes.'),
    lineage: notExposed('Ask for one run that names its dataset.'),
    accessControl: notExposed('Ask for the policies that allow sagemaker-mlflow actions on the server, and to whom.'),
    secondFactor: notExposed('Ask whether people sign in to AWS with a second factor.'),
    defaultAdmin: byDesign(false as boolean, guide, '2026-11'),
    state: from('DescribeMlflowTrackingServer', '/TrackingServerStatus', states, { absent: missing() }),
    createdAt: from('DescribeMlflowTrackingServer', '/CreationTime', same, { absent: missing() }),
    // Left out: nobody changed it since it was made.
    modifiedAt: derive(
      [raw('DescribeMlflowTrackingServer', '/LastModifiedTime'), raw('DescribeMlflowTrackingServer', '/CreationTime')],
      (changed, created) => changed ?? created ?? missing(),
    ),
    lastUsedAt: notExposed('Ask for the newest run.'),
    idleStopMinutes: notSupported('It does not stop by itself.'),
  },
  links: {
    privateEndpoints: doorsNotRead,
    keys: derive([], () => []),
    logGroups: derive([], () => []),
    repositories: derive([], () => []),
    buckets: derive(
      [raw('DescribeMlflowTrackingServer', '/ArtifactStoreUri'), fromScope(({ scope }) => scope.region)],
      (uri, region) => (uri === undefined ? [missing('no place of files is named')] : bucketLinks([uri], region)),
    ),
  },
});
