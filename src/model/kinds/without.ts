import type { Provider } from '../verdict.ts';
import type { KindName } from './index.ts';

/**
 * Kinds that a platform does not have (kinds.md, section 3, `Ml —`): nothing of it can refer to others, so what refers
 * to its resources is what other platforms of the scan say, and that may be nothing.
 */
const without: Partial<Record<Provider, ReadonlySet<KindName>>> = {
  // Models are served elsewhere: https://mlflow.org/docs/latest/ml/deployment/
  mlflow: new Set<KindName>(['ml.endpoint', 'ml.deployment', 'ml.monitor', 'ml.pipeline', 'ml.training_job']),
};

/** Whether a platform has no resources of that kind. */
export function lacksKind(provider: string, kind: string): boolean {
  const found: ReadonlySet<string> | undefined = without[provider as Provider]; // any other word has no entry
  return found?.has(kind) ?? false;
}

/**
 * Evidence to ask for where a platform has such things and no collector finds them: components of pipelines that only
 * their name tells of, checks that data scientists run in code, services beside the ones that are read.
 */
const asked: Partial<Record<Provider, Partial<Record<KindName, string>>>> = {
  azure: {
    'ml.data_validation':
      'Ask for the newest report of the step that checks this data: the component of the pipeline, or Great Expectations, Evidently or TFX Data Validation in its code.',
  },
  gcp: {
    'ml.data_validation':
      'Ask for the newest result of the check of this data: the data quality scan of Dataplex, or the anomalies that ExampleValidator of TFX Data Validation found.',
  },
};

/** What to ask a person for, where a kind of a platform is found by no collector. */
export function evidenceToAskFor(provider: string, kind: string): string | undefined {
  return asked[provider as Provider]?.[kind as KindName]; // any other word has no entry
}
