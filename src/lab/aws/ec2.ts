import type { FlowLog, RouteTable, SecurityGroup, Subnet, Tag } from '@aws-sdk/client-ec2';
import type { Collection } from '../collection.ts';
import type { Ec2Estate, StoredVpcEndpoint } from '../estate.ts';
import { type PageRules, page } from './paging.ts';
import { ec2Query } from './protocols/ec2.ts';
import { ApiError, type Call, type Output, type Route, routes, type Service, text, texts } from './route.ts';

const rules: PageRules = {
  size: 'MaxResults',
  token: 'NextToken',
  defaultSize: 1000,
  maxSize: 1000,
  minSize: 5,
  badToken: ['InvalidParameterValue', 400],
  badSize: ['InvalidParameterValue', 400],
};

/** How a resource type of EC2 is described. */
interface Kind<T> {
  operation: string;
  items: string;
  collection: keyof Ec2Estate;
  /** Form parameter with ids, and the error for an id that is not there. */
  ids: string;
  idOf: (item: T) => string | undefined;
  notFound: string;
  /** The item as it is written, where a member's element is called otherwise than elsewhere. */
  written?: (item: T) => object;
  /** Values that a filter is compared with. */
  filters: Readonly<Record<string, (item: T) => readonly (string | boolean | number | undefined)[]>>;
}

/** EC2: the networks that notebooks and jobs run in. */
export const ec2: Service = {
  name: 'ec2',
  signingName: 'ec2',
  protocol: ec2Query,
  namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  routes: routes(
    describe<Subnet>({
      operation: 'DescribeSubnets',
      items: 'Subnets',
      collection: 'subnets',
      ids: 'SubnetId',
      idOf: (item) => item.SubnetId,
      notFound: 'InvalidSubnetID.NotFound',
      filters: {
        'subnet-id': (item) => [item.SubnetId],
        'vpc-id': (item) => [item.VpcId],
        'availability-zone': (item) => [item.AvailabilityZone],
        state: (item) => [item.State],
      },
    }),
    describe<RouteTable>({
      operation: 'DescribeRouteTables',
      items: 'RouteTables',
      collection: 'routeTables',
      ids: 'RouteTableId',
      idOf: (item) => item.RouteTableId,
      notFound: 'InvalidRouteTableID.NotFound',
      filters: {
        'route-table-id': (item) => [item.RouteTableId],
        'vpc-id': (item) => [item.VpcId],
        'association.subnet-id': (item) => (item.Associations ?? []).map((a) => a.SubnetId),
        'association.main': (item) => (item.Associations ?? []).map((a) => a.Main),
      },
    }),
    describe<SecurityGroup>({
      operation: 'DescribeSecurityGroups',
      items: 'SecurityGroups',
      collection: 'securityGroups',
      ids: 'GroupId',
      idOf: (item) => item.GroupId,
      notFound: 'InvalidGroup.NotFound',
      written: ({ Description, ...group }) => ({ ...group, GroupDescription: Description }),
      filters: {
        'group-id': (item) => [item.GroupId],
        'group-name': (item) => [item.GroupName],
        'vpc-id': (item) => [item.VpcId],
      },
    }),
    describe<StoredVpcEndpoint>({
      operation: 'DescribeVpcEndpoints',
      items: 'VpcEndpoints',
      collection: 'vpcEndpoints',
      ids: 'VpcEndpointId',
      idOf: (item) => item.VpcEndpointId,
      notFound: 'InvalidVpcEndpointId.NotFound',
      filters: {
        'vpc-endpoint-id': (item) => [item.VpcEndpointId],
        'vpc-id': (item) => [item.VpcId],
        'service-name': (item) => [item.ServiceName],
        'vpc-endpoint-type': (item) => [item.VpcEndpointType],
        'vpc-endpoint-state': (item) => [item.State],
      },
    }),
    describe<FlowLog>({
      operation: 'DescribeFlowLogs',
      items: 'FlowLogs',
      collection: 'flowLogs',
      ids: 'FlowLogId',
      idOf: (item) => item.FlowLogId,
      notFound: 'InvalidFlowLogId.NotFound',
      filters: {
        'flow-log-id': (item) => [item.FlowLogId],
        'resource-id': (item) => [item.ResourceId],
        'traffic-type': (item) => [item.TrafficType],
        'log-destination-type': (item) => [item.LogDestinationType],
        'deliver-log-status': (item) => [item.DeliverLogsStatus],
      },
    }),
    { operation: 'DescribeRegions', handle: describeRegions },
  ),
};

function describe<T extends { Tags?: Tag[] | undefined }>(kind: Kind<T>): Route {
  return {
    operation: kind.operation,
    token: { input: 'NextToken', output: 'NextToken' },
    handle(call) {
      // The key names the collection of this type.
      const collection = call.here.ec2?.[kind.collection] as Collection<T> | undefined;
      const ids = texts(call, kind.ids);
      if (ids !== undefined && call.input.MaxResults !== undefined) {
        throw new ApiError(
          'InvalidParameterCombination',
          `The parameter ${kind.ids} cannot be used with the parameter maxResults`,
        );
      }
      const filters = filtersOf(call, kind);
      const keep = (item: T) => (ids?.includes(kind.idOf(item) ?? '') ?? true) && filters.every((test) => test(item));
      const found = page(call, collection, rules, { keep });
      const missing = ids?.find((id) => !found.items.some((item) => kind.idOf(item) === id));
      if (missing !== undefined && filters.length === 0) {
        throw new ApiError(kind.notFound, `The ${kind.ids} '${missing}' does not exist`);
      }
      const { written } = kind;
      const answer = { [kind.items]: written === undefined ? found.items : found.items.map(written) };
      return found.next === undefined ? answer : { ...answer, NextToken: found.next };
    },
  };
}

function filtersOf<T extends { Tags?: Tag[] | undefined }>(call: Call, kind: Kind<T>): ((item: T) => boolean)[] {
  const filters = Array.isArray(call.input.Filter) ? call.input.Filter : [];
  return filters.map((filter: { Name?: string; Value?: string[] }) => {
    const name = filter.Name ?? '';
    const wanted = (filter.Value ?? []).map(toPattern);
    const tag = name.startsWith('tag:') ? name.slice(4) : undefined;
    const values =
      tag === undefined
        ? kind.filters[name]
        : (item: T) => (item.Tags ?? []).filter((t) => t.Key === tag).map((t) => t.Value);
    if (values === undefined) throw new ApiError('InvalidParameterValue', `The filter '${name}' is invalid`);
    return (item: T) => values(item).some((value) => wanted.some((pattern) => pattern.test(String(value))));
  });
}

/** EC2's filters know the wildcards `*` and `?`. */
function toPattern(value: string): RegExp {
  const escaped = value
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
}

function describeRegions(call: Call): Output {
  const names = texts(call, 'RegionName');
  const known = Object.entries(call.account.regions).map(([name, region]) => ({
    OptInStatus: region.optInStatus ?? 'opt-in-not-required',
    RegionName: name,
    Endpoint: `ec2.${name}.amazonaws.com`,
  }));
  const disabled =
    text(call, 'AllRegions') === 'true' ? disabledRegions.filter((name) => !(name in call.account.regions)) : [];
  const all = [
    ...known,
    ...disabled.map((name) => ({
      OptInStatus: 'not-opted-in',
      RegionName: name,
      Endpoint: `ec2.${name}.amazonaws.com`,
    })),
  ];
  const missing = names?.find((name) => !all.some((region) => region.RegionName === name));
  if (missing !== undefined) throw new ApiError('InvalidParameterValue', `Invalid region provided: ${missing}`);
  return { Regions: all.filter((region) => names?.includes(region.RegionName) ?? true) };
}

/** Regions that an account has to ask for; shown where the caller wants all. */
const disabledRegions = ['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1'];
