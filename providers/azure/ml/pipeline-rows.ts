import { derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { type Purpose, purposeOf } from '../../analysis/step-purpose.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';
import { commitOf, type JobProperties, type PipelineStep, placeOf } from './job-rows.ts';

const storage = 'the key of the storage account of the workspace; see there';
const computes = 'where the computes of its steps run; see there';

/** A component of a name and a version. Those made on the way, of a job without one, have a name of Azure's. */
function component(id: string | null | undefined): string | undefined {
  const name =
    /\/components\/([^/]+)\/versions\/[^/]+$/i.exec(id ?? '')?.[1] ?? /^azureml:([^:/]+):[^:/]+$/i.exec(id ?? '')?.[1];
  return name === undefined || /^azureml_anonymous/i.test(name) ? undefined : name;
}

const stepsIn = (one: JobProperties): [string, PipelineStep][] => Object.entries(one.jobs ?? {});

/** A step's purpose by its own name, or else by that of its component. */
function purpose(name: string, step: PipelineStep): Purpose {
  const own = purposeOf(name);
  return own === 'other' ? purposeOf(component(step.componentId) ?? '') : own;
}

/** Names of the steps that a condition lets run: `${{parent.jobs.NAME}}`. */
function conditional(steps: [string, PipelineStep][]): Set<string> {
  const blocks = steps.flatMap(([, { type, true_block, false_block }]) =>
    type === 'if_else' ? [true_block, false_block].flat() : [],
  );
  return new Set(blocks.flatMap((text) => /^\$\{\{parent\.jobs\.([^}]+)\}\}$/.exec(String(text))?.[1] ?? []));
}

const unseen = 'the answer names no steps';

/**
 * What a pipeline is, from the job that runs it or the job that a schedule starts.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/reference-yaml-job-pipeline 2026-11
 */
export function pipelineRows(job: Spec<JobProperties>) {
  const { identity } = placeOf(job);
  const facts = {
    region: regionOfWorkspace,
    keyAtRest: notExposed(storage),
    stores: notExposed(storage),
    network: notExposed(computes),
    egress: notExposed(computes),
    publicIp: notExposed(computes),
    runsAs: derive([job, identity.facts.runsAs], (one, as) =>
      one.identity || !stepsIn(one).some(([, step]) => step.identity)
        ? as
        : missing('whose rights its steps have, from their settings', 'not-exposed'),
    ),
    images: notExposed('the environments of its components'),
    artifacts: notSupported('A pipeline loads what its steps load.'),
    sourceRevision: commitOf(job),
    patched: notSupported('The images say what software runs.'),
    accessLogged: notExposed('the diagnostic settings of the workspace; see there'),
    appLogged: notExposed('the logs of its runs, from the studio'),
    logFeeds: notExposed('the diagnostic settings of the workspace; see there'),
    idleStopMinutes: notSupported('A pipeline ends by itself.'),
    steps: derive([job], (one) => {
      const steps = stepsIn(one).map(([name, step]) => ({ name, purpose: purpose(name, step) }));
      return steps.length > 0 ? steps : missing(unseen);
    }),
    gated: derive([job], (one) => {
      const steps = stepsIn(one);
      if (steps.length === 0) return missing(unseen);
      const last = steps.filter(([name, step]) => ['register', 'deploy'].includes(purpose(name, step)));
      if (last.length === 0) return missing('no step registers or deploys', 'not-supported');
      const free = conditional(steps);
      if (last.every(([name]) => free.has(name))) return true;
      return steps.some(([name, step]) => purpose(name, step) === 'approve')
        ? missing('whether the step that approves stands before the one that registers', 'not-exposed')
        : false;
    }),
    // A pipeline that is registered itself, or that is made of registered components only.
    pinned: derive([job], (one) => {
      if (component(one.componentId)) return true;
      const steps = stepsIn(one).filter(([, { type }]) => type !== 'if_else');
      return steps.length > 0 ? steps.every(([, step]) => component(step.componentId) !== undefined) : missing(unseen);
    }),
  };
  return { facts, links: identity.links };
}
