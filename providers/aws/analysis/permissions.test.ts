import { describe, expect, it } from 'vitest';
import {
  escalates,
  escalationPaths,
  isAdmin,
  passesAnyRole,
  readsAllStorage,
  rightsOf,
  wildcardActions,
} from './permissions.ts';

const roleArn = 'arn:aws:iam::123456789012:role/team/Trainer';
type Part = Record<string, unknown>;
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: Part): Part => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (Action: string | string[], Resource: string | string[] = '*', Condition?: Part): Part => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
});
const rights = (statements: Part[], boundary?: Part[], arn = roleArn) =>
  rightsOf({
    roleArn: arn,
    policies: [{ Version: '2012-10-17', Statement: statements }],
    boundary: boundary === undefined ? null : { Statement: boundary },
  });
const variable = (name: string) => `$${`{${name}}`}`;

describe('rightsOf', () => {
  it.each([
    ['a principal', [{ ...allow('*'), Principal: '*' }]],
    ['no resource', [{ Effect: 'Allow', Action: '*' }]],
    ['an unknown element', [{ ...allow('*'), condition: {} }]],
  ])('%s is no identity policy', (_, statements) => {
    expect(() => rights(statements)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });

  it('needs the ARN of a role, and a boundary that is null or a document', () => {
    const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });
    expect(() => rightsOf({ roleArn: 'arn:aws:iam::123456789012:user/a', policies: [], boundary: null })).toThrow(
      shape,
    );
    expect(() => rightsOf({ roleArn, policies: [], boundary: undefined })).toThrow(shape);
    expect(() => rightsOf({ roleArn, policies: [undefined], boundary: null })).toThrow(shape);
  });

  it('joins what stands in several policies', () => {
    const joined = rightsOf({
      roleArn,
      policies: [{ Statement: allow('iam:PassRole') }, { Statement: allow('sagemaker:CreateTrainingJob') }],
      boundary: null,
    });
    expect(escalationPaths(joined)).toEqual(['iam:PassRole + sagemaker:CreateTrainingJob']);
  });

  it('a role without policies has no rights', () => {
    const none = rightsOf({ roleArn, policies: [], boundary: null });
    expect([isAdmin(none), readsAllStorage(none), escalates(none), passesAnyRole(none), wildcardActions(none)]).toEqual(
      [false, false, false, false, []],
    );
  });
});

describe('isAdmin', () => {
  const notAction = (value: string | string[]): Part => ({ Effect: 'Allow', NotAction: value, Resource: '*' });
  it.each([
    ['* on *', [allow('*')], true],
    ['*:* on *', [allow('*:*')], true],
    ['** on **', [allow('**', '**')], true],
    ['* on every ARN', [allow('*', 'arn:aws:*')], true],
    ['* on an incomplete ARN', [allow('*', 'arn:aws')], true],
    ['* on one bucket', [allow('*', 'arn:aws:s3:::bucket/*')], false],
    ['all but a service that matters little', [notAction('support:*')], true],
    ['all but a service that does not exist', [notAction('nothing:Here')], true],
    ['all but IAM', [notAction('iam:*')], false],
    ['all but IAM and something else', [notAction(['iam:*', 'nothing:*'])], false],
    [
      'everything but all of S3 and one role',
      [{ Effect: 'Allow', Action: '*', NotResource: ['arn:aws:s3:::*', roleArn] }],
      false,
    ],
    [
      'denied S3 and two ways to rewrite itself',
      [allow('*'), deny(['s3:*', 'iam:PutRolePolicy', 'iam:DetachRolePolicy'])],
      true,
    ],
    [
      'denied S3 and all ways to rewrite itself',
      [allow('*'), deny(['s3:*', 'iam:PutRolePolicy', 'iam:DetachRolePolicy', 'iam:DeleteRolePolicy'])],
      false,
    ],
    ['all but IAM, and IAM apart', [notAction('iam:*'), allow('iam:*')], true],
    ['all but IAM, and IAM apart on one role', [notAction('iam:*'), allow('iam:*', roleArn)], false],
    ['everything but one bucket', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket' }], true],
    ['everything but all of S3', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' }], false],
    [
      'many services, spelt out',
      [allow(['s3:*', 'ec2:*', 'iam:*', 'kms:*', 'secretsmanager:*', 'sagemaker:*', 'cloudtrail:*'])],
      false,
    ],
    ['every first letter', [allow([...'abcdefghijklmnopqrstuvwxyz0123456789'].map((letter) => `${letter}*`))], true],
    ['with a condition', [allow('*', '*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })], false],
    ['with a condition that is always true', [allow('*', '*', { StringLike: { 'aws:PrincipalArn': '*' } })], true],
    [
      'with a condition that nearly always is',
      [allow('*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-9' } })],
      true,
    ],
    ['with TLS as its condition', [allow('*', '*', { Bool: { 'aws:SecureTransport': 'true' } })], true],
    ['denied all', [allow('*'), deny('*')], false],
    ['denied all of IAM', [allow('*'), deny('iam:*')], false],
    [
      'denied all of IAM by the rest',
      [allow('*'), { Effect: 'Deny', NotAction: ['s3:*', 'ec2:*'], Resource: '*' }],
      false,
    ],
    ['denied something that nobody needs', [allow('*'), deny('nothing:Here')], true],
    ['denied S3, but free to take the Deny off', [allow('*'), deny('s3:*')], true],
    ['denied S3 and its own policies', [allow('*'), deny('s3:*'), deny('iam:*', roleArn)], false],
    ['denied one bucket', [allow('*'), deny('*', 'arn:aws:s3:::bucket/*')], true],
    [
      'denied all, but only without MFA',
      [allow('*'), deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
      true,
    ],
    [
      'denied IAM for a resource with a variable',
      [allow('*'), deny('iam:*', `arn:aws:iam::*:*/${variable('*')}`)],
      true,
    ],
    [
      'two halves',
      [allow('*', 'arn:aws:s3:::*'), { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' }],
      true,
    ],
  ] as [string, Part[], boolean][])('%s: %s', (_, statements, expected) => {
    expect(isAdmin(rights(statements))).toBe(expected);
  });

  it.each([
    ['none', undefined, true],
    ['all', [allow('*')], true],
    ['all, under a condition', [allow('*', '*', { StringEquals: { 'aws:RequestedRegion': 'x' } })], true],
    ['one service', [allow('s3:*')], false],
    ['all but IAM', [allow('*'), deny('iam:*')], false],
    ['nothing', [], false],
  ] as [string, Part[] | undefined, boolean][])('boundary: %s', (_, boundary, expected) => {
    expect(isAdmin(rights([allow('*')], boundary))).toBe(expected);
  });

  it('works in other partitions', () => {
    const arn = 'arn:aws-cn:iam::123456789012:role/Trainer';
    expect(isAdmin(rights([allow('*', 'arn:aws-cn:*')], undefined, arn))).toBe(true);
    expect(isAdmin(rights([allow('*', 'arn:aws:*')], undefined, arn))).toBe(false);
  });
});

describe('readsAllStorage', () => {
  it.each([
    ['s3:GetObject', '*', true],
    ['S3:GETOBJECT', '*', true],
    ['s3:Get*', 'arn:aws:s3:::*', true],
    ['s3:GetObject', 'arn:aws:s3:::*/*', true],
    ['s3:GetObject', 'arn:aws:s3', true],
    ['s3:GetObjectVersion', '*', true],
    ['s3:*Object', '*', true],
    ['s3:G?tObject', '*', true],
    ['s3:GetObjectAcl', '*', false],
    ['s3:ListBucket', '*', false],
    ['s3:GetObject', 'arn:aws:s3:::bucket/*', false],
    ['s3:GetObject', 'arn:aws:s3:::x*', false],
    ['s3:GetObject', `${variable('aws:PrincipalTag/arn')}`, false],
    ['s3:GetObject', 'arn:aws:s3:::*sagemaker*', false],
    ['s3:GetObject', 'arn:aws:s3:::*', true],
    ['s3:GetObject', 'arn:aws-cn:s3:::*', false],
    ['s3:GetObject', `arn:aws:s3:::${variable('aws:PrincipalTag/team')}/*`, false],
    ['s3:GetObject', `arn:aws:s3:::${variable("aws:PrincipalTag/team, '*'")}/*`, false],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(readsAllStorage(rights([allow(action, resource)]))).toBe(expected);
  });

  it('sees a right that is written letter by letter', () => {
    const all = [...'abcdefghijklmnopqrstuvwxyz0123456789'].map((letter) => `arn:aws:s3:::${letter}*`);
    expect(readsAllStorage(rights([allow('s3:GetObject', all)]))).toBe(true);
  });

  it.each([
    [{ StringEquals: { 's3:ExistingObjectTag/SageMaker': 'true' } }, false],
    [{ StringEqualsIgnoreCase: { 's3:ExistingObjectTag/SageMaker': 'true' } }, false],
    [{ StringEqualsIfExists: { 's3:ExistingObjectTag/SageMaker': 'true' } }, true],
    [{ StringLike: { 's3:ExistingObjectTag/SageMaker': '*' } }, true],
    [{ StringLike: { 's3:ExistingObjectTag/SageMaker': ['true', '*'] } }, true],
    [{ StringEquals: { 's3:BucketTag/team': 'ml' } }, false],
    [{ StringEquals: { 'aws:ResourceTag/team': 'ml' } }, false],
    [{ StringNotEquals: { 's3:ExistingObjectTag/SageMaker': 'true' } }, true],
    [{ StringEquals: { 'aws:ResourceAccount': '123456789012' } }, true],
    [{ StringEquals: { 'aws:ResourceAccount': '999999999999' } }, false],
    [{ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, true],
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, true],
  ])('under %j: %s', (condition, expected) => {
    expect(readsAllStorage(rights([allow('s3:GetObject', '*', condition)]))).toBe(expected);
  });

  it.each([
    ['all of it', deny('s3:GetObject'), false],
    ['another bucket', deny('s3:GetObject', 'arn:aws:s3:::secret/*'), true],
    [
      'all but one bucket',
      { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::mine', 'arn:aws:s3:::mine/*'] },
      false,
    ],
    [
      'all but a variable',
      { Effect: 'Deny', Action: 's3:*', NotResource: `arn:aws:s3:::${variable('aws:PrincipalTag/b')}/*` },
      true,
    ],
    ['another action', deny('s3:PutObject'), true],
    ['all, outside the office', deny('s3:*', '*', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), true],
  ])('denied %s', (_, statement, expected) => {
    expect(readsAllStorage(rights([allow('s3:GetObject'), statement]))).toBe(expected);
  });

  it('is held back by a boundary', () => {
    expect(readsAllStorage(rights([allow('*')], [allow('s3:*', 'arn:aws:s3:::mine/*')]))).toBe(false);
    expect(readsAllStorage(rights([allow('*')], [allow('s3:Get*')]))).toBe(true);
  });
});

describe('escalationPaths', () => {
  const found = (statements: Part[], boundary?: Part[]) => escalationPaths(rights(statements, boundary));

  it.each([
    'CreatePolicyVersion',
    'SetDefaultPolicyVersion',
    'AttachRolePolicy',
    'PutRolePolicy',
    'AttachUserPolicy',
    'PutUserPolicy',
    'AttachGroupPolicy',
    'PutGroupPolicy',
    'AddUserToGroup',
    'UpdateAssumeRolePolicy',
    'CreateAccessKey',
    'CreateLoginProfile',
    'UpdateLoginProfile',
  ])('iam:%s alone', (action) => {
    expect(found([allow(`iam:${action}`)])).toEqual([`iam:${action}`]);
    expect(found([allow(`IAM:${action.toUpperCase()}`)])).toEqual([`iam:${action}`]);
    expect(found([allow(`iam:${action}`), deny(`iam:${action}`)])).toEqual([]);
  });

  it('one policy that may be rewritten is enough, in the own account', () => {
    expect(found([allow('iam:PutRolePolicy', 'arn:aws:iam::123456789012:role/app')])).toEqual(['iam:PutRolePolicy']);
    expect(found([allow('iam:PutRolePolicy', 'arn:aws:iam::123456789012:role/app-*')])).toEqual(['iam:PutRolePolicy']);
    expect(found([allow('iam:PutRolePolicy', 'arn:aws:iam::999999999999:role/*')])).toEqual([]);
    expect(found([allow('iam:PutRolePolicy', 'arn:aws:s3:::*')])).toEqual([]);
    expect(found([allow('iam:PutRolePolicy', 'arn:aws:iam::*:user/*')])).toEqual([]);
  });

  it('one resource of a list is enough, also within a boundary', () => {
    const two = ['arn:aws:s3:::x', 'arn:aws:iam::123456789012:role/app'];
    expect(found([allow('iam:PutRolePolicy', two)])).toEqual(['iam:PutRolePolicy']);
    expect(found([allow('iam:PutRolePolicy')], [allow('s3:*'), allow('iam:*', two)])).toEqual(['iam:PutRolePolicy']);
    expect(found([allow('iam:PutRolePolicy')], [allow('iam:*', 'arn:aws:s3:::x')])).toEqual([]);
    expect(
      found([allow('iam:PutRolePolicy')], [{ Effect: 'Allow', Action: 'iam:*', NotResource: 'arn:aws:s3:::x' }]),
    ).toEqual(['iam:PutRolePolicy']);
    expect(found([allow('iam:PutRolePolicy')], [allow('iam:*'), deny('s3:*'), deny('iam:*')])).toEqual([]);
  });

  it('a Deny that covers all of the kind takes it away, one that covers a part does not', () => {
    expect(found([allow('iam:PutRolePolicy'), deny('iam:*', 'arn:aws:iam::*:role/*')])).toEqual([]);
    expect(found([allow('iam:PutRolePolicy'), deny('iam:*', 'arn:aws:iam::*:role/Admin*')])).toEqual([
      'iam:PutRolePolicy',
    ]);
    expect(found([allow('iam:PutRolePolicy'), deny('iam:*', '*', { Bool: { 'aws:ViaAWSService': 'false' } })])).toEqual(
      ['iam:PutRolePolicy'],
    );
  });

  it.each([
    ['iam:PassRole + sagemaker:CreateNotebookInstance', ['sagemaker:CreateNotebookInstance']],
    ['iam:PassRole + sagemaker:CreateTrainingJob', ['sagemaker:CreateTrainingJob']],
    ['iam:PassRole + sagemaker:CreateProcessingJob', ['sagemaker:CreateProcessingJob']],
    [
      'iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction',
      ['lambda:CreateFunction', 'lambda:InvokeFunction'],
    ],
    ['iam:PassRole + ec2:RunInstances', ['ec2:RunInstances']],
    ['iam:PassRole + glue:CreateDevEndpoint', ['glue:CreateDevEndpoint']],
    ['iam:PassRole + glue:CreateJob + glue:StartJobRun', ['glue:CreateJob', 'glue:StartJobRun']],
    ['iam:PassRole + cloudformation:CreateStack', ['cloudformation:CreateStack']],
    ['iam:PassRole + ecs:RunTask', ['ecs:RunTask']],
    [
      'iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline',
      ['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
    ],
    ['iam:PassRole + sagemaker:CreateMonitoringSchedule', ['sagemaker:CreateMonitoringSchedule']],
    [
      'iam:PassRole + sagemaker:UpdateUserProfile + sagemaker:CreatePresignedDomainUrl',
      ['sagemaker:UpdateUserProfile', 'sagemaker:CreatePresignedDomainUrl'],
    ],
    [
      'iam:PassRole + sagemaker:UpdateDomain + sagemaker:CreatePresignedDomainUrl',
      ['sagemaker:UpdateDomain', 'sagemaker:CreatePresignedDomainUrl'],
    ],
    [
      'iam:PassRole + sagemaker:UpdateNotebookInstance + sagemaker:CreatePresignedNotebookInstanceUrl',
      ['sagemaker:UpdateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
    ],
    [
      'iam:PassRole + sagemaker:UpdatePipeline + sagemaker:StartPipelineExecution',
      ['sagemaker:UpdatePipeline', 'sagemaker:StartPipelineExecution'],
    ],
    ['iam:PassRole + bedrock-agentcore:CreateAgentRuntime', ['bedrock-agentcore:CreateAgentRuntime']],
    ['iam:PassRole + bedrock:CreateAgent + bedrock:InvokeAgent', ['bedrock:CreateAgent', 'bedrock:InvokeAgent']],
  ])('%s: each right is needed', (name, actions) => {
    expect(found([allow(['iam:PassRole', ...actions])])).toContain(name);
    expect(found([allow(actions)])).not.toContain(name);
    for (const action of actions) {
      expect(found([allow(['iam:PassRole', ...actions]), deny(action)])).not.toContain(name);
    }
  });

  it('a function or job that must have a certain name still runs with any role', () => {
    const named = allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], 'arn:aws:lambda:*:*:function:app-*');
    expect(found([allow('iam:PassRole'), named])).toEqual([
      'iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction',
    ]);
  });

  it.each([
    ['*', true],
    ['arn:aws:iam::*:role/*', true],
    ['arn:aws:iam::123456789012:role/*', true],
    ['arn:aws:iam::123456789012:*', true],
    ['arn:aws:iam::123456789012', true],
    ['arn:aws:iam::123456789012:role/?*', true],
    ['arn:aws:iam::*', true],
    [roleArn, false],
    ['arn:aws:iam::123456789012:role/service-role/*', false],
    ['arn:aws:iam::123456789012:role/*SageMaker*', false],
    ['arn:aws:iam::999999999999:role/*', false],
    ['arn:aws:iam::123456789012:user/*', false],
    ['arn:aws:iam::123456789012:role/x*', false],
  ])('PassRole on %s reaches any role: %s', (resource, expected) => {
    const some = [allow('iam:PassRole', resource), allow('sagemaker:CreateTrainingJob')];
    expect(found(some)).toEqual(expected ? ['iam:PassRole + sagemaker:CreateTrainingJob'] : []);
    expect(passesAnyRole(rights(some))).toBe(expected);
  });

  it('PassRole on all but one role is PassRole on any', () => {
    const statement = { Effect: 'Allow', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::123456789012:role/Admin' };
    expect(passesAnyRole(rights([statement]))).toBe(true);
    expect(
      passesAnyRole(rights([allow('iam:PassRole'), deny('iam:PassRole', 'arn:aws:iam::123456789012:role/Admin')])),
    ).toBe(true);
    expect(passesAnyRole(rights([allow('iam:PassRole'), deny('iam:PassRole')]))).toBe(false);
    expect(passesAnyRole(rights([allow('iam:*')], [allow('s3:*')]))).toBe(false);
  });

  it.each([
    [{ StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }, true],
    [{ StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] } }, true],
    [{ StringLike: { 'iam:PassedToService': 's*' } }, true],
    [{ StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com.cn' } }, true],
    [{ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, false],
    [{ StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, true],
    [{ StringNotEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }, true],
    [{ 'ForAllValues:StringEquals': { 'iam:PassedToService': 'ec2.amazonaws.com' } }, true],
    [{ StringEquals: { 'iam:ResourceTag/passable': 'true' } }, true],
  ])('PassRole under %j', (condition, open) => {
    const some = [allow('iam:PassRole', '*', condition), allow('sagemaker:CreateTrainingJob')];
    expect(found(some)).toEqual(open ? ['iam:PassRole + sagemaker:CreateTrainingJob'] : []);
    expect(passesAnyRole(rights(some))).toBe(true);
  });

  it.each([
    [{ StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/Limit' } }, false],
    [{ StringLike: { 'iam:PermissionsBoundary': '*' } }, true],
    [{ StringLike: { 'iam:PermissionsBoundary': ['arn:aws:iam::123456789012:policy/Limit', '*'] } }, true],
    [{ StringNotEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/Limit' } }, true],
    [{ ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::123456789012:policy/Unknown' } }, true],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, true],
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, true],
  ])('AttachRolePolicy under %j', (condition, open) => {
    expect(found([allow('iam:AttachRolePolicy', '*', condition)])).toEqual(open ? ['iam:AttachRolePolicy'] : []);
  });

  it.each([
    ['lambda:UpdateFunctionCode', '*', true],
    ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:*', true],
    ['lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:123456789012:function:*', true],
    ['lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:123456789012:function:mine-*', false],
    ['lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:123456789012:function:x*', false],
    ['sagemaker:CreatePresignedNotebookInstanceUrl', '*', true],
    [
      'sagemaker:CreatePresignedNotebookInstanceUrl',
      'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/mine',
      false,
    ],
    ['sagemaker:UpdateNotebookInstanceLifecycleConfig', '*', true],
    [
      'sagemaker:UpdateNotebookInstanceLifecycleConfig',
      'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/mine',
      false,
    ],
    ['sts:AssumeRole', '*', true],
    ['sts:AssumeRole', 'arn:aws:iam::123456789012:role/*', true],
    ['sts:AssumeRole', 'arn:aws:iam::123456789012:role/Reader', false],
    ['sts:AssumeRole', 'arn:aws:iam::999999999999:role/*', false],
    ['bedrock-agentcore:InvokeAgentRuntimeCommand', '*', true],
  ])('taking over: %s on %s: %s', (action, resource, open) => {
    expect(found([allow(action, resource)])).toEqual(open ? [action] : []);
  });

  it('taking over needs all rights, on one kind of what there is', () => {
    const both = ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'];
    const own = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:code-interpreter-custom/*';
    expect(found([allow(both, own)])).toEqual([both.join(' + ')]);
    expect(found([allow(both[0] ?? '', own)])).toEqual([]);
    expect(found([allow(both[1] ?? '', own)])).toEqual([]);
  });

  it('one of the services that a path passes to is enough', () => {
    const to = (service: string) => [
      allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': service } }),
      allow('apprunner:CreateService'),
    ];
    expect(found(to('build.apprunner.amazonaws.com'))).toEqual(['iam:PassRole + apprunner:CreateService']);
    expect(found(to('tasks.apprunner.amazonaws.com'))).toEqual(['iam:PassRole + apprunner:CreateService']);
    expect(found(to('apprunner.amazonaws.com'))).toEqual([]);
  });

  it('a role within a boundary escapes by taking it off', () => {
    const limit = [allow('iam:*RolePermissionsBoundary')];
    expect(found([allow('*')], limit)).toEqual(['own permissions boundary']);
    expect(found([allow('*')], [...limit, deny('iam:*', roleArn)])).toEqual([]);
    expect(found([allow('*')], [allow('iam:PutRolePermissionsBoundary')])).toEqual(['own permissions boundary']);
    expect(found([allow('iam:DeleteRolePermissionsBoundary')])).toEqual([]);
  });

  it('administrators escalate by every path; readers by none', () => {
    expect(found([allow('*')]).length).toBeGreaterThan(60);
    expect(
      found([allow(['s3:*', 'logs:*', 'iam:Get*', 'iam:List*', 'sagemaker:Describe*', 'sts:GetCallerIdentity'])]),
    ).toEqual([]);
    expect(escalates(rights([allow('s3:*')]))).toBe(false);
    expect(escalates(rights([allow('iam:Put*')]))).toBe(true);
  });
});

describe('wildcardActions', () => {
  it.each([
    [allow('*'), ['*']],
    [allow(['s3:*', 'S3:*', 'ec2:Describe*']), ['s3:*']],
    [allow('s3:**'), ['s3:**']],
    [allow('s3:?*'), ['s3:?*']],
    [allow('s3*'), ['s3*']],
    [allow('s3:Get*'), []],
    [allow('s3:GetObject'), []],
    [allow('s3:*', 'arn:aws:s3:::*'), ['s3:*']],
    [allow('s3:*', 'arn:aws:s3:::bucket/*'), []],
    [allow('s3:*', 'arn:aws:s3:::x*'), []],
    [allow('s3:*', ['arn:aws:s3:::bucket/*', '*']), ['s3:*']],
    [allow('sagemaker:*', 'arn:aws:sagemaker:*:*:*'), ['sagemaker:*']],
    [allow('iam:*', 'arn:aws:iam::123456789012:*'), ['iam:*']],
    [allow('s3:*', '*', { StringEquals: { 'aws:ResourceAccount': '123456789012' } }), []],
    [allow('s3:*', '*', { StringLike: { 'aws:PrincipalArn': '*' } }), ['s3:*']],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, ['*']],
    [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::x' }, ['s3:*']],
    [deny('*'), []],
  ] as [Part, string[]][])('%j', (statement, expected) => {
    expect(wildcardActions(rights([statement]))).toEqual(expected);
  });

  it('Deny and boundary take away what they cover', () => {
    expect(wildcardActions(rights([allow(['s3:*', 'ec2:*']), deny('s3:*')]))).toEqual(['ec2:*']);
    expect(wildcardActions(rights([allow('s3:*'), deny('s3:*', 'arn:aws:s3:::a')]))).toEqual(['s3:*']);
    expect(wildcardActions(rights([allow('s3:*')], [allow('s3:GetObject')]))).toEqual([]);
    expect(wildcardActions(rights([allow('*')], [allow(['s3:*', 'ec2:Describe*'])]))).toEqual(['s3:*']);
    expect(wildcardActions(rights([allow('s3:*')], [allow('*')]))).toEqual(['s3:*']);
    expect(wildcardActions(rights([allow('s3:*')], [allow('*'), deny('*')]))).toEqual([]);
  });
});
