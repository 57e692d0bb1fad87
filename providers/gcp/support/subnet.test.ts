import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Canned } from '../../aws/testing/map.ts';
import { contract } from '../testing/contract.ts';
import { denied, plainOf, resourceOf, testScope } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { subnets } from './subnet.ts';

const name = 'projects/imaging-train/regions/europe-west4/subnetworks/ml';
const base = 'https://www.googleapis.com/compute/v1/projects/imaging-train';
const network = `${base}/global/networks/imaging`;
const gateway = `${base}/global/gateways/default-internet-gateway`;
const policy = 'compute.vmExternalIpAccess';
const given = {
  item: { subnet: name },
  reads: {
    'subnetworks.get': {
      name: 'ml',
      network,
      creationTimestamp: '2026-01-01T00:00:00Z',
      privateIpGoogleAccess: true,
      logConfig: { enable: true },
    },
    'routes.list': {
      items: [
        { network, destRange: '0.0.0.0/0', nextHopGateway: gateway },
        { network, destRange: '10.1.0.0/16' },
        { network, destRange: '199.36.153.8/30', nextHopGateway: gateway },
      ],
    },
    'projects.get': { name: 'imaging-train', xpnProjectStatus: 'UNSPECIFIED_XPN_PROJECT_STATUS' },
    [policy]: { name: 'projects/111/policies/x', spec: { rules: [{ allowAll: true }] } },
    'routers.list': {
      items: [{ network, nats: [{ sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES' }] }],
    },
    'vpcFlowLogsConfigs.showEffectiveFlowLogsConfigs': {},
  },
};
const lost = 'missing: not-returned';
const route = 'routes.list#/items/0';

contract(subnets, given);
changesTable(subnets, given, [
  ['subnetworks.get#/privateIpGoogleAccess', undefined, { privateServiceAccess: false }],
  ['subnetworks.get#/logConfig/enable', false, { flowLogged: false, accessLogged: false, logFeeds: [] }],
  ['subnetworks.get#/logConfig', undefined, { flowLogged: false, accessLogged: false, logFeeds: [] }],
  ['subnetworks.get#/logConfig/flowSampling', 0, { flowLogged: false, accessLogged: false, logFeeds: [] }],
  ['subnetworks.get#/logConfig/flowSampling', 0.5, {}],
  ['subnetworks.get#/logConfig/filterExpr', 'true', {}],
  [
    'subnetworks.get#/logConfig/filterExpr',
    'false',
    { flowLogged: 'missing: not-exposed', accessLogged: 'missing: not-exposed', logFeeds: 'missing: not-exposed' },
  ],
  ['subnetworks.get#/ipv6AccessType', 'EXTERNAL', {}],
  ['subnetworks.get#/state', 'DRAINING', { state: 'deleting' }],
  ['subnetworks.get#/state', 'ASLEEP', { state: lost }],
  ['subnetworks.get#/creationTimestamp', undefined, { createdAt: lost }],
  ['subnetworks.get#/network', network.replace('/v1/', '/beta/'), {}],
  ['subnetworks.get#/network', `${network}-2`, { internetRoute: 'none' }],
  [`${route}/network`, `${network}-2`, { internetRoute: 'none' }],
  [`${route}/nextHopGateway`, undefined, { internetRoute: 'nat' }],
  [`${route}/destRange`, '8.8.8.0/24', {}],
  [`${route}/destRange`, '::/0', {}],
  [`${policy}#/spec/rules/0`, { denyAll: true }, { internetRoute: 'nat' }],
  ['routers.list#/items', [], {}],
  [`${policy}#/spec/rules/0`, { values: { allowedValues: ['x'] } }, {}],
  [`${policy}#/spec/rules/0`, {}, { internetRoute: lost }],
  [`${policy}#/spec/rules/0`, { denyAll: true, condition: {} }, { internetRoute: lost }],
  [`${policy}#/spec/rules`, undefined, { internetRoute: lost }],
  // While addresses may be given, who shares the network changes nothing.
  ['projects.get#/xpnProjectStatus', 'HOST', {}],
]);

describe('flow logs', () => {
  const effective = 'vpcFlowLogsConfigs.showEffectiveFlowLogsConfigs';
  const of = (logConfig: JsonObject, canned: Canned) => {
    const subnet = { ...given.reads['subnetworks.get'], logConfig };
    return plainOf(
      resourceOf(subnets, { ...given, reads: { ...given.reads, 'subnetworks.get': subnet, [effective]: canned } }),
    ).flowLogged;
  };
  const held = (...effectiveFlowLogsConfigs: JsonObject[]) => ({ effectiveFlowLogsConfigs });
  const whole = { state: 'ENABLED', scope: 'NETWORK' };
  const some = { ...whole, filterExpr: 'false' };
  it.each<[what: string, canned: Canned, expected: boolean | string]>([
    ['of the network', held(whole), true],
    ['of the subnet', held({ ...whole, scope: 'SUBNET' }), true],
    ['of the organisation', held({ ...whole, scope: 'ORGANIZATION' }), true],
    ['of a tunnel', held({ ...whole, scope: 'VPN_TUNNEL' }), false],
    ['of an attachment', held({ ...whole, scope: 'INTERCONNECT_ATTACHMENT' }), false],
    ['of what nobody knows', held({ ...whole, scope: 'GALAXY' }), lost],
    ['of what is not told', held({ state: 'ENABLED' }), lost],
    ['that are paused', held({ ...whole, state: 'DISABLED' }), false],
    ['in an unknown state', held({ scope: 'NETWORK' }), lost],
    ['with a filter', held(some), 'missing: not-exposed'],
    ['with a filter that leaves nothing out', held({ ...whole, filterExpr: 'true' }), true],
    ['of which one has no filter', held(some, whole), true],
    ['of none', {}, false],
    ['denied', denied, 'missing: access-denied networkmanagement.vpcflowlogsconfigs.list'],
  ])('%s', (_what, canned, expected) => expect(of({ enable: false }, canned)).toBe(expected));
  it('of the subnet itself are enough', () => expect(of({ enable: true }, denied)).toBe(true));
  it('with a filter in the subnet, and none above', () =>
    expect(of({ enable: true, filterExpr: 'false' }, held(whole))).toBe(true));
  it('are asked for this subnet', () => {
    const ask = (input: JsonObject) => (input.resource === name ? held(whole) : denied);
    expect(of({ enable: false }, ask)).toBe(true);
  });
});

describe('a network without addresses', () => {
  const denyAll = { [policy]: { name: 'x', spec: { rules: [{ denyAll: true }] } } };
  const with_ = (reads: Record<string, JsonObject>) =>
    plainOf(resourceOf(subnets, { ...given, reads: { ...given.reads, ...denyAll, ...reads } })).internetRoute;
  const router = (nat: JsonObject, more: JsonObject = {}) => ({
    'routers.list': { items: [{ network, nats: [nat], ...more }] },
  });
  const listing = (...names: string[]): JsonObject => ({
    sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
    subnetworks: names.map((one) => ({ name: `${base}/regions/europe-west4/subnetworks/${one}` })),
  });
  it('that others share is up to them', () => {
    expect(with_({ 'projects.get': { name: 'p', xpnProjectStatus: 'HOST' } })).toBe('missing: not-exposed');
  });
  it('and without a route has no way out, shared or not', () => {
    const items = [{ network, destRange: '10.1.0.0/16' }];
    expect(with_({ 'routes.list': { items }, 'projects.get': { name: 'p', xpnProjectStatus: 'HOST' } })).toBe('none');
  });
  it('an answer without routes is none', () => {
    expect(with_({ 'routes.list': {} })).toBe('missing: partial-answer');
  });
  it.each<[what: string, reads: Record<string, JsonObject>, expected: string]>([
    ['with Cloud NAT for all of it', {}, 'nat'],
    ['with Cloud NAT for the subnet', router(listing('web', 'ml')), 'nat'],
    ['with Cloud NAT for another subnet', router(listing('web')), 'none'],
    ['with Cloud NAT of another network', router({}, { network: `${network}-2` }), 'none'],
    ['with Cloud NAT that does not say for what', router({}), 'nat'],
    ['with Cloud NAT to other networks', router({ type: 'PRIVATE' }), 'none'],
    ['with Cloud NAT for version 6', router({ ...listing(), sourceSubnetworkIpRangesToNat64: 'X' }), 'nat'],
    ['with a router that translates nothing', { 'routers.list': { items: [{ network }] } }, 'none'],
    ['without a router', { 'routers.list': {} }, 'none'],
  ])('%s', (_what, reads, expected) => expect(with_(reads)).toBe(expected));
  it('gets those of version 6 with its subnets', () => {
    const subnet = { ...given.reads['subnetworks.get'], ipv6AccessType: 'EXTERNAL' };
    const routes = { items: [{ network, destRange: '::/0', nextHopGateway: gateway }] };
    expect(with_({ 'subnetworks.get': subnet, 'routes.list': routes })).toBe('direct');
    expect(with_({ 'subnetworks.get': { ...subnet, ipv6AccessType: 'INTERNAL' }, 'routes.list': routes })).toBe('nat');
    expect(with_({ 'subnetworks.get': subnet })).toBe('nat');
  });
});

it('is read where its name says', () => {
  expect(subnets.refer?.(`//compute.googleapis.com/${name}`, testScope)).toEqual({
    scope: { account: 'imaging-train', region: 'europe-west4' },
    item: { subnet: name },
  });
  expect(subnets.refer?.(`//compute.googleapis.com/${name}/effectiveFirewalls/tags=/account=`, testScope)).toBeNull();
});
