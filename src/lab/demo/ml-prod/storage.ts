import type { EcrEstate, KmsEstate, S3Estate } from '../../estate.ts';
import { allow, policy } from '../make/iam.ts';
import { blockAll, bucket, encryption, key, repository } from '../make/storage.ts';
import { accounts, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';

/** Buckets of ml-prod. */
export function s3(place: Place): S3Estate {
  const encrypted = { encryption: encryption(place.key('ml-prod')), versioning: 'Enabled' as const };
  const logging = (name: string) => ({ TargetBucket: 'hvh-ml-prod-logs', TargetPrefix: `s3/${name}/` });
  return {
    publicAccessBlock: blockAll,
    buckets: [
      bucket(place, 'hvh-ml-prod-models', 615, {
        ...encrypted,
        logging: logging('models'),
        tags: { owner: 'ml-platform', 'data-class': 'internal' },
        statements: [
          allow('s3:GetObject', 'arn:aws:s3:::hvh-ml-prod-models/*', {
            Sid: 'Serve',
            Principal: { AWS: prodRoles.inference },
          }),
        ],
      }),
      bucket(place, 'hvh-ml-prod-capture', 580, {
        ...encrypted,
        logging: logging('capture'),
        tags: { owner: 'ml-platform', 'data-class': 'phi' },
      }),
      bucket(place, 'hvh-ml-prod-guidelines', 240, {
        ...encrypted,
        logging: logging('guidelines'),
        tags: { owner: 'clinical-nlp', 'data-class': 'internal' },
      }),
      bucket(place, 'hvh-ml-prod-logs', 620, {
        versioning: 'Enabled',
        lifecycle: [{ ID: 'calls', Status: 'Enabled', Filter: { Prefix: 'bedrock/' }, Expiration: { Days: 2555 } }],
        objectLock: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 400 } } },
        tags: { owner: 'security', 'data-class': 'internal' },
        statements: [
          allow('s3:PutObject', 'arn:aws:s3:::hvh-ml-prod-logs/*', {
            Sid: 'Deliver',
            Principal: {
              Service: ['cloudtrail.amazonaws.com', 'delivery.logs.amazonaws.com', 'logging.s3.amazonaws.com'],
            },
            Condition: { StringEquals: { 'aws:SourceAccount': accounts.prod } },
          }),
        ],
      }),
      // Made by the console years ago: no policy, no versions, no tags.
      withoutPolicy(bucket(place, `sagemaker-eu-west-1-${accounts.prod}`, 1320)),
    ],
  };
}

function withoutPolicy<T extends { policy?: unknown }>({ policy: _policy, ...rest }: T): Omit<T, 'policy'> {
  return rest;
}

/** Keys of ml-prod. */
export function kms(place: Place): KmsEstate {
  const managed = { manager: 'AWS' as const };
  return {
    keys: [
      key(place, 'ml-prod', 620, {
        description: 'Models, endpoints and captured data of ml-prod',
        tags: { owner: 'ml-platform' },
      }),
      key(place, 'trail', 620, { description: 'Audit trail of the organisation', rotationDays: 180 }),
      key(place, 'aws/sagemaker', 1320, {
        ...managed,
        description: 'Default key that protects my SageMaker data when no other key is defined',
      }),
      key(place, 'aws/s3', 1320, {
        ...managed,
        description: 'Default key that protects my S3 objects when no other key is defined',
      }),
    ],
    aliases: aliasesOf(place, ['ml-prod', 'trail', 'aws/sagemaker', 'aws/s3']),
  };
}

/** An alias for each key, of its nickname. */
export function aliasesOf(place: Place, nicknames: string[]): Record<string, string> {
  return Object.fromEntries(nicknames.map((name) => [`alias/${name}`, place.key(name).split('/')[1] ?? '']));
}

/** Images of ml-prod: one repository has tags that can be moved. */
export function ecr(place: Place): EcrEstate {
  const good = {
    imageTagMutability: 'IMMUTABLE' as const,
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: 'KMS' as const, kmsKey: place.key('ml-prod') },
  };
  const pull = policy({
    Sid: 'Pull',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accounts.dev}:root` },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  });
  return {
    repositories: [
      repository(place, 'ml/triage-chest-xray', 610, good),
      repository(place, 'ml/tabular', 610, good),
      repository(place, 'ml/discharge-summary', 140, { imageScanningConfiguration: { scanOnPush: true } }),
    ],
    policies: { 'ml/tabular': pull },
    scanning: {
      scanningConfiguration: {
        scanType: 'ENHANCED',
        rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: 'ml/*', filterType: 'WILDCARD' }] }],
      },
    },
  };
}
