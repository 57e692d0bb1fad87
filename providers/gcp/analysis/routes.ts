/** @see https://cloud.google.com/compute/docs/reference/rest/v1/routes (2026-11) */
export interface Route {
  network?: string;
  destRange?: string;
  nextHopGateway?: string;
  nextHopInstance?: string;
  nextHopIp?: string;
  nextHopIlb?: string;
  nextHopVpnTunnel?: string;
  nextHopHub?: string;
  nextHopPeering?: string;
}

/** A router with its NAT gateways. @see https://cloud.google.com/compute/docs/reference/rest/v1/routers (2026-11) */
export interface Router {
  network?: string;
  nats?: {
    type?: string;
    sourceSubnetworkIpRangesToNat?: string;
    subnetworks?: { name?: string }[];
    sourceSubnetworkIpRangesToNat64?: string;
  }[];
}

/** How a network leads to the internet by its routes. Those that hold for some tags only count, too. */
export interface Ways {
  /** To the gateway that machines with addresses of their own use, and Cloud NAT for the others. */
  gateway: boolean;
  /** The same for addresses of version 6, which need no translation. */
  gateway6: boolean;
  /** To something of the customer's: an appliance, a tunnel. */
  own: boolean;
}

/** Addresses of Google that private ways lead to. @see https://cloud.google.com/vpc/docs/configure-private-google-access#ip-addr-defaults */
const googles = /^(199\.36\.153\.|34\.126\.|2600:2d00:|2001:4860:8040)/;

export function waysOut(network: string | undefined, routes: readonly Route[]): Ways {
  const own = routes.filter((one) => sameName(one.network, network));
  const out = own.filter(
    ({ nextHopGateway, destRange = '' }) => nextHopGateway !== undefined && !googles.test(destRange),
  );
  return {
    gateway: out.length > 0,
    gateway6: out.some(({ destRange = '' }) => destRange.includes(':')),
    own: own.some((one) => one.nextHopGateway === undefined && isDefault(one)),
  };
}

function isDefault({ destRange }: Route): boolean {
  return destRange === '0.0.0.0/0' || destRange === '::/0' || /\/1$/.test(destRange ?? '');
}

/**
 * Whether Cloud NAT takes machines of a subnet to the internet. A gateway that does not list the subnets that it serves
 * serves all of the network; private ones lead to other networks only.
 */
export function hasNat(subnet: string, network: string | undefined, routers: readonly Router[]): boolean {
  return routers
    .filter((one) => sameName(one.network, network))
    .flatMap(({ nats }) => nats ?? [])
    .filter(({ type }) => type !== 'PRIVATE')
    .some(
      ({ sourceSubnetworkIpRangesToNat: ranges, subnetworks, sourceSubnetworkIpRangesToNat64: ranges6 }) =>
        (ranges6 ?? '') !== '' ||
        ranges !== 'LIST_OF_SUBNETWORKS' ||
        (subnetworks ?? []).some(({ name }) => sameName(name, subnet)),
    );
}

/** The same thing, whichever version of the API the address is of. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
  const path = (text = '') => /projects\/.+$/.exec(text)?.[0];
  return path(one) !== undefined && path(one) === path(other);
}
