import { listed, paging, projectOf, type Route } from './resources.ts';

const lastOf = (name: unknown) => String(name).split('/').at(-1);

/** Network Management, as far as it goes: the flow logs that hold for a subnet. */
export const networkManagementRoutes: readonly Route[] = [
  {
    service: 'networkmanagement',
    operation: 'vpcFlowLogsConfigs.showEffectiveFlowLogsConfigs',
    path: '/networkmanagement/v1/projects/{project}/locations/global/vpcFlowLogsConfigs:showEffectiveFlowLogsConfigs',
    list: (call) => {
      const resource = call.query.get('resource') ?? '';
      const [, region = ''] = /\/regions\/([^/]+)\/subnetworks\//.exec(resource) ?? [];
      const { resources } = projectOf(call);
      const subnets = resources[`compute/regions/${region}/subnetworks`] ?? [];
      const subnet = Array.from({ length: subnets.length }, (_one, index) => subnets.at(index)).find(
        (one) => lastOf(one?.name) === lastOf(resource),
      );
      const own = listed(call, 'vpcFlowLogsConfigs');
      return Array.from({ length: own.length }, (_one, index) => own.at(index) ?? {})
        .filter((one) =>
          'subnet' in one
            ? one.subnet === resource
            : 'network' in one && lastOf(one.network) === lastOf(subnet?.network),
        )
        .map((one) => ({ ...one, scope: 'subnet' in one ? 'SUBNET' : 'NETWORK' }));
    },
    paging: paging('effectiveFlowLogsConfigs'),
  },
];
