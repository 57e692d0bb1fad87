import type { RestOperation, RestOperations } from '../rest/operation.ts';
import { dataprocOperations } from './dataproc/operations.ts';
import { geminiOperations } from './gemini/operations.ts';
import { inventoryOperations } from './inventory.ts';
import { modelArmorOperations } from './model-armor/operations.ts';
import { nativeOperations } from './native/security-command-center.ts';
import { organisationOperations } from './organisation-operations.ts';
import { supportOperations } from './support/operations.ts';
import { vertexOperations } from './vertex/operations.ts';
import { workbenchOperations } from './workbench/operations.ts';

/** Operations of several tables; a service may have some in each. @throws Error where two tables name the same one. */
export function joinOperations(tables: readonly RestOperations[]): RestOperations {
  const out: Record<string, Record<string, RestOperation>> = {};
  for (const [service, operations] of tables.flatMap((one) => Object.entries(one))) {
    const into = out[service] ?? {};
    out[service] = into;
    for (const [name, operation] of Object.entries(operations)) {
      if (into[name]) throw new Error(`${service}:${name} is declared twice`);
      into[name] = operation;
    }
  }
  return out;
}

/** Every read of Google Cloud that has an address: what is not here cannot be sent. */
export const gcpOperations: RestOperations = joinOperations([
  inventoryOperations,
  organisationOperations,
  vertexOperations,
  workbenchOperations,
  modelArmorOperations,
  geminiOperations,
  dataprocOperations,
  supportOperations,
  nativeOperations,
]);
