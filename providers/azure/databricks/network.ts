import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { field, type Workspace } from './answer.ts';

type Parameters = Workspace['properties']['parameters'];

/** How a workspace is connected, as far as Resource Manager tells. */
interface Connected {
  serverless: boolean;
  /** The customer's network; `` for the one that Databricks makes and locks. */
  network: string | MissingValue;
  subnets: string[];
  publicIp: boolean | MissingValue;
}

const connected = derive([field('/properties/computeMode'), field('/properties/parameters')], (mode, given) => {
  const word = typeof mode === 'string' ? mode.toLowerCase() : 'hybrid'; // versions before the word knew no other mode
  if (word !== 'hybrid' && word !== 'serverless')
    return missing(`computeMode ${String(mode)} is not known to this version`);
  return connectionOf(word === 'serverless', given as Parameters); // as the API types it
});

function connectionOf(serverless: boolean, given: Parameters): Connected | MissingValue {
  if (serverless) return { serverless, network: '', subnets: [], publicIp: false };
  if (typeof given !== 'object' || given === null) return missing('the answer holds no parameters of the workspace');
  const network = given.customVirtualNetworkId?.value ?? '';
  const names = [given.customPublicSubnetName?.value, given.customPrivateSubnetName?.value];
  const off = given.enableNoPublicIp?.value;
  return {
    serverless,
    network,
    subnets: network === '' ? [] : names.flatMap((name) => (name ? [`${network}/subnets/${name}`.toLowerCase()] : [])),
    // Left out it meant false for years, and means true since 2024.
    publicIp:
      typeof off === 'boolean' ? !off : missing('the answer does not say whether clusters get public addresses'),
  };
}

/** Fact network: Databricks makes a network of its own where none of the customer's is given. */
export const network = derive([connected], (one) => {
  if (one.serverless) return 'provider' as const;
  return one.network === '' ? ('managed' as const) : ('customer' as const);
});

/** @see https://learn.microsoft.com/azure/databricks/security/network/classic/secure-cluster-connectivity (2026-11) */
export const publicIp: Spec<boolean> = derive([connected], (one) => one.publicIp);

/**
 * Fact egress. A network that Databricks makes leads to the internet by a gateway of its own. Where clusters have the
 * customer's network as their only way, serverless compute still has another one, which a network policy of the
 * Databricks account limits or does not.
 *
 * @see https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/ (2026-11)
 */
export const egress = derive([connected], (one): 'internet' | MissingValue => {
  if (!one.serverless && (one.network === '' || one.publicIp === true)) return 'internet';
  if (typeof one.publicIp !== 'boolean') return one.publicIp;
  return missing('the network policy of the Databricks account, which limits serverless compute', 'not-exposed');
});

/** Link subnets: one for the hosts, one for the containers on them. */
export const subnets: Spec<string[]> = derive([connected], (one) => one.subnets);
