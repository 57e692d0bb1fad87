import type { Collector } from '../../../src/model/provider.ts';
import { dataValidations } from './data-validation.ts';
import { datasets } from './dataset.ts';
import { evaluations } from './evaluation.ts';
import { experiments } from './experiment.ts';
import { explanations } from './explanation.ts';
import { loggedModels } from './logged-model.ts';
import { modelVersions } from './model-version.ts';
import { registeredModels } from './registered-model.ts';
import { runs } from './run.ts';
import { trackingServer } from './server.ts';
import { webhooks } from './webhook.ts';

/** Everything that is read of a tracking server. */
export const mlflowCollectors: readonly Collector[] = [
  trackingServer,
  experiments,
  runs,
  datasets,
  evaluations,
  dataValidations,
  registeredModels,
  modelVersions,
  explanations,
  loggedModels,
  webhooks,
];
