import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { approvedOnly, outboundRules, wayOut } from '../rows/outbound.ts';

/** Where code of a workspace runs, as far as the workspace and a compute say. */
export interface Place {
  /** Type of the compute; none where the service takes machines by itself. */
  type?: string;
  subnet?: string;
  nodeIp: boolean;
  /** Mode of the workspace's managed network. */
  isolation: string;
}

/** Machines that the service makes and runs. All others are attached to a workspace, and set up where they come from. */
export const isOfService = (type: unknown): boolean => type === 'AmlCompute' || type === 'ComputeInstance';

/** What only the place that an attached compute comes from can tell. */
export const attached = 'the network of the compute that is attached to the workspace, from where it comes from';

/**
 * Trait network of what runs there: a subnet of the customer's, the managed network of the workspace, or Microsoft's.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-use-serverless-compute
 */
export function networkAt(place: Spec<Place>) {
  const known = <V>(pick: (place: Place) => V | MissingValue): Spec<V> =>
    derive([place], (found) => {
      if (found.type !== undefined && !isOfService(found.type)) return missing(attached, 'not-exposed');
      if (!['Disabled', 'AllowInternetOutbound', approvedOnly].includes(found.isolation))
        return missing(`isolationMode ${found.isolation} is not known to this version`);
      return pick(found);
    });
  const approved = derive([place, outboundRules], ({ isolation, subnet }, rules) =>
    isolation === approvedOnly && !subnet ? wayOut(rules) : ('internet' as const),
  );
  const facts = {
    network: known(({ subnet, isolation }): 'customer' | 'managed' | 'provider' => {
      if (subnet) return 'customer';
      return isolation === 'Disabled' ? 'provider' : 'managed';
    }),
    egress: derive(
      [known((found) => found), approved],
      ({ subnet, nodeIp }, way): 'none' | 'allow-list' | 'customer-network' | 'internet' =>
        subnet && !nodeIp ? 'customer-network' : way,
    ),
    publicIp: known(({ subnet, nodeIp, isolation }) => (subnet || isolation === 'Disabled' ? nodeIp : false)),
  };
  const subnets = known<(string | MissingValue)[]>(({ subnet }) => (subnet ? [subnet.toLowerCase()] : []));
  return { facts, subnets };
}
