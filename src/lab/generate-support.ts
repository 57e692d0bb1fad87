import { allow, policy, role } from './demo/make/iam.ts';
import { routeTable, securityGroup, subnet } from './demo/make/network.ts';
import { scanner } from './demo/make/scanner.ts';
import { bucket, encryption, key, repository } from './demo/make/storage.ts';
import { managed, managedPolicies } from './demo/managed-policies.ts';
import { type Place, placeIn, roleArn } from './demo/place.ts';
import type { Account, RegionEstate } from './estate.ts';

/** Nicknames of the keys in every region: two of the customer's, one of AWS's. */
export const keyNames = ['ml-one', 'ml-two', 'aws/sagemaker'] as const;
/** The network in every region. */
export const vpc = 'vpc-generated';
export const subnetNames = ['generated-a', 'generated-b'] as const;
export const repositoryName = 'ml/generated';
export const rolesPerAccount = 12;

/** ARN of a generated role. */
export function roleOf(account: string, index: number): string {
  return roleArn(account, `GeneratedRole${String(index).padStart(2, '0')}`);
}

/** Name of the bucket that an account has in a region. */
export function bucketName(account: string, region: string): string {
  return `generated-${account}-${region}`;
}

/** What generated resources point at. */
export const support = {
  managedPolicies,

  /** Roles and buckets: every fifth role is an administrator, every third bucket forgets TLS. */
  account(id: string, regions: readonly string[], now: Date): Pick<Account, 'iam' | 's3'> {
    const places = regions.map((region) => placeIn(id, region, now));
    const [home = placeIn(id, 'us-east-1', now)] = places;
    const workers = Array.from({ length: rolesPerAccount }, (_, index) =>
      role(home, roleArnName(index), 300, {
        usedDaysAgo: index,
        ...(index % 5 === 4
          ? { attached: [managed.admin] }
          : { inline: { data: policy(allow('s3:GetObject', `arn:aws:s3:::generated-${id}-*/*`)) } }),
      }),
    );
    return {
      iam: { roles: [scanner(home), ...workers] },
      s3: { buckets: places.map((place, index) => generatedBucket(place, index % 3 !== 2)) },
    };
  },

  /** Keys, a network and a repository. */
  region(place: Place): RegionEstate {
    const inRegion = (name: string) => `${place.region} ${name}`;
    return {
      kms: { keys: keyNames.map((name) => key(place, name, 300, name.startsWith('aws/') ? { manager: 'AWS' } : {})) },
      ec2: {
        subnets: subnetNames.map((name, index) =>
          subnet(place, inRegion(vpc), inRegion(name), index === 0 ? 'a' : 'b', `10.90.${index}.0/24`),
        ),
        routeTables: [routeTable(place, inRegion(vpc), inRegion('generated'), 'nat', subnetNames.map(inRegion), true)],
        securityGroups: [securityGroup(place, inRegion(vpc), inRegion(vpc), 'Generated jobs', [], true)],
      },
      ecr: {
        repositories: [repository(place, repositoryName, 300, { imageScanningConfiguration: { scanOnPush: true } })],
      },
    };
  },
};

function roleArnName(index: number): string {
  return roleOf('', index).split('/').at(-1) ?? '';
}

function generatedBucket(place: Place, isTlsOnly: boolean) {
  const made = bucket(place, bucketName(place.account, place.region), 300, {
    encryption: encryption(place.key('ml-one')),
    versioning: 'Enabled',
  });
  if (isTlsOnly) return made;
  const { policy: _policy, ...rest } = made;
  return rest;
}
