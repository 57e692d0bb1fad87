import type { Collector } from '../../../src/model/provider.ts';
import { domains } from './domain.ts';
import { endpoints } from './endpoint.ts';
import { endpointConfigs } from './endpoint-config.ts';
import { featureGroups } from './feature-group.ts';
import { jobDefinitions } from './job-definition.ts';
import { models } from './model.ts';
import { modelCards } from './model-card.ts';
import { modelPackages } from './model-package.ts';
import { modelPackageGroups } from './model-package-group.ts';
import { monitors } from './monitor.ts';
import { notebooks } from './notebook.ts';
import { pipelines } from './pipeline.ts';
import { processingJobs } from './processing-job.ts';
import { trackingServers } from './tracking-server.ts';
import { trainingJobs } from './training-job.ts';
import { transformJobs } from './transform-job.ts';

/** What is read of SageMaker, one collector a native type. */
export const sagemakerCollectors: readonly Collector[] = [
  domains,
  endpoints,
  endpointConfigs,
  featureGroups,
  ...jobDefinitions,
  models,
  modelCards,
  modelPackages,
  modelPackageGroups,
  monitors,
  notebooks,
  pipelines,
  processingJobs,
  trackingServers,
  trainingJobs,
  transformJobs,
];
