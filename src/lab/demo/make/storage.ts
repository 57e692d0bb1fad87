import type { Repository } from '@aws-sdk/client-ecr';
import type { PublicAccessBlockConfiguration, ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3';
import type { Bucket, KmsKey } from '../../estate.ts';
import type { PolicyStatement } from '../../policy-document.ts';
import type { Place } from '../place.ts';
import { allow, policy } from './iam.ts';

/** A KMS key. Its policy lets its own account do all, and the accounts named use it. */
export function key(
  place: Place,
  nickname: string,
  createdDaysAgo: number,
  more: {
    manager?: 'CUSTOMER' | 'AWS';
    rotationDays?: number | null;
    usedBy?: string[];
    description?: string;
    tags?: Record<string, string>;
  } = {},
): KmsKey {
  const { manager = 'CUSTOMER', rotationDays = 365, usedBy = [], description = nickname } = more;
  const Arn = place.key(nickname);
  const principals = (accounts: string[]) => ({ AWS: accounts.map((id) => `arn:aws:iam::${id}:root`) });
  const use = [
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
    'kms:DescribeKey',
    'kms:GetKeyRotationStatus',
  ];
  return {
    metadata: {
      AWSAccountId: place.account,
      KeyId: Arn.split('/')[1] ?? '',
      Arn,
      CreationDate: place.daysAgo(createdDaysAgo),
      Enabled: true,
      Description: description,
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: manager,
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
    },
    rotation: rotationDays === null ? { enabled: false } : { enabled: true, periodInDays: rotationDays },
    ...(more.tags === undefined ? {} : { tags: more.tags }),
    policy: policy(
      allow('kms:*', '*', { Sid: 'Own', Principal: principals([place.account]) }),
      ...(usedBy.length === 0 ? [] : [allow(use, '*', { Sid: 'Use', Principal: principals(usedBy) })]),
    ),
  };
}

/** Default encryption of a bucket: S3's own key, or a KMS key. */
export function encryption(keyArn?: string): ServerSideEncryptionConfiguration {
  if (keyArn === undefined) {
    return { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }] };
  }
  return {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
        BucketKeyEnabled: true,
      },
    ],
  };
}

/** All four blocks of public access. */
export const blockAll: PublicAccessBlockConfiguration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Refuses requests without TLS: belongs in every bucket policy. */
export function tlsOnly(bucketName: string): PolicyStatement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A bucket as AWS makes one today, with TLS required; `more` changes what its owner changed. */
export function bucket(
  place: Place,
  name: string,
  createdDaysAgo: number,
  more: Partial<Bucket> & { statements?: PolicyStatement[] } = {},
): Bucket {
  const { statements = [], ...rest } = more;
  return {
    name,
    region: place.region,
    createdAt: place.daysAgo(createdDaysAgo),
    encryption: encryption(),
    publicAccessBlock: blockAll,
    ownership: 'BucketOwnerEnforced',
    policy: policy(tlsOnly(name), ...statements),
    ...rest,
  };
}

/** An image repository. */
export function repository(
  place: Place,
  name: string,
  createdDaysAgo: number,
  more: Partial<Repository> = {},
): Repository {
  return {
    repositoryArn: `arn:aws:ecr:${place.region}:${place.account}:repository/${name}`,
    registryId: place.account,
    repositoryName: name,
    repositoryUri: `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${name}`,
    createdAt: place.daysAgo(createdDaysAgo),
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
    ...more,
  };
}
