import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

/** @see https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets */
interface BigQueryDataset {
  id?: string;
  defaultEncryptionConfiguration?: { kmsKeyName?: string };
}

const { raw } = answersOf<{ 'datasets.get': BigQueryDataset }>('bigquery');

/** How a resource of Vertex AI keeps requests in BigQuery. */
interface LoggingConfig {
  enabled?: boolean;
  bigqueryDestination?: { outputUri?: string };
}

/** The store that requests are kept in. */
export function captureStore(config: Spec<LoggingConfig | undefined>) {
  return bigQueryStore(
    derive([config], (set) => set?.enabled === true),
    derive([config], (set) => set?.bigqueryDestination?.outputUri),
  );
}

/**
 * A store in BigQuery, and who controls the key of its dataset. Tables get the dataset's key where they name none of
 * their own; what a single table names is not read.
 *
 * @see https://cloud.google.com/bigquery/docs/customer-managed-encryption#dataset_default_key
 */
export function bigQueryStore(used: Spec<boolean>, uri: Spec<string | undefined>) {
  const place = derive([uri], datasetOf);
  const key: Spec<string | undefined> = deriveSome(
    [used, place, raw('datasets.get', '/defaultEncryptionConfiguration/kmsKeyName')],
    (on, dataset, named) => {
      if (on === false) return undefined;
      if (isMissingValue(dataset)) return dataset;
      return dataset === null ? missing('the dataset in BigQuery is not told') : named;
    },
  );
  const read: ReadSpec = {
    service: 'bigquery',
    operation: 'datasets.get',
    permission: 'bigquery.datasets.get',
    memo: true,
    expects: 'id',
    at: () => ({ region: 'global' }),
    input: (_item, got) => {
      const { value } = place.map(got);
      return used.map(got).value === true && value !== null && !isMissingValue(value) ? { ...value } : null;
    },
  };
  return { used, key, read };
}

/** `bq://project.dataset[.table]`; a project alone gets a dataset that is not told. */
function datasetOf(uri: string | undefined): { project: string; dataset: string } | null {
  const found = /^bq:\/\/((?:[a-z0-9.-]+:)?[^.:]+)\.([^.]+)/.exec(uri ?? '');
  return found?.[1] && found[2] ? { project: found[1], dataset: found[2] } : null;
}
