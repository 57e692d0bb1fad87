import type { Tag } from '../answers.ts';

/** Ids of jobs, as the providers of their clouds write them. */
const jobs: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:(training|processing|transform)-job\/[A-Za-z0-9-]{1,63}$/,
    ([all]) => all,
  ],
  [
    /^\/?(subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.MachineLearningServices\/workspaces\/[^/]+\/jobs\/[^/]+)$/i,
    (found) => `/${found[1]}`.toLowerCase(),
  ],
  [
    /^(?:\/\/aiplatform\.googleapis\.com\/)?(projects\/[^/]+\/locations\/[^/]+\/(?:customJobs|trainingPipelines|pipelineJobs|hyperparameterTuningJobs)\/[^/]+)$/,
    (found) => `//aiplatform.googleapis.com/${found[1]}`,
  ],
];

/** Jobs of clouds that the tags of a run name, whatever the tags are called: the value says what it is. */
export function jobsIn(tags: readonly Tag[]): string[] {
  const out = new Set<string>();
  for (const { value } of tags) {
    if (value === undefined || value.length > 1000) continue;
    for (const [form, idOf] of jobs) {
      const found = form.exec(value);
      if (found) out.add(idOf(found));
    }
  }
  return [...out];
}
