import type { DescribeProcessingJobResponse } from '@aws-sdk/client-sagemaker';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { ownership, residency, roleIdentity, same, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { machineDisks } from '../rows/machines.ts';
import { containerNetwork, nodeTraffic } from '../rows/network.ts';
import { secretsIn } from '../rows/secrets.ts';
import { bucketLinks } from '../rows/storage.ts';
import { type ArtifactRow, type ImageRow, supply } from '../rows/supply.ts';
import { jobList, jobOutcome, jobRows, jobState, minutes, neverInterrupted } from './job.ts';

const { from, raw } = answersOf<{ DescribeProcessingJob: DescribeProcessingJobResponse }>('sagemaker');

const cluster = raw('DescribeProcessingJob', '/ProcessingResources/ClusterConfig');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProcessingClusterConfig.html */
const types: Spec<(string | MissingValue)[]> = derive([cluster], (config) => {
  const type = config?.SelectedInstanceType ?? config?.InstanceType;
  if (type !== undefined) return [type];
  const wishes = (config?.InstancePreferences ?? []).map((wish) => wish.InstanceType ?? missing('the instance type'));
  return wishes.length > 0 ? wishes : [missing('the instance type')];
});
const count: Spec<number> = derive([cluster], (config) => {
  if (config === undefined) return missing('the machines of the job');
  const told = config.SelectedInstanceCount ?? config.InstanceCount;
  if (told !== undefined) return told > 0 ? told : missing('the number of machines');
  const wishes = new Set((config.InstancePreferences ?? []).map((wish) => wish.InstanceCount));
  if (wishes.size === 0) return 1; // the documented default
  const [only] = wishes.size === 1 ? [...wishes] : [];
  return only ?? missing('no machines are selected yet');
});

const outputs = raw('DescribeProcessingJob', '/ProcessingOutputConfig/Outputs');
const inputs = raw('DescribeProcessingJob', '/ProcessingInputs');
const outputUris: Spec<string[]> = derive([outputs], (list) =>
  (list ?? []).map((output) => output.S3Output?.S3Uri).filter((uri) => uri !== undefined),
);

/** Results of the queries that fetch its inputs: each lies in a bucket under a key of its own. */
const queries = derive([inputs], (list) =>
  (list ?? []).flatMap((input) => {
    const found = input.DatasetDefinition;
    return [found?.AthenaDatasetDefinition, found?.RedshiftDatasetDefinition].filter((query) => query !== undefined);
  }),
);
const queryKeys: Spec<(string | undefined)[]> = derive([queries], (list) => list.map((query) => query.KmsKeyId));

const stores = encryption([
  ...machineDisks(types, raw('DescribeProcessingJob', '/ProcessingResources/ClusterConfig/VolumeKmsKeyId'), 'refused'),
  {
    name: 'output',
    key: raw('DescribeProcessingJob', '/ProcessingOutputConfig/KmsKeyId'),
    used: derive([outputUris], (uris) => uris.length > 0),
  },
  { name: 'data', key: queryKeys },
]);
const network = containerNetwork(
  raw('DescribeProcessingJob', '/NetworkConfig/EnableNetworkIsolation'),
  raw('DescribeProcessingJob', '/NetworkConfig/VpcConfig'),
);
const role = roleIdentity(raw('DescribeProcessingJob', '/RoleArn'));

const images: Spec<ImageRow[]> = derive([raw('DescribeProcessingJob', '/AppSpecification/ImageUri')], (ref) => [
  { ref },
]);
/** Inputs that the SageMaker SDK names so hold the script that runs. */
const scripts: readonly (string | undefined)[] = ['code', 'entrypoint'];
const artifacts: Spec<ArtifactRow[]> = derive([inputs], (list) =>
  (list ?? []).filter((input) => scripts.includes(input.InputName)).map((input) => ({ uri: input.S3Input?.S3Uri })),
);
const inputUris: Spec<string[]> = derive([inputs, queries], (list, found) =>
  [...(list ?? []).map((input) => input.S3Input?.S3Uri), ...found.map((query) => query.OutputS3Uri)].filter(
    (uri) => uri !== undefined,
  ),
);
const files = supply({ images, artifacts, otherBuckets: inputUris });

export const processingJobs = collector({
  provider: 'aws',
  id: 'aws/sagemaker/processing-job',
  service: 'sagemaker',
  kind: 'ml.training_job',
  nativeType: 'AWS::SageMaker::ProcessingJob',
  at: 'region',
  list: jobList('ListProcessingJobs', 'ProcessingJobSummaries'),
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeProcessingJob',
      permission: 'sagemaker:DescribeProcessingJob',
      input: (item) => ({ ProcessingJobName: item.ProcessingJobName ?? '' }),
      expects: 'ProcessingJobArn',
      gone: true,
    },
    tagsRead((item) => String(item.ProcessingJobArn)),
    stores.read,
  ],
  uid: (item) => String(item.ProcessingJobArn),
  name: (item) => String(item.ProcessingJobName),

  facts: {
    ...jobRows,
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    nodeTraffic: nodeTraffic(
      count,
      raw('DescribeProcessingJob', '/NetworkConfig/EnableInterContainerTrafficEncryption'),
    ),
    shell: notSupported('A processing job has no login.'),
    plainSecrets: secretsIn(
      raw('DescribeProcessingJob', '/Environment'),
      raw('DescribeProcessingJob', '/AppSpecification/ContainerEntrypoint'),
      raw('DescribeProcessingJob', '/AppSpecification/ContainerArguments'),
    ),
    purpose: { reads: [], map: () => ({ value: 'process', from: [] }) },
    outcome: from('DescribeProcessingJob', '/ProcessingJobStatus', jobOutcome, { absent: missing() }),
    startedAt: from('DescribeProcessingJob', '/ProcessingStartTime', same, { absent: missing('it did not start') }),
    maxMinutes: from('DescribeProcessingJob', '/StoppingCondition/MaxRuntimeInSeconds', minutes, { absent: missing() }),
    interruptible: neverInterrupted,
    inputs: derive([inputs], (list) =>
      (list ?? []).map((input) => {
        const query =
          input.DatasetDefinition?.AthenaDatasetDefinition ?? input.DatasetDefinition?.RedshiftDatasetDefinition;
        return { uri: input.S3Input?.S3Uri ?? query?.OutputS3Uri ?? missing(), versioned: false };
      }),
    ),
    state: from('DescribeProcessingJob', '/ProcessingJobStatus', jobState, { absent: missing() }),
    createdAt: from('DescribeProcessingJob', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeProcessingJob', '/LastModifiedTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...role.links,
    ...files.links,
    outputs: derive([outputUris, fromScope((answers) => answers)], (uris, answers) =>
      bucketLinks(uris, answers.scope.region),
    ),
    runs: derive([raw('DescribeProcessingJob', '/ExperimentConfig/ExperimentName')], (experiment) =>
      experiment === undefined ? [] : missing('Ask for the run that records the job.', 'not-exposed'),
    ),
  },
});
