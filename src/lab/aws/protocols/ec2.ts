import type { LabResponse } from '../../options.ts';
import type { CommonErrors, Protocol } from '../route.ts';
import { errorBody, parseForm } from './query.ts';
import { members } from './xml.ts';

const errors: CommonErrors = {
  denied: ['UnauthorizedOperation', 403],
  throttled: ['RequestLimitExceeded', 503],
  internal: ['InternalError', 500],
  expired: ['RequestExpired', 400],
  unknownKey: ['AuthFailure', 401],
  noCredentials: ['MissingAuthenticationToken', 403],
  unknownOperation: ['InvalidAction', 400],
  invalid: ['InvalidParameterValue', 400],
  badToken: ['InvalidParameterValue', 400],
};

/** Element names that are not the member's name with a small first letter. */
const names: Readonly<Record<string, string>> = {
  Subnets: 'subnetSet',
  RouteTables: 'routeTableSet',
  Associations: 'associationSet',
  PropagatingVgws: 'propagatingVgwSet',
  Routes: 'routeSet',
  SecurityGroups: 'securityGroupInfo',
  UserIdGroupPairs: 'groups',
  VpcEndpoints: 'vpcEndpointSet',
  RouteTableIds: 'routeTableIdSet',
  SubnetIds: 'subnetIdSet',
  Groups: 'groupSet',
  NetworkInterfaceIds: 'networkInterfaceIdSet',
  DnsEntries: 'dnsEntrySet',
  FlowLogs: 'flowLogSet',
  Regions: 'regionInfo',
  Endpoint: 'regionEndpoint',
  Tags: 'tagSet',
};

/** EC2's own dialect of the query protocol: lists of `<item>`, errors in `<Response><Errors>`. */
export const ec2Query: Protocol = {
  errors,
  parse: (request) => parseForm(request),
  write(service, operation, output, requestId) {
    const xml =
      `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="${service.namespace}">` +
      `<requestId>${requestId}</requestId>${members(output, { list: 'item', name: elementName, millis: true })}</${operation}Response>`;
    return respond(200, xml, requestId);
  },
  fail(_service, _operation, error, requestId) {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${errorBody(error)}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
    return respond(error.status, xml, requestId);
  },
};

function elementName(member: string): string {
  return names[member] ?? member.charAt(0).toLowerCase() + member.slice(1);
}

function respond(status: number, xml: string, requestId: string): LabResponse {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }, body: xml };
}
