import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';
import { securityGroups } from './security-group.ts';

const arn = 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1';
const item = { Arn: arn, Id: 'sg-1' };
const anywhere = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const inside = { IpRanges: [{ CidrIp: '10.0.0.0/8' }] };
const tcp = (port: number, more: JsonObject) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more });
const all = (more: JsonObject) => ({ IpProtocol: '-1', ...more });
const list = (id: string) => ({ PrefixListIds: [{ PrefixListId: id }] });

const group = (ingress: JsonObject[], egress: JsonObject[], more: JsonObject = {}) =>
  answer({ SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: ingress, IpPermissionsEgress: egress, ...more }] });
const read = (replies: Replies) => readCanned(securityGroups, item, replies);
const facts = (ingress: JsonObject[], egress: JsonObject[], replies: Replies = {}) =>
  read({ DescribeSecurityGroups: group(ingress, egress), ...replies }).facts;
const entries = (...ranges: string[]) => answer({ Entries: ranges.map((Cidr) => ({ Cidr })) });

describe('open ports', () => {
  test.each<[what: string, ingress: JsonObject[], expected: number[]]>([
    ['none', [], []],
    ['from inside', [tcp(443, inside)], []],
    ['from anywhere', [tcp(443, anywhere), tcp(22, anywhere)], [22, 443]],
    ['everything from anywhere', [all(anywhere)], [0, 65_535]],
  ])('%s', (_what, ingress, expected) => {
    expect(facts(ingress, []).openPorts).toEqual(expected);
  });
});

test.each<[what: string, egress: JsonObject[], expected: boolean]>([
  ['nowhere', [], false],
  ['inside', [all(inside)], false],
  ['anywhere', [all(anywhere)], true],
])('out to %s', (_what, egress, expected) => {
  expect(facts([], egress).openEgress).toBe(expected);
});

describe('prefix lists', () => {
  test('what stands in them counts', () => {
    const found = facts([tcp(443, list('pl-1'))], [all(list('pl-2'))], {
      GetManagedPrefixListEntries: ({ PrefixListId }) =>
        PrefixListId === 'pl-1' ? entries('0.0.0.0/0') : entries('10.0.0.0/8'),
    });
    expect(found).toMatchObject({ openPorts: [443], openEgress: false });
  });

  test('one that could not be read leaves open what it may open', () => {
    const found = facts([tcp(443, list('pl-1'))], [all(inside)], { GetManagedPrefixListEntries: denied });
    expect(found.openPorts).toHaveProperty('missing.0.permission', 'ec2:GetManagedPrefixListEntries');
    expect(found.openEgress).toBe(false);
  });

  test('one that could not be read closes nothing that a range opens', () => {
    const found = facts([], [all(list('pl-1')), all(anywhere)], { GetManagedPrefixListEntries: denied });
    expect(found).toMatchObject({ openEgress: true, openPorts: [] });
  });

  test('one that could not be read, and nothing else open', () => {
    const found = facts([], [all(list('pl-1')), all(inside)], { GetManagedPrefixListEntries: denied });
    expect(reasonOf(found.openEgress)).toBe('access-denied');
  });

  test('each is asked for once', () => {
    const { asked } = read({
      DescribeSecurityGroups: group([tcp(1, list('pl-1')), tcp(2, list('pl-1'))], [all(list('pl-1'))]),
      GetManagedPrefixListEntries: entries('10.0.0.0/8'),
    });
    expect(asked.filter((call) => call.operation === 'GetManagedPrefixListEntries')).toHaveLength(1);
  });
});

describe('when it cannot be told', () => {
  test('refused', () => {
    const found = read({ DescribeSecurityGroups: denied }).facts;
    for (const fact of ['openPorts', 'openEgress', 'state', 'tags'])
      expect(reasonOf(found[fact]), fact).toBe('access-denied');
  });
  test.each([
    ['IpPermissions', 'openPorts', 'openEgress'],
    ['IpPermissionsEgress', 'openEgress', 'openPorts'],
  ])('an answer without %s', (field, lost, kept) => {
    const answered = { GroupId: 'sg-1', IpPermissions: [], IpPermissionsEgress: [] } as JsonObject;
    const { [field]: _left, ...rest } = answered;
    const found = read({ DescribeSecurityGroups: answer({ SecurityGroups: [rest] }) }).facts;
    expect(reasonOf(found[lost])).toBe('not-returned');
    expect(reasonOf(found[kept])).toBeUndefined();
  });
  test('no group at all', () => {
    expect(reasonOf(read({ DescribeSecurityGroups: answer({ SecurityGroups: [] }) }).facts.openPorts)).toBe(
      'not-returned',
    );
  });
});

test('tags', () => {
  const found = read({ DescribeSecurityGroups: group([], [], { Tags: [{ Key: 'owner', Value: 'net' }] }) }).facts;
  expect(found).toMatchObject({ tags: { owner: 'net' }, owner: 'net', state: 'active' });
});
