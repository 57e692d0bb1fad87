import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { bucketStores } from '../rows/bucket-default.ts';
import { ownership, residency, roleIdentity, same, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { machineDisks } from '../rows/machines.ts';
import { containerNetwork, nodeTraffic } from '../rows/network.ts';
import { secretsIn } from '../rows/secrets.ts';
import { bucketLinks } from '../rows/storage.ts';
import { type ArtifactRow, type ImageRow, inRegistry, supply } from '../rows/supply.ts';
import { jobList, jobOutcome, jobRows, jobState, minutes } from './job.ts';
import { machinesOf } from './training-machines.ts';

const { from, raw } = answersOf<{ DescribeTrainingJob: DescribeTrainingJobResponse }>('sagemaker');

type Job = Jsonified<DescribeTrainingJobResponse>;

const serverless = raw('DescribeTrainingJob', '/ServerlessJobConfig');
const resources = raw('DescribeTrainingJob', '/ResourceConfig');

const machines = derive([resources, serverless], (config, chosen) => machinesOf(config, chosen !== undefined));
const types: Spec<(string | MissingValue)[]> = derive([machines], (found) => found.types);
const count: Spec<number> = derive([machines], (found) => found.count);

/** Addresses that the job writes to without a key of its own: there the bucket's default key holds. */
const keyless: Spec<string[]> = derive(
  [
    raw('DescribeTrainingJob', '/CheckpointConfig/S3Uri'),
    raw('DescribeTrainingJob', '/DebugHookConfig/S3OutputPath'),
    raw('DescribeTrainingJob', '/TensorBoardOutputConfig/S3OutputPath'),
    raw('DescribeTrainingJob', '/ProfilerConfig'),
  ],
  (checkpoints, tensors, board, profiler) =>
    [checkpoints, tensors, board, profiler?.DisableProfiler === true ? undefined : profiler?.S3OutputPath].filter(
      (uri) => uri !== undefined && uri !== '',
    ) as string[], // absent ones are filtered out
);
const extras = bucketStores('artifacts', keyless);

const stores = encryption([
  ...machineDisks(types, raw('DescribeTrainingJob', '/ResourceConfig/VolumeKmsKeyId'), 'refused'),
  // Left out or empty: the key of AWS for S3 in the account of the role.
  { name: 'output', key: raw('DescribeTrainingJob', '/OutputDataConfig/KmsKeyId') },
  extras.row,
]);
const network = containerNetwork(
  raw('DescribeTrainingJob', '/EnableNetworkIsolation'),
  raw('DescribeTrainingJob', '/VpcConfig'),
);
const role = roleIdentity(raw('DescribeTrainingJob', '/RoleArn'));

const images: Spec<(ImageRow | MissingValue)[]> = derive(
  [raw('DescribeTrainingJob', '/AlgorithmSpecification'), serverless],
  (algorithm, chosen) => {
    if (algorithm?.TrainingImage !== undefined) {
      return [inRegistry(algorithm.TrainingImage, algorithm.TrainingImageConfig?.TrainingRepositoryAccessMode)];
    }
    if (algorithm?.AlgorithmName !== undefined) {
      return [missing(`the image of algorithm ${algorithm.AlgorithmName} is not read`)];
    }
    // A serverless job runs code of SageMaker and names none.
    return chosen === undefined ? missing('the job names no image') : [];
  },
);

/** Where the SageMaker SDK leaves the archive with the training script. @see https://sagemaker.readthedocs.io/ */
const scriptParameter = 'sagemaker_submit_directory';
const artifacts: Spec<ArtifactRow[]> = derive([raw('DescribeTrainingJob', '/HyperParameters')], (parameters) => {
  const script = parameters?.[scriptParameter];
  // The SDK writes parameters as JSON texts.
  return script === undefined ? [] : [{ uri: script.replace(/^"(.*)"$/s, '$1') }];
});

const channels = raw('DescribeTrainingJob', '/InputDataConfig');
const dataBuckets: Spec<string[]> = derive([channels], (list) =>
  (list ?? []).map((channel) => channel.DataSource?.S3DataSource?.S3Uri).filter((uri) => uri !== undefined),
);
const files = supply({ images, artifacts, otherBuckets: dataBuckets });

export const trainingJobs = collector({
  provider: 'aws',
  id: 'aws/sagemaker/training-job',
  service: 'sagemaker',
  kind: 'ml.training_job',
  nativeType: 'AWS::SageMaker::TrainingJob',
  at: 'region',
  list: jobList('ListTrainingJobs', 'TrainingJobSummaries'),
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeTrainingJob',
      permission: 'sagemaker:DescribeTrainingJob',
      input: (item) => ({ TrainingJobName: item.TrainingJobName ?? '' }),
      expects: 'TrainingJobArn',
      gone: true,
    },
    tagsRead((item) => String(item.TrainingJobArn)),
    extras.read,
    stores.read,
  ],
  uid: (item) => String(item.TrainingJobArn),
  name: (item) => String(item.TrainingJobName),

  facts: {
    ...jobRows,
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    nodeTraffic: nodeTraffic(count, raw('DescribeTrainingJob', '/EnableInterContainerTrafficEncryption')),
    // Off unless it was asked for.
    shell: from('DescribeTrainingJob', '/RemoteDebugConfig/EnableRemoteDebug', (on) => (on ? 'brokered' : 'off'), {
      absent: 'off',
    }),
    plainSecrets: secretsIn(
      raw('DescribeTrainingJob', '/Environment'),
      raw('DescribeTrainingJob', '/HyperParameters'),
      raw('DescribeTrainingJob', '/AlgorithmSpecification/ContainerEntrypoint'),
      raw('DescribeTrainingJob', '/AlgorithmSpecification/ContainerArguments'),
    ),
    purpose: from(
      'DescribeTrainingJob',
      '/ServerlessJobConfig/JobType',
      (type) =>
        type === 'FineTuning'
          ? 'fine-tune'
          : type === 'Evaluation'
            ? 'process'
            : missing(`job type ${type} is not known to this version`),
      { absent: 'train' }, // not a serverless job
    ),
    outcome: from('DescribeTrainingJob', '/TrainingJobStatus', jobOutcome, { absent: missing() }),
    startedAt: from('DescribeTrainingJob', '/TrainingStartTime', same, { absent: missing('it did not start') }),
    // The default is one day.
    maxMinutes: from('DescribeTrainingJob', '/StoppingCondition/MaxRuntimeInSeconds', minutes, { absent: 1440 }),
    interruptible: from('DescribeTrainingJob', '/EnableManagedSpotTraining', same, { absent: false }),
    inputs: derive([channels], (list) =>
      (list ?? []).map((channel) => ({ uri: addressOf(channel.DataSource) ?? missing(), versioned: false })),
    ),
    state: from('DescribeTrainingJob', '/TrainingJobStatus', jobState, { absent: missing() }),
    createdAt: from('DescribeTrainingJob', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeTrainingJob', '/LastModifiedTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...role.links,
    ...files.links,
    outputs: derive(
      [raw('DescribeTrainingJob', '/OutputDataConfig/S3OutputPath'), keyless, fromScope((answers) => answers)],
      (output, others, answers) =>
        output === undefined ? missing() : bucketLinks([output, ...others], answers.scope.region),
    ),
    runs: derive(
      [
        raw('DescribeTrainingJob', '/ExperimentConfig/ExperimentName'),
        raw('DescribeTrainingJob', '/MlflowConfig/MlflowResourceArn'),
      ],
      (experiment, mlflow) =>
        experiment === undefined && mlflow === undefined
          ? []
          : missing('Ask for the run that records the job.', 'not-exposed'),
    ),
  },
});

type Source = NonNullable<Job['InputDataConfig']>[number]['DataSource'];

/** Address of a channel's data: in S3, in a file system, or a dataset. */
function addressOf(source: Source): string | undefined {
  if (source?.S3DataSource !== undefined) return source.S3DataSource.S3Uri;
  if (source?.DatasetSource !== undefined) return source.DatasetSource.DatasetArn;
  const files = source?.FileSystemDataSource;
  return files === undefined
    ? undefined
    : `${files.FileSystemType}://${files.FileSystemId}${files.DirectoryPath ?? ''}`;
}
