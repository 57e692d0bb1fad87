import type { DescribeModelOutput, DescribeTransformJobResponse } from '@aws-sdk/client-sagemaker';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { behind } from '../rows/asked.ts';
import { ownership, residency, roleIdentity, same, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { machineDisks } from '../rows/machines.ts';
import { containerNetwork } from '../rows/network.ts';
import { secretsInAll } from '../rows/secrets.ts';
import { bucketLinks } from '../rows/storage.ts';
import { supply } from '../rows/supply.ts';
import { jobList, jobOutcome, jobRows, jobState, neverInterrupted } from './job.ts';
import {
  containerArtifacts,
  containerEnvironments,
  containerImages,
  modelRead,
  modelThere,
  packagesRead,
} from './model-containers.ts';

const { from, raw } = answersOf<{
  DescribeTransformJob: DescribeTransformJobResponse;
  DescribeModel: DescribeModelOutput;
}>('sagemaker');

const types: Spec<(string | MissingValue)[]> = derive(
  [raw('DescribeTransformJob', '/TransformResources/InstanceType')],
  (type) => [type ?? missing('the instance type')],
);
const captureUri = raw('DescribeTransformJob', '/DataCaptureConfig/DestinationS3Uri');
const stores = encryption([
  ...machineDisks(types, raw('DescribeTransformJob', '/TransformResources/VolumeKmsKeyId'), 'refused'),
  // Left out or empty: the key of AWS for S3 in the account of the role.
  { name: 'output', key: raw('DescribeTransformJob', '/TransformOutput/KmsKeyId') },
  {
    name: 'capture',
    key: raw('DescribeTransformJob', '/DataCaptureConfig/KmsKeyId'),
    used: derive([captureUri], (uri) => uri !== undefined),
  },
]);
/** A batch transform runs a model: network, role, image and files are the model's. */
const network = containerNetwork(
  behind(modelThere, raw('DescribeModel', '/EnableNetworkIsolation')),
  behind(modelThere, raw('DescribeModel', '/VpcConfig')),
);
const role = roleIdentity(behind(modelThere, raw('DescribeModel', '/ExecutionRoleArn')));
const inputUri = raw('DescribeTransformJob', '/TransformInput/DataSource/S3DataSource/S3Uri');
const files = supply({
  images: containerImages,
  artifacts: containerArtifacts,
  otherBuckets: derive([inputUri], (uri) => (uri === undefined ? [] : [uri])),
});

export const transformJobs = collector({
  provider: 'aws',
  id: 'aws/sagemaker/transform-job',
  service: 'sagemaker',
  kind: 'ml.training_job',
  nativeType: 'AWS::SageMaker::TransformJob',
  at: 'region',
  list: jobList('ListTransformJobs', 'TransformJobSummaries'),
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeTransformJob',
      permission: 'sagemaker:DescribeTransformJob',
      input: (item) => ({ TransformJobName: item.TransformJobName ?? '' }),
      expects: 'TransformJobArn',
      gone: true,
    },
    tagsRead((item) => String(item.TransformJobArn)),
    modelRead((_item, got) => {
      const name = raw('DescribeTransformJob', '/ModelName').map(got).value;
      return typeof name === 'string' ? name : undefined;
    }),
    packagesRead,
    stores.read,
  ],
  uid: (item) => String(item.TransformJobArn),
  name: (item) => String(item.TransformJobName),

  facts: {
    ...jobRows,
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    nodeTraffic: from(
      'DescribeTransformJob',
      '/TransformResources/InstanceCount',
      (machines) =>
        machines === 1
          ? ('single-node' as const)
          : missing('The machines of a batch transform do not talk to each other.', 'not-supported'),
      { absent: missing() },
    ),
    shell: notSupported('A batch transform has no login.'),
    plainSecrets: secretsInAll(
      derive([raw('DescribeTransformJob', '/Environment'), containerEnvironments], (own, model) => [own, ...model]),
    ),
    purpose: { reads: [], map: () => ({ value: 'batch-inference', from: [] }) },
    outcome: from('DescribeTransformJob', '/TransformJobStatus', jobOutcome, { absent: missing() }),
    startedAt: from('DescribeTransformJob', '/TransformStartTime', same, { absent: missing('it did not start') }),
    maxMinutes: notSupported('A batch transform has no time limit.'),
    interruptible: neverInterrupted,
    inputs: derive([inputUri], (uri) => [{ uri: uri ?? missing(), versioned: false }]),
    state: from('DescribeTransformJob', '/TransformJobStatus', jobState, { absent: missing() }),
    createdAt: from('DescribeTransformJob', '/CreationTime', same, { absent: missing() }),
    // A job changes by running: when it ended, else when it started, else when it was made.
    modifiedAt: derive(
      [
        raw('DescribeTransformJob', '/TransformEndTime'),
        raw('DescribeTransformJob', '/TransformStartTime'),
        raw('DescribeTransformJob', '/CreationTime'),
      ],
      (ended, started, created) => ended ?? started ?? created ?? missing(),
    ),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...role.links,
    ...files.links,
    outputs: derive(
      [raw('DescribeTransformJob', '/TransformOutput/S3OutputPath'), captureUri, fromScope((answers) => answers)],
      (output, capture, answers) =>
        output === undefined ? missing() : bucketLinks([output, capture], answers.scope.region),
    ),
    runs: derive([raw('DescribeTransformJob', '/ExperimentConfig/ExperimentName')], (experiment) =>
      experiment === undefined ? [] : missing('Ask for the run that records the job.', 'not-exposed'),
    ),
  },
});
