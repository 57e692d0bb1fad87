import type { DescribeEndpointConfigOutput, DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { ownership, providerApi, residency, same, signedRequests, stateOf, tagsRead } from '../rows/common.ts';
import { privateDoors, privateDoorsRead } from '../rows/private-doors.ts';
import { bucketLinks } from '../rows/storage.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { deployments, modelReads, versions } from './endpoint-models.ts';
import { autoscaled, scalingReads, variants } from './endpoint-scaling.ts';
import { capturesBoth, configRead, endpointShell, endpointStores } from './endpoint-settings.ts';

const { from, raw } = answersOf<{
  DescribeEndpoint: DescribeEndpointOutput;
  DescribeEndpointConfig: DescribeEndpointConfigOutput;
}>('sagemaker');

/** Reads endpoints by name; what watches or names one shares the answer. */
export const endpointRead = {
  service: 'sagemaker',
  operation: 'DescribeEndpoint',
  permission: 'sagemaker:DescribeEndpoint',
  memo: true,
  expects: 'EndpointArn',
} as const satisfies Omit<ReadSpec, 'input'>;

/** While an endpoint is updated, it serves on with its old settings. @see API_DescribeEndpoint.html EndpointStatus */
const states = stateOf({
  InService: 'active',
  Updating: 'active',
  SystemUpdating: 'active',
  RollingBack: 'active',
  UpdateRollbackFailed: 'active',
  OutOfService: 'stopped',
  Creating: 'pending',
  Failed: 'failed',
  Deleting: 'deleting',
});

const capture = raw('DescribeEndpoint', '/DataCaptureConfig');
const samplePercent: Spec<number> = derive([capture], (config) => {
  // Left out: the endpoint captures nothing.
  if (config === undefined || config.EnableCapture === false) return 0;
  if (config.EnableCapture !== true) return missing('EnableCapture is neither true nor false');
  if (config.CaptureStatus === 'Stopped') return 0;
  if (config.CaptureStatus !== 'Started') return missing(`capture status ${config.CaptureStatus} is not known`);
  return config.CurrentSamplingPercentage ?? missing();
});
const capturing = derive([samplePercent], (percent) => percent > 0);
const stores = endpointStores(capturing, raw('DescribeEndpoint', '/DataCaptureConfig/KmsKeyId'));

export const endpoints = collector({
  provider: 'aws',
  id: 'aws/sagemaker/endpoint',
  service: 'sagemaker',
  kind: 'ml.endpoint',
  nativeType: 'AWS::SageMaker::Endpoint',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListEndpoints',
    permission: 'sagemaker:ListEndpoints',
    items: 'Endpoints',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    { ...endpointRead, gone: true, input: (item) => ({ EndpointName: item.EndpointName ?? '' }) },
    tagsRead((item) => String(item.EndpointArn)),
    configRead((_item, got) => raw('DescribeEndpoint', '/EndpointConfigName').map(got).value),
    ...modelReads,
    ...scalingReads,
    stores.read,
    ...trailReads,
    privateDoorsRead,
  ],
  uid: (item) => String(item.EndpointArn),
  name: (item) => String(item.EndpointName),
  parts: derive([raw('DescribeEndpointConfig', '/EndpointConfigArn')], (arn) => (arn === undefined ? [] : [arn])),

  facts: {
    ...stores.facts,
    ...providerApi,
    ...residency,
    ...ownership,
    authMethods: signedRequests,
    shell: endpointShell,
    plainSecrets: notSupported('An endpoint has no environment of its own; see its deployments.'),
    accessLogged: useRecorded('AWS::SageMaker::Endpoint'),
    appLogged: notExposed(
      'Ask for the log group /aws/sagemaker/Endpoints/<name>: it is there if the role may write it.',
    ),
    logFeeds: notExposed('Ask for the log group /aws/sagemaker/Endpoints/<name> and how long it is kept.'),
    variants,
    samplePercent,
    capture: deriveSome([samplePercent, capturesBoth], (percent, both): 'all' | 'sampled' | 'off' | MissingValue => {
      if (isMissingValue(percent)) return percent;
      if (percent === 0) return 'off';
      if (percent < 100) return 'sampled';
      // Requests without answers, or answers without requests, are not all.
      return isMissingValue(both) ? both : both ? 'all' : 'sampled';
    }),
    autoscaled,
    autoRollback: from(
      'DescribeEndpoint',
      '/LastDeploymentConfig/AutoRollbackConfiguration/Alarms',
      (alarms) => alarms.length > 0,
      { absent: false }, // an update without alarms is not taken back
    ),
    rateLimited: notSupported('SageMaker limits requests by account and region, not by caller.'),
    state: from('DescribeEndpoint', '/EndpointStatus', states, { absent: missing() }),
    createdAt: from('DescribeEndpoint', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeEndpoint', '/LastModifiedTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations of the endpoint.'),
    idleStopMinutes: notSupported('An endpoint runs until it is deleted.'),
  },
  links: {
    privateEndpoints: privateDoors,
    ...stores.links,
    logGroups: notExposed('Ask for the log group /aws/sagemaker/Endpoints/<name>.'),
    deployments,
    versions,
    captureBuckets: derive(
      [capturing, raw('DescribeEndpoint', '/DataCaptureConfig/DestinationS3Uri'), fromScope((answers) => answers)],
      (on, uri, answers) => (on ? bucketLinks([uri], answers.scope.region) : []),
    ),
  },
});
