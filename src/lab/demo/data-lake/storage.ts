import type { Bucket, KmsEstate, S3Estate } from '../../estate.ts';
import type { PolicyStatement } from '../../policy-document.ts';
import { allow } from '../make/iam.ts';
import { blockAll, bucket, encryption, key } from '../make/storage.ts';
import { devRoles } from '../ml-dev/iam.ts';
import { prodRoles } from '../ml-prod/iam.ts';
import { aliasesOf } from '../ml-prod/storage.ts';
import { accounts, type Place } from '../place.ts';

/** Buckets of data-lake: patients' data, what is made of it, and who may read it from other accounts. */
export function s3(place: Place): S3Estate {
  const phi = { encryption: encryption(place.key('phi')), versioning: 'Enabled' as const };
  const features = { encryption: encryption(place.key('features')) };
  return {
    publicAccessBlock: blockAll,
    buckets: [
      bucket(place, 'hvh-phi-imaging-raw', 1500, {
        ...phi,
        objectLock: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 10 } } },
        logging: { TargetBucket: 'hvh-lake-logs', TargetPrefix: 's3/imaging/' },
        tags: { owner: 'data-platform', 'data-class': 'phi' },
        statements: [read('hvh-phi-imaging-raw', 'ResearchException', devRoles.research)],
      }),
      bucket(place, 'hvh-phi-ehr-extracts', 1400, {
        ...phi,
        tags: { owner: 'data-platform', 'data-class': 'phi' },
        statements: [read('hvh-phi-ehr-extracts', 'ResearchException', devRoles.research)],
      }),
      bucket(place, 'hvh-ml-deidentified', 900, {
        ...features,
        versioning: 'Enabled',
        logging: { TargetBucket: 'hvh-lake-logs', TargetPrefix: 's3/deidentified/' },
        tags: { owner: 'data-platform', 'data-class': 'de-identified' },
        statements: [
          read('hvh-ml-deidentified', 'Training', prodRoles.training, devRoles.training, devRoles.nlp, devRoles.studio),
        ],
      }),
      featureStore(place, features),
      bucket(place, 'hvh-lake-logs', 1500, { versioning: 'Suspended', tags: { owner: 'security' } }),
      // Pictures for the website; public on purpose, and in the wrong account.
      websiteImages(place),
    ],
  };
}

/** The offline feature store: everything but the statement that refuses requests without TLS. */
function featureStore(place: Place, features: Partial<Bucket>): Bucket {
  return {
    ...bucket(place, 'hvh-ml-features-offline', 700, {
      ...features,
      tags: { owner: 'data-platform', 'data-class': 'de-identified' },
    }),
    policy: {
      Version: '2012-10-17',
      Statement: [
        read('hvh-ml-features-offline', 'Features', prodRoles.training),
        write('hvh-ml-features-offline', accounts.prod, accounts.dev),
      ],
    },
  };
}

function websiteImages(place: Place): Bucket {
  const name = 'hvh-website-images';
  const {
    publicAccessBlock: _block,
    ownership: _ownership,
    ...made
  } = bucket(place, name, 2100, {
    statements: [allow('s3:GetObject', `arn:aws:s3:::${name}/*`, { Sid: 'Public', Principal: '*' })],
    policyIsPublic: true,
    grants: [
      { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
    ],
  });
  return made;
}

function read(name: string, Sid: string, ...AWS: string[]): PolicyStatement {
  return allow(['s3:GetObject', 's3:ListBucket'], [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`], {
    Sid,
    Principal: { AWS },
  });
}

function write(name: string, ...ids: string[]): PolicyStatement {
  const AWS = ids.map((id) => `arn:aws:iam::${id}:root`);
  return allow(
    ['s3:PutObject', 's3:GetBucketAcl', 's3:GetBucketLocation'],
    [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    { Sid: 'Store', Principal: { AWS } },
  );
}

/** Keys of data-lake; the other accounts may use both. */
export function kms(place: Place): KmsEstate {
  const usedBy = [accounts.prod, accounts.dev];
  return {
    keys: [
      key(place, 'phi', 1500, {
        usedBy,
        description: "Patients' data",
        tags: { owner: 'data-platform', 'data-class': 'phi' },
      }),
      key(place, 'features', 700, { usedBy, description: 'De-identified data and features' }),
      key(place, 'aws/s3', 1500, { manager: 'AWS' }),
    ],
    aliases: aliasesOf(place, ['phi', 'features', 'aws/s3']),
  };
}
