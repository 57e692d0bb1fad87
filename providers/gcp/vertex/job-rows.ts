import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';
import { byTable, minutesOf, stateOf } from '../rows/common.ts';
import { linkUid, storeUids } from '../rows/names.ts';
import type { CustomJobSpec, WorkerPool } from './answers-jobs.ts';
import { secretsOf, vertexList } from './common.ts';

type Outcome = 'succeeded' | 'running' | 'stopped' | 'failed';

/**
 * Lists of jobs have no end: so many are judged. Most of them take no order, and Google documents none; recorded answers
 * come newest first.
 */
export function jobList(operation: string, items: string, orderBy?: string): ListSpec {
  return vertexList(operation, items, {
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: orderBy ? { orderBy } : {},
      why: 'a list of jobs has no end, and old jobs cannot be changed',
      ...(orderBy ? {} : { unordered: true as const }),
    },
  });
}

/** @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/JobState and .../v1/PipelineState */
const words: Readonly<Record<string, readonly ['active' | 'stopped' | 'pending' | 'failed', Outcome]>> = {
  QUEUED: ['pending', 'running'],
  PENDING: ['pending', 'running'],
  RUNNING: ['active', 'running'],
  UPDATING: ['active', 'running'],
  PAUSED: ['stopped', 'running'],
  SUCCEEDED: ['stopped', 'succeeded'],
  // Some results may be missing: it did not do all that it should.
  PARTIALLY_SUCCEEDED: ['stopped', 'failed'],
  FAILED: ['failed', 'failed'],
  EXPIRED: ['failed', 'failed'],
  CANCELLING: ['stopped', 'stopped'],
  CANCELLED: ['stopped', 'stopped'],
};
const table = <V>(prefix: string, pick: (word: (typeof words)[string]) => V) =>
  Object.fromEntries(Object.entries(words).map(([word, both]) => [`${prefix}_STATE_${word}`, pick(both)]));
/** Left out: the state is unspecified, which is none that a job has. */
export const jobState = stateOf({ ...table('JOB', ([state]) => state), ...table('PIPELINE', ([state]) => state) });
export const jobOutcome = byTable('state', {
  ...table('JOB', ([, outcome]) => outcome),
  ...table('PIPELINE', ([, outcome]) => outcome),
});

/** Facts that all jobs share. */
export const jobFacts = {
  authMethods: notSupported('Nobody calls a job.'),
  clientTls: notSupported('Nobody calls a job.'),
  sourceRevision: notSupported('A job records no commit.'),
  patched: notSupported('The image says what software runs.'),
  lastUsedAt: notSupported('A job runs once.'),
  idleStopMinutes: notSupported('A job ends by itself; see maxMinutes.'),
};

/** A job that runs code of Google only, or whose code another job runs, which is judged itself. */
export function codeElsewhere(why: string) {
  return {
    network: notSupported(why),
    egress: notSupported(why),
    publicIp: notSupported(why),
    shell: notSupported(why),
    plainSecrets: notSupported(why),
    images: notSupported(why),
    artifacts: notSupported(why),
    nodeTraffic: notSupported(why),
    interruptible: notSupported(why),
    maxMinutes: notSupported(why),
  };
}

/** What the code of a custom job is: every pool of machines counts. */
export function jobSpecRows(spec: Spec<CustomJobSpec | undefined>) {
  const pools: Spec<WorkerPool[]> = derive([spec], (one) => one?.workerPoolSpecs ?? []);
  const machines = derive([pools], (list) => list.reduce((sum, pool) => sum + Number(pool.replicaCount ?? 0), 0));
  return {
    images: derive([pools], (list) =>
      list.flatMap((pool) => pool.containerSpec?.imageUri ?? pool.pythonPackageSpec?.executorImageUri ?? []),
    ),
    packages: derive([pools], (list) => list.flatMap((pool) => pool.pythonPackageSpec?.packageUris ?? [])),
    facts: {
      plainSecrets: derive([pools], (list) =>
        list.reduce(
          (sum, { containerSpec, pythonPackageSpec }) =>
            sum +
            secretsOf(containerSpec?.env, containerSpec?.args, containerSpec?.command) +
            secretsOf(pythonPackageSpec?.env, pythonPackageSpec?.args),
          0,
        ),
      ),
      shell: derive([spec], (one): 'off' | 'brokered' | 'open' =>
        one?.enableWebAccess === true || one?.enableDashboardAccess === true ? 'brokered' : 'off',
      ),
      nodeTraffic: derive([machines], (count) =>
        count <= 1
          ? ('single-node' as const)
          : missing('Vertex AI has no switch for it: Google encrypts between machines of its network', 'not-supported'),
      ),
      interruptible: derive([spec], (one) => one?.scheduling?.strategy === 'SPOT'),
      // Left out: seven days. https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#Scheduling
      maxMinutes: derive([spec], (one) => minutesOf(one?.scheduling?.timeout ?? '604800s')),
    },
    outputs: derive([spec, fromScope((answers) => answers)], (one, answers) =>
      storeUids([one?.baseOutputDirectory?.outputUriPrefix], answers),
    ),
    computes: derive([spec, fromScope((answers) => answers)], (one, answers): (string | MissingValue)[] =>
      one?.persistentResourceId
        ? [
            linkUid(
              'aiplatform',
              `${parentOf(answers.item.name)}/persistentResources/${one.persistentResourceId}`,
              answers,
            ),
          ]
        : [],
    ),
  };
}

/** `projects/p/locations/l` of a resource name. */
export function parentOf(name: unknown): string {
  return /^projects\/[^/]+\/locations\/[^/]+/.exec(String(name))?.[0] ?? '';
}

/** Nobody is told who starts jobs on machines that the provider may take: those of Google are its own affair. */
export const neverInterrupted = byDesign(
  false,
  'https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.batchPredictionJobs',
  '2026-11',
) as Spec<boolean>;

/** Data by its address. A folder or a table may change; nothing pins it. */
export function inputsOf(uris: Spec<readonly (string | undefined)[]>) {
  return derive([uris], (list) => list.flatMap((uri) => (uri ? [{ uri, versioned: /#\d+$/.test(uri) }] : [])));
}
