import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf, testScope } from '../testing/map.ts';
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
  },
};
const lost = 'missing: not-returned';
const route = 'routes.list#/items/0';

contract(subnets, given);
changesTable(subnets, given, [
  ['subnetworks.get#/privateIpGoogleAccess', undefined, { privateServiceAccess: false }],
  ['subnetworks.get#/logConfig/enable', false, { flowLogged: false, accessLogged: false, logFeeds: [] }],
  ['subnetworks.get#/logConfig', undefined, { flowLogged: false, accessLogged: false, logFeeds: [] }],
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
  [`${policy}#/spec/rules/0`, { values: { allowedValues: ['x'] } }, {}],
  [`${policy}#/spec/rules/0`, {}, { internetRoute: lost }],
  [`${policy}#/spec/rules/0`, { denyAll: true, condition: {} }, { internetRoute: lost }],
  [`${policy}#/spec/rules`, undefined, { internetRoute: lost }],
  // While addresses may be given, who shares the network changes nothing.
  ['projects.get#/xpnProjectStatus', 'HOST', {}],
]);

describe('a network without addresses', () => {
  const with_ = (reads: Record<string, JsonObject>) =>
    plainOf(resourceOf(subnets, { ...given, reads: { ...given.reads, ...reads } })).internetRoute;
  const denyAll = { [policy]: { name: 'x', spec: { rules: [{ denyAll: true }] } } };
  it('that others share is up to them', () => {
    expect(with_({ ...denyAll, 'projects.get': { name: 'p', xpnProjectStatus: 'HOST' } })).toBe('missing: not-exposed');
  });
  it('and without a route has no way out, shared or not', () => {
    const items = [{ network, destRange: '10.1.0.0/16' }];
    expect(with_({ 'routes.list': { items }, 'projects.get': { name: 'p', xpnProjectStatus: 'HOST' } })).toBe('none');
  });
  it('an answer without routes is none', () => {
    expect(with_({ 'routes.list': {} })).toBe('missing: partial-answer');
  });
});

it('is read where its name says', () => {
  expect(subnets.refer?.(`//compute.googleapis.com/${name}`, testScope)).toEqual({
    scope: { account: 'imaging-train', region: 'europe-west4' },
    item: { subnet: name },
  });
  expect(subnets.refer?.(`//compute.googleapis.com/${name}/effectiveFirewalls/tags=/account=`, testScope)).toBeNull();
});
