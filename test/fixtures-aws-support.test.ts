import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answer, readCanned, reasonOf } from '../providers/aws/support/canned.ts';
import { keys } from '../providers/aws/support/key.ts';
import { securityGroups } from '../providers/aws/support/security-group.ts';
import { subnets } from '../providers/aws/support/subnet.ts';
import type { JsonObject } from '../src/model/json.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'aws');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: recorded answers of KMS and EC2, since ${folder} is not there`);

/** An answer of AWS as it was recorded; `source` in the file says by whom. */
function recorded(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).response;
}

describe.skipIf(!there)('recorded answers', () => {
  const policy = answer({ Policy: '{"Version":"2012-10-17","Statement":[]}' });
  const replies = {
    GetKeyPolicy: policy,
    ListResourceTags: answer({ Tags: [] }),
    GetKeyRotationStatus: answer({ KeyRotationEnabled: false }),
  };

  test.each([
    ['kms.DescribeKey.1', '082cd05f-96d1-49f6-a5ac-32093d2cfe38', '2021-05-13T13:02:58Z'],
    // Recorded before the member KeySpec existed.
    ['kms.DescribeKey.3', '36812ccf-daaf-49b1-a24b-0eef254ffe41', '2016-07-24T04:51:26Z'],
  ])('%s', (name, id, createdAt) => {
    const KeyArn = `arn:aws:kms:us-east-1:123456789012:key/${id}`;
    const { facts, asked } = readCanned(keys, { KeyArn }, { ...replies, DescribeKey: answer(recorded(name)) });
    expect(facts).toMatchObject({
      manager: 'customer',
      enabled: true,
      protection: 'hsm',
      purgeProtected: true,
      state: 'active',
      createdAt,
      rotationDays: null,
    });
    expect(asked.map((call) => call.operation)).toContain('GetKeyRotationStatus');
  });

  test('ec2.DescribeSecurityGroups.1: a port open to the internet, and everything let out', () => {
    const item = { Arn: 'arn:aws:ec2:us-east-1:123456789012:security-group/sg-ac538cd9', Id: 'sg-ac538cd9' };
    const { facts } = readCanned(securityGroups, item, {
      DescribeSecurityGroups: answer(recorded('ec2.DescribeSecurityGroups.1')),
    });
    expect(facts).toMatchObject({ openPorts: [2049], openEgress: true, tags: {}, state: 'active' });
  });

  test('ec2.DescribeSubnets.1: where it lies is known, the rest as far as it is read', () => {
    const item = {
      Arn: 'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0bd18cd4df2d0d3b9',
      Id: 'subnet-0bd18cd4df2d0d3b9',
    };
    const { facts, asked } = readCanned(subnets, item, {
      DescribeSubnets: answer(recorded('ec2.DescribeSubnets.1')),
      DescribeRouteTables: { fail: 'access-denied', code: 'UnauthorizedOperation' },
      DescribeFlowLogs: answer({ FlowLogs: [] }),
      DescribeVpcEndpoints: answer({ VpcEndpoints: [] }),
    });
    expect(facts).toMatchObject({ state: 'active', tags: { Name: 'PrivateSubnetA' }, flowLogged: false });
    expect(reasonOf(facts.internetRoute)).toBe('access-denied');
    expect(asked[1]?.input).toEqual({ Filters: [{ Name: 'vpc-id', Values: ['vpc-0d4f819d13b730139'] }] });
  });
});
