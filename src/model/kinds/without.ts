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
