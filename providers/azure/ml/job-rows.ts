import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ArmIdentity, ArmResource, State } from '../rows/arm.ts';
import { principalUid } from '../rows/identity.ts';
import { workspaceAbove, workspaceId } from '../rows/workspace.ts';
import { type Compute, placeOfCompute } from './compute-rows.ts';
import { networkAt, type Place } from './place.ts';

/** Data that goes into a job, or what comes out of it. */
export interface JobData {
  jobInputType?: string;
  uri?: string | null;
  value?: string;
}

/** How the processes of one job are started. */
interface Resources {
  instanceCount?: number;
}

/** A node of a pipeline. Its own settings are as its author's tool wrote them: no schema binds them. */
export interface PipelineStep {
  type?: string;
  componentId?: string;
  identity?: object | null;
  true_block?: unknown;
  false_block?: unknown;
}

/**
 * Properties of a job of any type, api-version 2025-12-01; a schedule keeps the same as its job definition.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/jobs/list
 */
export interface JobProperties {
  jobType?: string;
  status?: string;
  isArchived?: boolean;
  properties?: Record<string, string> | null;
  services?: Record<string, { jobServiceType?: string } | null> | null;
  computeId?: string | null;
  componentId?: string | null;
  codeId?: string | null;
  command?: string;
  environmentId?: string | null;
  environmentVariables?: Record<string, string> | null;
  resources?: Resources | null;
  limits?: { timeout?: string } | null;
  queueSettings?: { jobTier?: string } | null;
  identity?: { identityType?: string; clientId?: string; objectId?: string; resourceId?: string } | null;
  inputs?: Record<string, JobData | null> | null;
  outputs?: Record<string, JobData | null> | null;
  trial?: {
    codeId?: string | null;
    command?: string;
    environmentId?: string;
    environmentVariables?: Record<string, string> | null;
    resources?: Resources | null;
  };
  taskDetails?: { limitSettings?: { timeout?: string } | null } & Record<string, unknown>;
  fineTuningDetails?: Record<string, unknown>;
  args?: string | null;
  conf?: Record<string, string> | null;
  jobs?: Record<string, PipelineStep> | null;
  displayName?: string | null;
}

export interface Job extends ArmResource {
  properties: JobProperties;
}

const { raw } = answersOf<{ Compute_List: { value: Compute[] } }>('machinelearning');
const computesAbove = raw('Compute_List', '/value');

/** The commit, where the code of a job lay in a repository. @see https://learn.microsoft.com/azure/machine-learning/concept-train-model-git-integration */
export const commitOf = (job: Spec<JobProperties>): Spec<string> =>
  derive(
    [job],
    ({ properties }) => properties?.['azureml.git.commit'] ?? properties?.['mlflow.source.git.commit'] ?? '',
  );

type Outcome = 'succeeded' | 'running' | 'stopped' | 'failed';

/** @see https://learn.microsoft.com/rest/api/azureml/jobs/list JobStatus */
const statuses: Readonly<Record<string, readonly [State, Outcome]>> = {
  notstarted: ['pending', 'running'],
  starting: ['pending', 'running'],
  provisioning: ['pending', 'running'],
  preparing: ['pending', 'running'],
  queued: ['pending', 'running'],
  scheduled: ['pending', 'running'],
  running: ['active', 'running'],
  finalizing: ['active', 'running'],
  // It has not been heard of for a while, and may go on.
  notresponding: ['active', 'running'],
  paused: ['stopped', 'running'],
  cancelrequested: ['stopped', 'stopped'],
  canceled: ['stopped', 'stopped'],
  completed: ['stopped', 'succeeded'],
  failed: ['failed', 'failed'],
};

/** What a job does, and how it ended. */
export function endOf(job: Spec<JobProperties>) {
  const both = derive([job], ({ status }) => {
    const word = String(status ?? '').toLowerCase();
    return (
      (Object.hasOwn(statuses, word) ? statuses[word] : undefined) ??
      missing(`status ${String(status)} is not known to this version`)
    );
  });
  const outcome: Spec<Outcome> = derive([both], ([, found]) => found);
  const state: Spec<State> = derive([job, both], ({ isArchived }, [found]) => (isArchived ? 'archived' : found));
  return { state, outcome };
}

/** Where a job runs: on a compute of the workspace, or on machines that the service takes for it. */
interface PlaceOfJob extends Place {
  compute?: Compute;
}

/** Trait network, the compute and the identity of a job. A job whose compute has gone since does not tell where it ran. */
export function placeOf(job: Spec<JobProperties>) {
  const place: Spec<PlaceOfJob> = derive(
    [job, workspaceAbove, computesAbove],
    ({ computeId }, workspace, computes): PlaceOfJob | MissingValue => {
      const isolation = workspace.managedNetwork?.isolationMode ?? 'Disabled'; // left out: it is off
      const serverless = workspace.serverlessComputeSettings;
      const wanted = (computeId ?? '').toLowerCase();
      if (wanted === '' || wanted === 'serverless')
        return {
          isolation,
          nodeIp: serverless?.serverlessComputeNoPublicIP !== true,
          ...(serverless?.serverlessComputeCustomSubnet ? { subnet: serverless.serverlessComputeCustomSubnet } : {}),
        };
      const compute = (computes ?? []).find(
        ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
      );
      if (!compute) return missing('the compute that it ran on is not there any more');
      return { compute, ...placeOfCompute(compute.properties, isolation) };
    },
  );
  const { facts, subnets } = networkAt(place);
  const links = {
    subnets,
    // Notebook machines run jobs, too; they are no clusters.
    computes: derive([place], ({ compute }): (string | MissingValue)[] =>
      compute && compute.properties.computeType !== 'ComputeInstance' ? [compute.id.toLowerCase()] : [],
    ),
  };
  return { place, facts, links, identity: identityOf(job, place) };
}

type RunsAs = 'own' | 'system' | 'user' | 'default' | 'none';

/**
 * Whose rights the code of a job has. Left out means a token of the workspace for the one who started it.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication
 */
function identityOf(job: Spec<JobProperties>, place: Spec<PlaceOfJob>) {
  const found = deriveSome(
    [job, place],
    (one, where): { runsAs: RunsAs; principals: (string | MissingValue)[] } | MissingValue => {
      if (isMissingValue(one)) return one;
      const { identityType, clientId, objectId, resourceId } = one.identity ?? {};
      const word = (identityType ?? 'AMLToken').toLowerCase();
      if (word === 'amltoken') return { runsAs: 'default', principals: [] };
      if (word === 'useridentity') return { runsAs: 'user', principals: [] };
      if (word !== 'managed') return missing(`identityType ${identityType} is not known to this version`);
      if (objectId) return { runsAs: 'own', principals: [principalUid(objectId)] };
      const of = isMissingValue(where) ? where : (where.compute?.identity ?? {});
      if (clientId || resourceId)
        return { runsAs: 'own', principals: [isMissingValue(of) ? of : assigned(of, clientId, resourceId)] };
      return isMissingValue(of) ? of : identityOfCompute(of);
    },
  );
  const runsAs: Spec<RunsAs> = derive([found], (one) => one.runsAs);
  const principals: Spec<(string | MissingValue)[]> = derive([found], (one) => one.principals);
  return { facts: { runsAs }, links: { principals } };
}

/** The object id of the identity that is named by another of its ids, as the compute knows it. */
function assigned(of: ArmIdentity, clientId?: string, resourceId?: string): string | MissingValue {
  const [, one] =
    Object.entries(of.userAssignedIdentities ?? {}).find(
      ([id, { clientId: client }]) =>
        (resourceId && id.toLowerCase() === resourceId.toLowerCase()) ||
        (clientId && client?.toLowerCase() === clientId.toLowerCase()),
    ) ?? [];
  return one?.principalId
    ? principalUid(one.principalId)
    : missing('no answer tells the object id of the identity of the job');
}

/** With no identity named, that of the compute: where it has one only. */
function identityOfCompute(of: ArmIdentity): { runsAs: RunsAs; principals: (string | MissingValue)[] } | MissingValue {
  const own = Object.values(of.userAssignedIdentities ?? {});
  const ids = [...(of.principalId ? [of.principalId] : []), ...own.map((one) => one.principalId)];
  const [id] = ids;
  if (ids.length !== 1 || !id) return missing('no answer tells which identity of the compute the job takes');
  return { runsAs: own.length > 0 ? 'own' : 'system', principals: [principalUid(id)] };
}

/** Whether an address lies in the datastores that each workspace has of its own account. */
export const inOwnStorage = (uri: string): boolean => /\/datastores\/workspace(blobstore|artifactstore)\//i.test(uri);

/** Files that a job leaves always go to the workspace's storage; what it writes besides goes where its outputs say. */
export const outputsOf = (job: Spec<JobProperties>): Spec<(string | MissingValue)[]> =>
  derive([job, workspaceAbove], ({ outputs }, workspace) => {
    const own = workspace.storageAccount ? [workspace.storageAccount.toLowerCase()] : [];
    const elsewhere = Object.values(outputs ?? {}).some((data) => data?.uri && !inOwnStorage(data.uri));
    return elsewhere ? [...own, missing('which storage lies behind the datastore of an output', 'not-exposed')] : own;
  });

/** Data assets that a job reads, by the ids of their versions; a bare path names none. */
export const datasetsOf = (data: Spec<{ uri: string }[]>): Spec<(string | MissingValue)[]> =>
  derive([data, fromScope(({ item }) => workspaceId(item).toLowerCase())], (list, workspace) => [
    ...new Set(list.flatMap(({ uri }) => dataVersion(uri, workspace) ?? [])),
  ]);

/** An asset by its address in Azure ML; a path below a datastore, or elsewhere, may be called the same and is a mere folder. */
const assetAddress = /^(?:azureml:|\/subscriptions\/)(?!.*\/paths\/).*\/data\/([^/]+)\/versions\/([^/]+)$/i;
const assetName = /^azureml:([^:/]+):([^:/]+)$/i;

/** Whether an address names a version of a data asset, of a workspace or of a registry. */
export const isVersioned = (uri: string): boolean => assetAddress.test(uri) || assetName.test(uri);

/** `azureml:NAME:VERSION`, or an address that ends in the name and the version of a data asset. */
export function dataVersion(uri: string, workspace: string): string | undefined {
  if (/^azureml:\/\/registries\//i.test(uri)) return undefined;
  const [, name, version] = assetAddress.exec(uri) ?? assetName.exec(uri) ?? [];
  return name && version ? `${workspace}/data/${name}/versions/${version}`.toLowerCase() : undefined;
}
