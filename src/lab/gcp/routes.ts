import { computeRoutes } from './compute-routes.ts';
import { dataprocRoutes } from './dataproc-routes.ts';
import { geminiRoutes } from './gemini-routes.ts';
import { iamRoutes } from './iam-routes.ts';
import { inventoryRoutes } from './inventory-routes.ts';
import { kmsRoutes } from './kms-routes.ts';
import { loggingRoutes } from './logging-routes.ts';
import { modelArmorRoutes } from './model-armor-routes.ts';
import { nativeRoutes } from './native-routes.ts';
import { networkManagementRoutes } from './network-management-routes.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { registryRoutes } from './registry-routes.ts';
import type { Route } from './resources.ts';
import { storageRoutes } from './storage-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { bigQueryRoutes, vertexRoutes } from './vertex-routes.ts';
import { workbenchRoutes } from './workbench-routes.ts';

/** Every address of Google Cloud that the lab answers; a service has its own file. */
export const gcpRoutes: readonly Route[] = [
  ...tokenRoutes,
  ...organisationRoutes,
  ...inventoryRoutes,
  ...vertexRoutes,
  ...bigQueryRoutes,
  ...workbenchRoutes,
  ...modelArmorRoutes,
  ...geminiRoutes,
  ...dataprocRoutes,
  ...loggingRoutes,
  ...computeRoutes,
  ...networkManagementRoutes,
  ...iamRoutes,
  ...nativeRoutes,
  ...storageRoutes,
  ...kmsRoutes,
  ...registryRoutes,
];
