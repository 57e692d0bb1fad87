/** One known way from the rights of a role to those of an administrator. */
export interface EscalationPath {
  name: string;
  /** Needed on one resource, however named: whoever may rewrite one policy may write anything into it. Lower case. */
  actions: readonly string[];
  /** What the actions change, where that is an identity of IAM: how its resource begins. */
  on?: 'role/' | 'user/' | 'group/' | 'policy/';
  /** `iam:PassRole` on any role is needed, too, to one of these services: they run code, or call, with the role passed. */
  passesTo?: readonly string[];
  /** Needed on all that exists, since it is taken over: one of `arns`, each `service:` and how its resources begin. */
  onAll?: { arns: readonly string[]; actions: readonly string[] };
  source: string;
}

const rhino = 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/';
const prowler =
  'https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py';
const pathfinding = 'https://github.com/DataDog/pathfinding.cloud';
const sagemakerApi = (operation: string) =>
  `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${operation}.html`;

/** Rights over identities: each is enough alone. */
const identities: readonly EscalationPath[] = [
  changing('policy/', 'CreatePolicyVersion'),
  changing('policy/', 'SetDefaultPolicyVersion'),
  changing('role/', 'AttachRolePolicy'),
  changing('role/', 'PutRolePolicy'),
  // Within an account a trust policy that names the caller is enough, so sts:AssumeRole need not be granted.
  changing('role/', 'UpdateAssumeRolePolicy'),
  changing('user/', 'AttachUserPolicy'),
  changing('user/', 'PutUserPolicy'),
  changing('user/', 'CreateAccessKey'),
  changing('user/', 'CreateLoginProfile'),
  changing('user/', 'UpdateLoginProfile'),
  changing('group/', 'AttachGroupPolicy'),
  changing('group/', 'PutGroupPolicy'),
  changing('group/', 'AddUserToGroup'),
];

function changing(on: NonNullable<EscalationPath['on']>, action: string): EscalationPath {
  return { name: `iam:${action}`, actions: [`iam:${action.toLowerCase()}`], on, source: rhino };
}

function passing(service: string, source: string, ...actions: readonly string[]): EscalationPath {
  return passingTo([service], source, ...actions);
}
const passingTo = (services: readonly string[], source: string, ...actions: readonly string[]): EscalationPath => ({
  name: ['iam:PassRole', ...actions].join(' + '),
  actions: actions.map((action) => action.toLowerCase()),
  passesTo: services.map((service) => `${service}.amazonaws.com`),
  source,
});

/** A role of one's choice is passed to a service that runs one's code or calls with it. */
const passes: readonly EscalationPath[] = [
  passing('sagemaker', rhino, 'sagemaker:CreateNotebookInstance'),
  passing('sagemaker', rhino, 'sagemaker:CreateTrainingJob'),
  passing('sagemaker', rhino, 'sagemaker:CreateProcessingJob'),
  passing('sagemaker', sagemakerApi('CreateHyperParameterTuningJob'), 'sagemaker:CreateHyperParameterTuningJob'),
  passing('sagemaker', sagemakerApi('CreateModel'), 'sagemaker:CreateModel', 'sagemaker:CreateEndpoint'),
  passing('sagemaker', sagemakerApi('CreateModel'), 'sagemaker:CreateModel', 'sagemaker:CreateTransformJob'),
  passing('sagemaker', sagemakerApi('CreatePipeline'), 'sagemaker:CreatePipeline', 'sagemaker:StartPipelineExecution'),
  passing(
    'sagemaker',
    sagemakerApi('CreateUserProfile'),
    'sagemaker:CreateUserProfile',
    'sagemaker:CreatePresignedDomainUrl',
  ),
  passing('sagemaker', sagemakerApi('CreateCluster'), 'sagemaker:CreateCluster'),
  // A schedule runs an image of one's choice.
  passing('sagemaker', sagemakerApi('CreateMonitoringSchedule'), 'sagemaker:CreateMonitoringSchedule'),
  // What is there gets another role.
  passing(
    'sagemaker',
    sagemakerApi('UpdateUserProfile'),
    'sagemaker:UpdateUserProfile',
    'sagemaker:CreatePresignedDomainUrl',
  ),
  passing('sagemaker', sagemakerApi('UpdateDomain'), 'sagemaker:UpdateDomain', 'sagemaker:CreatePresignedDomainUrl'),
  passing(
    'sagemaker',
    sagemakerApi('UpdateNotebookInstance'),
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ),
  passing('sagemaker', sagemakerApi('UpdatePipeline'), 'sagemaker:UpdatePipeline', 'sagemaker:StartPipelineExecution'),
  passing('lambda', rhino, 'lambda:CreateFunction', 'lambda:InvokeFunction'),
  passing('lambda', rhino, 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
  passing('lambda', prowler, 'lambda:CreateFunction', 'lambda:AddPermission'),
  passing('ec2', rhino, 'ec2:RunInstances'),
  passing('ec2', prowler, 'ec2:RequestSpotInstances'),
  passing('ec2', prowler, 'autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration'),
  passing('ec2', prowler, 'autoscaling:UpdateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration'),
  passing('glue', rhino, 'glue:CreateDevEndpoint'),
  passing('glue', prowler, 'glue:CreateJob', 'glue:StartJobRun'),
  passing('glue', prowler, 'glue:CreateJob', 'glue:CreateTrigger'),
  passing('glue', prowler, 'glue:UpdateJob', 'glue:StartJobRun'),
  passing('glue', prowler, 'glue:UpdateJob', 'glue:CreateTrigger'),
  passing('cloudformation', rhino, 'cloudformation:CreateStack'),
  passing('cloudformation', prowler, 'cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'),
  passing('cloudformation', prowler, 'cloudformation:UpdateStackSet'),
  passingTo(
    ['datapipeline', 'ec2', 'elasticmapreduce'],
    rhino,
    'datapipeline:CreatePipeline',
    'datapipeline:PutPipelineDefinition',
    'datapipeline:ActivatePipeline',
  ),
  passing('codebuild', prowler, 'codebuild:CreateProject', 'codebuild:StartBuild'),
  passing('codebuild', prowler, 'codebuild:CreateProject', 'codebuild:StartBuildBatch'),
  passing('ecs-tasks', prowler, 'ecs:RunTask'),
  passing('ecs-tasks', prowler, 'ecs:RegisterTaskDefinition', 'ecs:CreateService'),
  passing('ecs-tasks', prowler, 'ecs:RegisterTaskDefinition', 'ecs:StartTask'),
  passing('ecs-tasks', pathfinding, 'batch:RegisterJobDefinition', 'batch:SubmitJob'),
  passingTo(['tasks.apprunner', 'build.apprunner'], prowler, 'apprunner:CreateService'),
  passingTo(['elasticmapreduce', 'ec2'], pathfinding, 'elasticmapreduce:RunJobFlow'),
  passing('emr-serverless', pathfinding, 'emr-serverless:CreateApplication', 'emr-serverless:StartJobRun'),
  passing(
    'states',
    'https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html',
    'states:CreateStateMachine',
    'states:StartExecution',
  ),
  passing(
    'scheduler',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html',
    'scheduler:CreateSchedule',
  ),
  passing(
    'ssm',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html',
    'ssm:StartAutomationExecution',
  ),
  passing(
    'bedrock-agentcore',
    prowler,
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
  passing(
    'bedrock-agentcore',
    'https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/bedrock/bedrock-003.yaml',
    'bedrock-agentcore:CreateAgentRuntime',
  ),
  passing(
    'bedrock',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html',
    'bedrock:CreateAgent',
    'bedrock:InvokeAgent',
  ),
];

const taking = (
  arns: string | readonly string[],
  actions: readonly string[],
  also: readonly string[] = [],
): EscalationPath => ({
  name: [...also, ...actions].join(' + '),
  actions: also.map((action) => action.toLowerCase()),
  onAll: { arns: typeof arns === 'string' ? [arns] : arns, actions: actions.map((action) => action.toLowerCase()) },
  source: prowler,
});

/** What runs already is taken over, with the role that it has. */
const takeovers: readonly EscalationPath[] = [
  { ...taking('iam:role/', ['sts:AssumeRole']), source: pathfinding },
  taking('sagemaker:notebook-instance/', ['sagemaker:CreatePresignedNotebookInstanceUrl']),
  {
    ...taking('sagemaker:user-profile/', ['sagemaker:CreatePresignedDomainUrl']),
    source: sagemakerApi('CreatePresignedDomainUrl'),
  },
  taking(
    'sagemaker:notebook-instance/',
    ['sagemaker:StopNotebookInstance', 'sagemaker:UpdateNotebookInstance', 'sagemaker:StartNotebookInstance'],
    ['sagemaker:CreateNotebookInstanceLifecycleConfig'],
  ),
  // The script runs as the role of each notebook that starts with it.
  {
    ...taking('sagemaker:notebook-instance-lifecycle-config/', ['sagemaker:UpdateNotebookInstanceLifecycleConfig']),
    source: sagemakerApi('UpdateNotebookInstanceLifecycleConfig'),
  },
  taking('lambda:function:', ['lambda:UpdateFunctionCode']),
  taking('lambda:function:', ['lambda:UpdateFunctionConfiguration']),
  taking('glue:devEndpoint/', ['glue:UpdateDevEndpoint']),
  taking('cloudformation:stack/', ['cloudformation:UpdateStack']),
  taking('cloudformation:stack/', ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet']),
  taking('codebuild:project/', ['codebuild:StartBuild']),
  taking('codebuild:project/', ['codebuild:StartBuildBatch']),
  taking('ec2:instance/', ['ssm:StartSession']),
  taking('ec2:instance/', ['ssm:SendCommand']),
  taking('ec2:instance/', ['ec2-instance-connect:SendSSHPublicKey']),
  taking('ec2:instance/', ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances']),
  taking('ec2:launch-template/', ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate']),
  taking('ecs:task/', ['ecs:ExecuteCommand']),
  taking('apprunner:service/', ['apprunner:UpdateService']),
  taking(
    ['bedrock-agentcore:code-interpreter-custom/', 'bedrock-agentcore:code-interpreter/'],
    ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
  ),
  taking('bedrock-agentcore:runtime/', ['bedrock-agentcore:InvokeAgentRuntimeCommand']),
];

/** The known ways, as published up to November 2026. New services bring new ones: an empty result is no proof. */
export const escalationPaths: readonly EscalationPath[] = [...identities, ...passes, ...takeovers];
