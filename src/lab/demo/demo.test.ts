import { describe, expect, test } from 'vitest';
import type { Account, Estate } from '../estate.ts';
import { demoEstate } from './index.ts';
import { accounts } from './place.ts';

const now = new Date('2026-11-20T09:00:30Z');
const estate = demoEstate(now);
const all = JSON.stringify(estate);

function account(name: string): Account {
  const found = estate.accounts.find((item) => item.name === name);
  if (found === undefined) throw new Error(`no account ${name}`);
  return found;
}

/** All distinct matches of a pattern in the whole estate. */
function mentioned(pattern: RegExp): string[] {
  return [...new Set([...all.matchAll(pattern)].map((match) => match[1] ?? match[0]))].sort();
}

/** Every value of a member, anywhere in the estate. */
function values(member: string): Set<string> {
  return new Set([...all.matchAll(new RegExp(`"${member}":"([^"]+)"`, 'g'))].map((match) => match[1] ?? ''));
}

function missingFrom(known: Set<string>, wanted: string[]): string[] {
  return wanted.filter((name) => !known.has(name));
}

const allBuckets = new Set(
  estate.accounts.flatMap((item) => [...(item.s3.buckets as readonly { name: string }[])].map((bucket) => bucket.name)),
);

/** Resources of all kinds that a scan reads, without findings, tags and policies. */
function countResources(of: Estate): number {
  const size = (value: unknown) => (Array.isArray(value) ? value.length : 0);
  const sum = (service: object | undefined) =>
    Object.values(service ?? {}).reduce((total: number, item) => total + size(item), 0);
  return of.accounts.reduce((total, item) => {
    const regions = Object.values(item.regions).map((region) =>
      [
        region.sagemaker,
        region.kms,
        region.ec2,
        region.ecr,
        region.cloudtrail,
        region.autoscaling,
        region.cloudwatch,
      ].reduce((inner, service) => inner + sum(service), 0),
    );
    return total + regions.reduce((a, b) => a + b, 0) + size(item.iam.roles) + size(item.s3.buckets);
  }, 0);
}

test('it is of the size of a real small organisation', () => {
  expect(countResources(estate)).toBeGreaterThan(180);
  expect(countResources(estate)).toBeLessThan(280);
  const machineLearning = countResources({
    ...estate,
    accounts: estate.accounts.map((item) => ({
      ...item,
      iam: { roles: [] },
      s3: { buckets: [] },
      regions: Object.fromEntries(
        Object.entries(item.regions).map(([name, { sagemaker = {} }]) => [name, { sagemaker }]),
      ),
    })),
  });
  expect(machineLearning).toBeGreaterThan(115);
  expect(machineLearning).toBeLessThan(180);
});

test('the same moment gives the same estate; another moment moves every time with it', () => {
  expect(JSON.stringify(demoEstate(new Date('2026-11-20T09:00:59Z')))).toBe(all);
  const day = 86_400_000;
  const later = JSON.stringify(demoEstate(new Date(now.getTime() + day)));
  const times = (text: string) =>
    [...text.matchAll(/"(20\d\d-\d\d-\d\dT[0-9:.]+Z)"/g)].map((match) => Date.parse(match[1] ?? ''));
  const [before, after] = [times(all), times(later)];
  expect(before.length).toBeGreaterThan(500);
  const moved = before.filter((time, index) => after[index] === time + day).length;
  // AWS's managed policies have dates of their own.
  expect(before.length - moved).toBeLessThan(30);
  // Only what AWS announces lies ahead.
  const past = all.replaceAll(/"(?:endOfLifeTime|commitmentExpirationTime)":"[^"]+"/g, '');
  expect(Math.max(...times(past))).toBeLessThan(now.getTime());
});

describe('whatever is named exists', () => {
  test('roles', () => {
    const roles = new Set(
      estate.accounts.flatMap((item) =>
        [...(item.iam.roles as readonly { role: { Arn?: string } }[])].map((role) => role.role.Arn ?? ''),
      ),
    );
    const wanted = mentioned(/arn:aws:iam::21098765430\d:role\/[\w/.+=@-]+/g).filter(
      (arn) => !arn.includes('aws-service-role'),
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(missingFrom(roles, wanted)).toEqual([]);
  });

  test('keys', () => {
    const known = new Set(
      estate.accounts.flatMap((item) =>
        Object.values(item.regions).flatMap((region) =>
          [...((region.kms?.keys ?? []) as readonly { metadata: { Arn: string } }[])].map((key) => key.metadata.Arn),
        ),
      ),
    );
    expect(missingFrom(known, mentioned(/arn:aws:kms:[\w-]+:\d+:key\/[0-9a-f-]+/g))).toEqual([]);
  });

  test('subnets and security groups', () => {
    expect(missingFrom(values('SubnetId'), mentioned(/subnet-0[0-9a-f]{16}/g))).toEqual([]);
    const groups = estate.accounts.flatMap((item) =>
      Object.values(item.regions).flatMap((region) => [
        ...((region.ec2?.securityGroups ?? []) as readonly { GroupId?: string }[]),
      ]),
    );
    expect(missingFrom(new Set(groups.map((group) => group.GroupId ?? '')), mentioned(/sg-0[0-9a-f]{16}/g))).toEqual(
      [],
    );
  });

  test('buckets', () => {
    expect(missingFrom(allBuckets, mentioned(/s3:\/\/([a-z0-9.-]+)/g))).toEqual([]);
    const arns = mentioned(/arn:aws:s3:::([a-z0-9.-]+)/g).filter((name) => name !== 'hvh-phi-');
    expect(missingFrom(allBuckets, arns)).toEqual([]);
    expect(missingFrom(allBuckets, [...values('S3BucketName'), ...values('bucketName')])).toEqual([]);
  });

  test('guardrails, knowledge bases, log groups', () => {
    expect(missingFrom(values('guardrailId'), [...values('guardrailIdentifier')])).toEqual([]);
    const groups = estate.accounts.flatMap((item) =>
      Object.values(item.regions).flatMap(({ logs }) => [...((logs ?? []) as readonly { logGroupName?: string }[])]),
    );
    const named = [...all.matchAll(/"cloudWatchConfig":\{"logGroupName":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(1);
    expect(missingFrom(new Set(groups.map((group) => group.logGroupName ?? '')), named)).toEqual([]);
    const bases = new Set([...all.matchAll(/"knowledgeBaseId":"([^"]+)","name"/g)].map((match) => match[1] ?? ''));
    expect(bases.size).toBe(2);
    expect(missingFrom(bases, [...values('knowledgeBaseId')])).toEqual([]);
  });

  test('images of its own registries', () => {
    const repositories = values('repositoryUri');
    expect(missingFrom(repositories, mentioned(/(21098765430\d\.dkr\.ecr\.[\w.-]+\/[\w/-]+)/g))).toEqual([]);
  });

  test.each([
    ['ModelName', 'models'],
    ['EndpointConfigName', 'endpointConfigs'],
    ['NotebookInstanceLifecycleConfigName', 'lifecycleConfigs'],
    ['ModelPackageGroupName', 'modelPackageGroups'],
    ['EndpointName', 'endpoints'],
  ] as const)('%s', (member, collection) => {
    for (const { regions } of estate.accounts) {
      for (const { sagemaker } of Object.values(regions)) {
        const known = new Set(
          ((sagemaker?.[collection] ?? []) as readonly Record<string, unknown>[]).map((item) => String(item[member])),
        );
        const { tags: _tags, modelPackageGroupPolicies: _policies, ...rest } = sagemaker ?? {};
        const text = JSON.stringify(rest);
        const wanted = [...text.matchAll(new RegExp(`"${member}":"([^"]+)"`, 'g'))].map((match) => match[1] ?? '');
        expect(missingFrom(known, wanted)).toEqual([]);
      }
    }
  });

  test('job definitions of schedules', () => {
    expect(missingFrom(values('JobDefinitionName'), [...values('MonitoringJobDefinitionName')])).toEqual([]);
  });

  test('model packages and jobs that others name by ARN', () => {
    const wanted = mentioned(/arn:aws:sagemaker:[\w-]+:\d+:(?:model-package|training-job|processing-job)\/[\w/-]+/g);
    const known = new Set([...values('ModelPackageArn'), ...values('TrainingJobArn'), ...values('ProcessingJobArn')]);
    expect(
      missingFrom(
        known,
        wanted.filter((arn) => !arn.endsWith('/')),
      ),
    ).toEqual([]);
  });

  test('attached policies', () => {
    const known = new Set(
      [...(estate.managedPolicies ?? []), ...estate.accounts.flatMap((item) => item.iam.policies ?? [])].map(
        (item) => item.policy.Arn ?? '',
      ),
    );
    expect(missingFrom(known, mentioned(/arn:aws:iam::(?:aws|\d+):policy\/[\w/]+/g))).toEqual([]);
  });

  test('names are of one resource each', () => {
    for (const { regions } of estate.accounts) {
      for (const { sagemaker = {} } of Object.values(regions)) {
        for (const collection of Object.values(sagemaker)) {
          if (!Array.isArray(collection)) continue;
          const arns = collection.map(
            (item: object) => Object.entries(item).find(([member]) => member.endsWith('Arn'))?.[1],
          );
          expect(new Set(arns).size).toBe(arns.length);
        }
      }
    }
  });
});

test('secrets are there to be redacted, and none looks real', () => {
  expect(mentioned(/not-a-real-[a-z]+-?[\w-]*/g).length).toBeGreaterThan(9);
  expect(all).not.toMatch(
    /(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|hf_[A-Za-z]{34}\b|sk-[A-Za-z0-9]{20,}|-----BEGIN/,
  );
});

test('the accounts have the ids of the brief', () => {
  expect(estate.accounts.map((item) => [item.name, item.id])).toEqual([
    ['ml-prod', accounts.prod],
    ['ml-dev', accounts.dev],
    ['data-lake', accounts.lake],
  ]);
  for (const item of estate.accounts) {
    expect(Object.keys(item.regions)).toEqual(['us-east-1', 'eu-west-1', 'eu-central-1']);
    expect(account(item.name)).toBe(item);
  }
});
