/** A pipeline definition in SageMaker's own JSON, as its SDK writes it. */
export function definition(parameters: Record<string, string>, steps: object[]): object {
  return {
    Version: '2020-12-01',
    Metadata: {},
    Parameters: Object.entries(parameters).map(([Name, DefaultValue]) => ({ Name, Type: 'String', DefaultValue })),
    PipelineExperimentConfig: {
      ExperimentName: { Get: 'Execution.PipelineName' },
      TrialName: { Get: 'Execution.PipelineExecutionId' },
    },
    Steps: steps,
  };
}

/** A processing step. */
export function processing(
  Name: string,
  role: string,
  image: string,
  more: { environment?: Record<string, string>; after?: string } = {},
): object {
  return {
    Name,
    Type: 'Processing',
    Arguments: {
      ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.4xlarge', InstanceCount: 1, VolumeSizeInGB: 100 } },
      AppSpecification: { ImageUri: image, ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/step.py'] },
      RoleArn: role,
      ...(more.environment === undefined ? {} : { Environment: more.environment }),
    },
    ...(more.after === undefined ? {} : { DependsOn: [more.after] }),
    PropertyFiles: [{ PropertyFileName: Name, OutputName: 'report', FilePath: 'report.json' }],
  };
}

/** A training step. */
export function training(Name: string, role: string, image: string): object {
  return {
    Name,
    Type: 'Training',
    Arguments: {
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: image },
      OutputDataConfig: { S3OutputPath: { Get: 'Parameters.Output' } },
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
      ResourceConfig: { VolumeSizeInGB: 100, InstanceCount: 1, InstanceType: 'ml.g5.2xlarge' },
      RoleArn: role,
      HyperParameters: { epochs: '24' },
    },
  };
}

/** A step that registers a version in a group, waiting for approval unless said otherwise. */
export function register(Name: string, group: string, image: string, approval = 'PendingManualApproval'): object {
  return {
    Name,
    Type: 'RegisterModel',
    Arguments: {
      ModelPackageGroupName: group,
      InferenceSpecification: {
        Containers: [{ Image: image, ModelDataUrl: { Get: 'Steps.Train.ModelArtifacts.S3ModelArtifacts' } }],
        SupportedContentTypes: ['application/json'],
        SupportedResponseMIMETypes: ['application/json'],
      },
      ModelApprovalStatus: approval,
    },
  };
}

/** A condition on a metric of an evaluation step: steps that follow where it holds, a failure where not. */
export function gate(Name: string, evaluation: string, path: string, least: number, then: object[]): object {
  return {
    Name,
    Type: 'Condition',
    Arguments: {
      Conditions: [
        {
          Type: 'GreaterThanOrEqualTo',
          LeftValue: {
            'Std:JsonGet': { PropertyFile: { Get: `Steps.${evaluation}.PropertyFiles.${evaluation}` }, Path: path },
          },
          RightValue: least,
        },
      ],
      IfSteps: then,
      ElseSteps: [{ Name: `${Name}-Stop`, Type: 'Fail', Arguments: { ErrorMessage: `${path} is below ${least}` } }],
    },
  };
}
