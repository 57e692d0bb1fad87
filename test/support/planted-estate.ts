import { smallSageMaker } from '../../src/lab/aws/sagemaker/small-sagemaker.ts';
import type { Estate } from '../../src/lab/estate.ts';
import type { SageMakerEstate } from '../../src/lab/estate-sagemaker.ts';
import { created, first, smallEstate } from '../../src/lab/small-estate.ts';
import { plantedBedrock, plantedInBedrock } from './planted-bedrock.ts';

/** The region of the small SageMaker. */
export const region = 'eu-west-1';

/**
 * Secrets by where they are planted. Each holds a mark of letters and digits that stands nowhere else, and symbols that
 * look otherwise in an address or in HTML.
 */
export const planted = {
  modelEnvironment: 'mark0modelenv4x /&+<é>=',
  otherEnvironment: 'mark0otherenv8q /&+<é>=',
  hyperParameter: 'mark0hyperparam2k "/&+',
  trainingEnvironment: 'mark0trainenv7d',
  trainingArgument: 'mark0trainarg5s',
  failure: 'mark0failure3c',
  processingArgument: 'mark0procarg9v',
  processingEntrypoint: 'mark0procentry1z',
  processingEnvironment: 'mark0procenv6r',
  transformEnvironment: 'mark0transenv2y',
  monitorEnvironment: 'mark0monitorenv8w',
  createScript: 'mark0create5h',
  startScript: 'mark0start4j',
  studioScript: 'mark0studio7n',
  pipelineParameter: 'mark0pipeparam3f',
  pipelineEnvironment: 'mark0pipeenv9g',
  pipelineArgument: 'mark0pipearg6b',
  pipelineCondition: 'mark0pipecond2m',
  brokenPipeline: 'mark0broken8t',
  cardParameter: 'mark0card1u',
  packageMetadata: 'mark0package5i',
  packageEnvironment: 'mark0packenv7o',
  tagByName: 'mark0tagname4p',
  bucketTagByName: 'mark0bucket6l',
  /** By their forms: an access key, and a token of a model hub. */
  tagByForm: 'AKIAMARK0TAGFORM2K9X',
  textByForm: 'hf_mark0text3a5c7e9g1i3k5m7o9q1s3u5w7',
  ...plantedInBedrock,
} as const;

const arn = (type: string, name: string) => `arn:aws:sagemaker:${region}:${first}:${type}/${name}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const times = { CreationTime: created, LastModifiedTime: created };

/** One account with a secret in every place where people leave them. Values named twice are equal. */
export function plantedEstate(): Estate {
  const estate = smallEstate({
    first: {
      regions: { [region]: { sagemaker: sagemaker(), bedrock: plantedBedrock() } },
      s3: {
        buckets: [{ name: 'data-one', region, createdAt: created, tags: { 'db-password': planted.bucketTagByName } }],
      },
    },
  });
  return { ...estate, name: 'Planted' };
}

function sagemaker(): SageMakerEstate {
  const [training, processing, transform] = [
    list(smallSageMaker.trainingJobs),
    list(smallSageMaker.processingJobs),
    list(smallSageMaker.transformJobs),
  ];
  const model = (name: string, value: string) => ({
    ModelName: name,
    ModelArn: arn('model', name),
    CreationTime: created,
    EnableNetworkIsolation: false,
    PrimaryContainer: { Image: '1.dkr.ecr.eu-west-1.amazonaws.com/a:1', Environment: { SETTING: value } },
  });
  return {
    ...smallSageMaker,
    models: [
      model('equal-1', planted.modelEnvironment),
      model('equal-2', planted.modelEnvironment),
      model('other', planted.otherEnvironment),
      ...list(smallSageMaker.models),
    ],
    trainingJobs: training.map((job) => ({
      ...job,
      TrainingJobStatus: 'Failed' as const,
      OutputDataConfig: { S3OutputPath: 's3://data-one/out' },
      FailureReason: `AlgorithmError: Command "python train.py --key ${planted.failure}" failed`,
      HyperParameters: { setting: planted.hyperParameter },
      Environment: { API_KEY: planted.trainingEnvironment },
      AlgorithmSpecification: {
        TrainingInputMode: 'File' as const,
        TrainingImage: 'image',
        ContainerArguments: ['--setting', planted.trainingArgument],
      },
    })),
    processingJobs: processing.map((job) => ({
      ...job,
      ExitMessage: planted.failure,
      Environment: { DB_PASSWORD: planted.processingEnvironment },
      AppSpecification: {
        ImageUri: 'image',
        ContainerArguments: [planted.processingArgument],
        ContainerEntrypoint: ['sh', '-c', planted.processingEntrypoint],
      },
    })),
    transformJobs: transform.map((job) => ({ ...job, Environment: { SETTING: planted.transformEnvironment } })),
    modelBiasJobDefinitions: list(smallSageMaker.modelBiasJobDefinitions).map((one) => ({
      ...one,
      ModelBiasAppSpecification: {
        ...one.ModelBiasAppSpecification,
        ImageUri: 'clarify',
        ConfigUri: 's3://b/c.json',
        Environment: { SETTING: planted.monitorEnvironment },
      },
    })),
    notebookInstances: list(smallSageMaker.notebookInstances)
      .slice(0, 2)
      .map((one) => ({ ...one, NotebookInstanceLifecycleConfigName: 'start' })),
    lifecycleConfigs: list(smallSageMaker.lifecycleConfigs).map((one) => ({
      ...one,
      OnCreate: [{ Content: base64(`#!/bin/bash\nexport SETTING=${planted.createScript}\n`) }],
      OnStart: [{ Content: base64(`#!/bin/sh\ncurl -H "X: ${planted.startScript}" https://example.com\n`) }],
    })),
    studioLifecycleConfigs: [
      {
        StudioLifecycleConfigName: 'studio',
        StudioLifecycleConfigArn: arn('studio-lifecycle-config', 'studio'),
        StudioLifecycleConfigAppType: 'JupyterLab',
        StudioLifecycleConfigContent: base64(`echo ${planted.studioScript}\n`),
        ...times,
      },
    ],
    domains: list(smallSageMaker.domains).map((one) => ({
      ...one,
      DefaultUserSettings: {
        JupyterLabAppSettings: { LifecycleConfigArns: [arn('studio-lifecycle-config', 'studio')] },
      },
    })),
    pipelines: [
      pipeline('whole', JSON.stringify(definition)),
      // The parser's message quotes what it stumbles over.
      pipeline('broken', `${planted.brokenPipeline}: not JSON`),
    ],
    modelCards: list(smallSageMaker.modelCards).map((one) => ({
      ...one,
      Content: JSON.stringify({
        model_overview: { model_description: `Finds fractures. ${planted.textByForm}` },
        training_details: { training_job_details: { hyper_parameters: [{ name: 'x', value: planted.cardParameter }] } },
      }),
    })),
    modelPackages: list(smallSageMaker.modelPackages).map((one) => ({
      ...one,
      CustomerMetadataProperties: { api_key: `${planted.packageMetadata}a1b2c3` },
      InferenceSpecification: {
        Containers: [{ Image: 'image', Environment: { SETTING: planted.packageEnvironment } }],
      },
    })),
    tags: () => [
      { Key: 'owner', Value: 'team-a' },
      { Key: 'note', Value: `the key is ${planted.tagByForm}` },
      { Key: 'db_password', Value: planted.tagByName },
    ],
  };
}

function pipeline(name: string, text: string) {
  return { PipelineName: name, PipelineArn: arn('pipeline', name), PipelineDefinition: text, ...times };
}

const definition = {
  Version: '2020-12-01',
  Parameters: [{ Name: 'Setting', Type: 'String', DefaultValue: planted.pipelineParameter }],
  Steps: [
    {
      Name: 'TrainIt',
      Type: 'Training',
      Arguments: {
        AlgorithmSpecification: { TrainingImage: 'image', ContainerArguments: [planted.pipelineArgument] },
        Environment: { SETTING: planted.pipelineEnvironment },
      },
    },
    {
      Name: 'GoodEnough',
      Type: 'Condition',
      Arguments: {
        Conditions: [{ Type: 'Equals', LeftValue: planted.pipelineCondition, RightValue: 'x' }],
        IfSteps: [{ Name: 'RegisterIt', Type: 'RegisterModel', Arguments: {} }],
        ElseSteps: [],
      },
    },
  ],
};

/** The small estates are lists. */
function list<T>(collection: readonly T[] | object | undefined): readonly T[] {
  return Array.isArray(collection) ? (collection as readonly T[]) : [];
}
