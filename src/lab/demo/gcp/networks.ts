import type { JsonObject } from '../../../model/json.ts';
import { type GcpPlace, projects } from './make.ts';

/** The network of imaging-train: watched, with a door that somebody opened for one notebook. */
export function trainNetworks({ ago }: GcpPlace): Record<string, JsonObject[]> {
  const base = `https://www.googleapis.com/compute/v1/projects/${projects.train.id}`;
  const network = `${base}/global/networks/imaging`;
  const rule = (name: string, priority: number, more: JsonObject): JsonObject => ({ name, network, priority, ...more });
  return {
    'compute/regions/europe-west4/subnetworks': [
      {
        name: 'imaging-ml',
        network,
        creationTimestamp: ago(700),
        ipCidrRange: '10.20.0.0/20',
        stackType: 'IPV4_ONLY',
        privateIpGoogleAccess: true,
        logConfig: { enable: false },
      },
    ],
    // Flows are recorded for the whole network: the subnet itself says nothing of it.
    'networkmanagement/vpcFlowLogsConfigs': [
      {
        name: `projects/${projects.train.id}/locations/global/vpcFlowLogsConfigs/imaging`,
        state: 'ENABLED',
        flowSampling: 0.5,
        network: `projects/${projects.train.id}/global/networks/imaging`,
      },
    ],
    'compute/regions/europe-west4/routers': [
      {
        name: 'imaging-out',
        network,
        nats: [{ name: 'out', sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES' }],
      },
    ],
    'compute/routes': [
      {
        name: 'default-route',
        network,
        destRange: '0.0.0.0/0',
        priority: 1000,
        nextHopGateway: `${base}/global/gateways/default-internet-gateway`,
      },
      { name: 'subnet-route', network, destRange: '10.20.0.0/20', priority: 0 },
    ],
    'compute/firewalls': [
      rule('allow-iap', 1000, {
        direction: 'INGRESS',
        sourceRanges: ['35.235.240.0/20'],
        allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
      }),
      rule('figures', 1000, {
        direction: 'INGRESS',
        sourceRanges: ['0.0.0.0/0'],
        targetTags: ['figures'],
        allowed: [{ IPProtocol: 'tcp', ports: ['8888'] }],
      }),
      rule('batch-stays-inside', 900, {
        direction: 'EGRESS',
        destinationRanges: ['0.0.0.0/0'],
        targetTags: ['imaging-batch'],
        denied: [{ IPProtocol: 'all' }],
      }),
      rule('batch-reaches-google', 800, {
        direction: 'EGRESS',
        destinationRanges: ['199.36.153.8/30'],
        targetTags: ['imaging-batch'],
        allowed: [{ IPProtocol: 'tcp', ports: ['443'] }],
      }),
    ],
  };
}
