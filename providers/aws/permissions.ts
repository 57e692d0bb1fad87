import { PlumblineError } from '../../src/model/errors.ts';
import type { CallSpec } from '../../src/model/provider.ts';

/** A policy for the role that the scan acts as, in the forms that people install it. */
export interface AwsPolicy {
  /** IAM policy document, two spaces indented. */
  json: string;
  /** The same as a Terraform data source. */
  terraform: string;
  /** Characters that IAM counts (white space is not): a managed policy may have 6,144. */
  size: number;
}

/**
 * The least that the role in a scanned account needs for these calls. `sts:GetCallerIdentity` needs no permission, and
 * `sts:AssumeRole` is needed by who calls, not by the role: see `assumePolicy`.
 *
 * @throws PlumblineError INTERNAL when a permission is no read of settings: a scan must not be able to ask for it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function awsPolicy(calls: readonly Pick<CallSpec, 'permission'>[]): AwsPolicy {
  const byService = new Map<string, Set<string>>();
  for (const { permission } of calls) {
    assertRead(permission);
    const service = permission.slice(0, permission.indexOf(':'));
    byService.set(service, (byService.get(service) ?? new Set()).add(permission));
  }
  const statements = [...byService].sort(byName).map(([service, actions]) => ({
    sid: `Read${service
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')}`,
    actions: [...actions].sort(),
    resources: ['*'],
  }));
  return policyOf(statements);
}

/** What the caller of a scan needs: to act as these roles, and nothing else. */
export function assumePolicy(roleArns: readonly string[]): AwsPolicy {
  return policyOf([{ sid: 'ActAsScanRoles', actions: ['sts:AssumeRole'], resources: [...new Set(roleArns)].sort() }]);
}

/** @throws PlumblineError INTERNAL when the permission is not of the form `service:Action`, or is no read of settings. */
export function assertRead(permission: string): void {
  const form = /^[a-z][a-z0-9-]*:(Describe|Get|List|BatchGet)[A-Z][A-Za-z0-9]*$/;
  if (!form.test(permission) || readsContent.has(permission)) {
    throw new PlumblineError('INTERNAL', `${permission} is no permission to read settings`, {
      hint: 'A scan reads how things are set, never what is in them. Declare another operation.',
    });
  }
}

/** Reads by name, but of what customers keep, or of keys to it. */
const readsContent: ReadonlySet<string> = new Set([
  's3:GetObject',
  's3:GetObjectVersion',
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
  'logs:GetLogEvents',
  'logs:GetQueryResults',
  'sagemaker:GetRecord',
  'sagemaker:BatchGetRecord',
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'lambda:GetFunction',
  'sts:GetSessionToken',
  'sts:GetFederationToken',
  'kms:GetParametersForImport',
]);

interface Statement {
  sid: string;
  actions: readonly string[];
  resources: readonly string[];
}

function policyOf(statements: readonly Statement[]): AwsPolicy {
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, actions, resources }) => ({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: resources.length === 1 ? resources[0] : resources,
    })),
  };
  return {
    json: `${JSON.stringify(document, null, 2)}\n`,
    terraform: terraformOf(statements),
    size: JSON.stringify(document).length,
  };
}

function terraformOf(statements: readonly Statement[]): string {
  const list = (items: readonly string[]) => items.map((item) => `      ${quoted(item)},`).join('\n');
  const blocks = statements.map(
    ({ sid, actions, resources }) =>
      `  statement {\n    sid    = ${quoted(sid)}\n    effect = "Allow"\n    actions = [\n${list(actions)}\n    ]\n    resources = [\n${list(resources)}\n    ]\n  }`,
  );
  return `data "aws_iam_policy_document" "plumbline" {\n${blocks.join('\n\n')}\n}\n`;
}

/** A string of HCL: JSON's quoting, with the two marks that begin a template doubled. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
