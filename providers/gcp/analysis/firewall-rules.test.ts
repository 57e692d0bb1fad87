import { expect, it } from 'vitest';
import { type PolicyRule, ruleOfPolicy } from './firewall-rules.ts';

const machine = { tags: [], account: 'train@p.iam.gserviceaccount.com', v6: false };
const match = (more: PolicyRule['match']): PolicyRule => ({
  direction: 'INGRESS',
  priority: 100,
  action: 'allow',
  match: { ...more, layer4Configs: [{ ipProtocol: 'tcp', ports: ['8888'] }] },
});

it.each<[who: string, rule: PolicyRule['match'], wide: boolean, applies: boolean | undefined]>([
  ['every address', { srcIpRanges: ['0.0.0.0/0'] }, true, true],
  ['a network', { srcIpRanges: ['10.0.0.0/8'] }, false, true],
  ['whole countries', { srcRegionCodes: ['US'] }, true, true],
  ['a network, and whole countries', { srcIpRanges: ['10.0.0.0/8'], srcRegionCodes: ['US'] }, true, true],
  ['a list that Google keeps', { srcThreatIntelligences: ['iplist-public-clouds'] }, true, true],
  // What is in it is not read: it may be everything.
  ['a group of addresses', { srcAddressGroups: ['g'] }, true, undefined],
  ['names', { srcFqdns: ['example.com'] }, false, true],
  ['machines with a tag', { srcSecureTags: [{}] }, false, true],
  ['anybody, since nobody is named', {}, true, true],
  ['other networks', { srcNetworkType: 'VPC_NETWORKS' }, false, true],
  ['the internet by its name', { srcNetworkScope: 'INTERNET' }, true, true],
])('a rule of a policy lets in %s', (_who, rule, wide, applies) =>
  expect(ruleOfPolicy(match(rule), 'INGRESS', machine)).toMatchObject([{ does: 'allow', wide, applies }]),
);

it.each<[where: string, rule: PolicyRule['match'], wide: boolean]>([
  ['whole countries', { destRegionCodes: ['US'] }, true],
  ['names', { destFqdns: ['example.com'] }, false],
  ['anywhere, since nothing is named', {}, true],
])('a rule of a policy lets out to %s', (_where, rule, wide) =>
  expect(ruleOfPolicy({ ...match(rule), direction: 'EGRESS' }, 'EGRESS', machine)).toMatchObject([{ wide }]),
);
