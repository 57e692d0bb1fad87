import type { CallSpec } from '../../src/model/provider.ts';

/** What a scan needs to be allowed, by how the server is run. Printed by `plumbline permissions mlflow`. */
export interface MlflowPermissions {
  text: string;
  /** IAM policy for MLflow that SageMaker runs. */
  json: string;
}

/** @throws Error for a call that is not a read by its name: a table has a slip. */
export function mlflowPermissions(calls: readonly CallSpec[]): MlflowPermissions {
  const own = calls.filter(({ service }) => service === 'mlflow');
  for (const { operation } of own) assertRead(operation);
  const needs = new Map<string, string[]>();
  for (const { operation, permission } of own) needs.set(permission, [...(needs.get(permission) ?? []), operation]);
  const lines = [...needs].map(([permission, operations]) => `  ${permission}: ${operations.join(', ')}`);
  return { text: textOf(lines), json: policyOf(own) };
}

/** The names of MLflow's operations say what they do. */
export function assertRead(operation: string): void {
  if (!/^(Get|Search|List|Version$)/.test(operation)) throw new Error(`${operation} is not a read by its name`);
}

function textOf(lines: readonly string[]): string {
  return `What a scan reads of MLflow, and the right that each read needs:

${lines.join('\n')}

Self-hosted, with --app-name basic-auth: create a user for the scan and give it READ, nothing more.
  curl -u ADMIN -X POST URL/api/2.0/mlflow/users/create -H 'content-type: application/json' \\
    -d '{"username": "plumbline", "password": "..."}'
  Where default_permission is NO_PERMISSIONS, grant READ on each experiment and registered model, or by a role.
  What only administrators may ask (webhooks, the user "admin") stays unknown without that right; do not give it.
Databricks: a service principal with CAN_VIEW (experiments) and CAN_READ (registered models), and its OAuth token.
Azure Machine Learning: the role Reader on the workspace, for the identity of the scan.
SageMaker: the IAM policy of \`plumbline permissions mlflow --format json\`.

In the config, secrets stand by reference only:
  mlflow:
    servers:
      - { url: 'https://mlflow.example.com', auth: { kind: basic, user: plumbline, password: { env: MLFLOW_PASSWORD } } }
`;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sagemaker-mlflow.html (read 2026-11) */
const sagemakerActions: ReadonlySet<string> = new Set([
  'GetExperiment',
  'SearchExperiments',
  'SearchRuns',
  'GetRun',
  'SearchRegisteredModels',
  'GetRegisteredModel',
  'SearchModelVersions',
  'SearchLoggedModels',
  'GetLoggedModel',
  'ListArtifacts',
]);

function policyOf(calls: readonly CallSpec[]): string {
  const actions = calls
    .filter(({ operation }) => sagemakerActions.has(operation))
    .map(({ operation }) => `sagemaker-mlflow:${operation}`)
    .sort();
  const statement = { Sid: 'PlumblineReadsMlflow', Effect: 'Allow', Action: actions, Resource: '*' };
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)}\n`;
}
