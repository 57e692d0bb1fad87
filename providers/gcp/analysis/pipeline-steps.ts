import { purposeOf } from '../../analysis/step-purpose.ts';
import type { PipelineSpec } from '../vertex/answers-jobs.ts';

type Tasks = Record<string, { triggerPolicy?: { condition?: string }; componentRef?: { name?: string } }>;

const deepest = 12;

/**
 * Whether a condition or an approval stands before every step that registers or deploys. A condition is a trigger policy
 * on the task or on a group that it is in; an approval is a task of that name that others of its graph wait for.
 *
 * @returns undefined when no step registers or deploys.
 * @see https://www.kubeflow.org/docs/components/pipelines/user-guides/core-functions/control-flow/
 */
export function isGated(spec: PipelineSpec): boolean | undefined {
  const found: boolean[] = [];
  const walk = (tasks: Tasks, above: boolean, depth: number): void => {
    const approved = above || Object.keys(tasks).some((name) => purposeOf(name) === 'approve');
    for (const [name, task] of Object.entries(tasks)) {
      const gated = approved || (task.triggerPolicy?.condition ?? '') !== '';
      if (['register', 'deploy'].includes(purposeOf(name))) found.push(gated);
      const inside = spec.components?.[task.componentRef?.name ?? '']?.dag?.tasks;
      if (inside && depth < deepest) walk(inside, gated, depth + 1);
    }
  };
  walk(spec.root?.dag?.tasks ?? {}, false, 0);
  return found.length === 0 ? undefined : found.every(Boolean);
}

/** Names of all tasks, those of groups behind their group; groups themselves are no steps. */
export function taskNames(spec: PipelineSpec): string[] {
  const walk = (tasks: Tasks, depth: number): string[] =>
    Object.entries(tasks).flatMap(([name, task]) => {
      const inside = spec.components?.[task.componentRef?.name ?? '']?.dag?.tasks;
      return inside && depth < deepest ? walk(inside, depth + 1) : [name];
    });
  return walk(spec.root?.dag?.tasks ?? {}, 0);
}
