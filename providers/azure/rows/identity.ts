import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ArmIdentity } from './arm.ts';

/** How we name an identity: by its object id, which role assignments name, whatever it belongs to. */
export const principalUid = (objectId: string): string => `/principals/${objectId.toLowerCase()}`;

/**
 * Fact runsAs and link principals of a resource with a managed identity. `own` where an identity of its own making is
 * assigned, `system` where it has only the one that goes with it.
 *
 * @see https://learn.microsoft.com/azure/active-directory/managed-identities-azure-resources/overview
 */
export function managedIdentity(identity: Spec<unknown>) {
  const runsAs: Spec<'own' | 'system' | 'user' | 'default' | 'none'> = derive([identity], (value) => {
    const { type } = (value ?? {}) as ArmIdentity; // absent in a full answer: none
    const word = (type ?? 'None').toLowerCase();
    if (word.includes('userassigned')) return 'own';
    if (word === 'systemassigned') return 'system';
    return word === 'none' ? 'none' : missing(`identity type ${type} is not known to this version`);
  });
  const principals: Spec<(string | MissingValue)[]> = derive([identity], (value) => {
    const { principalId, userAssignedIdentities } = (value ?? {}) as ArmIdentity; // absent in a full answer: none
    const own = Object.values(userAssignedIdentities ?? {}).map((one) =>
      typeof one?.principalId === 'string'
        ? principalUid(one.principalId)
        : missing('the answer does not say whose id it is'),
    );
    return [...(typeof principalId === 'string' ? [principalUid(principalId)] : []), ...own];
  });
  return { facts: { runsAs }, links: { principals } };
}
