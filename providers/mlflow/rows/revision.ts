import type { Tag } from '../answers.ts';
import { tagMap } from './common.ts';

/**
 * Tags that fix the code of a run: the commit that MLflow finds, that of a Databricks repository, and the revision of a
 * Databricks notebook.
 *
 * @see https://mlflow.org/docs/latest/ml/tracking/tracking-api/#system-tags and Databricks' tags in recorded runs
 */
const revisions = [
  'mlflow.source.git.commit',
  'mlflow.databricks.gitRepoCommit',
  'mlflow.databricks.notebookRevisionID',
];

/** The commit that a run's tags name; "" where none is recorded. */
export function revisionIn(list: readonly Tag[] | undefined): string {
  const tags = tagMap(list);
  for (const name of revisions) if (tags[name]) return tags[name];
  return '';
}
