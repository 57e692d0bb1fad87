import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeModelOutput,
  DescribeModelPackageOutput,
  DescribeNotebookInstanceOutput,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  Tag,
  VpcConfig,
} from '@aws-sdk/client-sagemaker';
import { processingJob, trainingJob } from './demo/make/jobs.ts';
import { notebook } from './demo/make/notebook.ts';
import { modelPackage } from './demo/make/registry.ts';
import { endpoint, endpointConfig, model } from './demo/make/serve.ts';
import { roleUser } from './demo/make/studio.ts';
import { ec2Id, image, type Place } from './demo/place.ts';
import { bucketName, keyNames, repositoryName, roleOf, rolesPerAccount, subnetNames, vpc } from './generate-support.ts';
import { hash2, hashText } from './random.ts';

/** The kinds that the generator makes, by the name of their collection. */
export type GeneratedKind =
  | 'trainingJobs'
  | 'processingJobs'
  | 'notebookInstances'
  | 'models'
  | 'endpointConfigs'
  | 'endpoints'
  | 'modelPackages';

/** Makes an item of its index, and knows the index of a name that it gave; undefined for any other name. */
export interface Maker<T> {
  make: (index: number) => T;
  indexOf: (name: string) => number | undefined;
}

/** All makers of a place, and the tags of its resources. */
export interface Makers {
  trainingJobs: Maker<DescribeTrainingJobResponse>;
  processingJobs: Maker<DescribeProcessingJobResponse>;
  notebookInstances: Maker<DescribeNotebookInstanceOutput>;
  models: Maker<DescribeModelOutput>;
  endpointConfigs: Maker<DescribeEndpointConfigOutput>;
  endpoints: Maker<DescribeEndpointOutput>;
  modelPackages: Maker<DescribeModelPackageOutput>;
  tags: (arn: string) => readonly Tag[];
}

const digits = 7;
const versionsPerGroup = 20;

/**
 * How to make the resources of a place.
 *
 * @param seed Seed of the place: the mix of good and bad differs from place to place.
 * @param sizes How many there are of each kind; ages are spread over them, oldest first.
 */
export function itemsOf(place: Place, seed: number, sizes: Readonly<Record<string, number>>): Makers {
  // Computed once: hashing a key's id for every request would cost more than the request.
  const keys = keyNames.map((name) => place.key(name));
  const network: VpcConfig = {
    Subnets: subnetNames.map((name) => ec2Id('subnet', `${place.region} ${name}`)),
    SecurityGroupIds: [ec2Id('sg', `${place.region} ${vpc}`)],
  };
  const images = ['3.1', 'latest'].map((tag) => image(place.account, place.region, repositoryName, tag));
  const data = `s3://${bucketName(place.account, place.region)}`;
  const roles = Array.from({ length: rolesPerAccount }, (_, index) => roleOf(place.account, index));
  const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T; // the lists are not empty
  const age = (kind: GeneratedKind, index: number) => 0.5 + 400 * (1 - index / Math.max(1, sizes[kind] ?? 1));
  /** True for that share (in percent) of the resources; `trait` makes the answers independent of each other. */
  const chance = (trait: number, index: number, percent: number) => hash2(seed * 31 + trait, index) % 100 < percent;
  const job = (kind: GeneratedKind, index: number, trait: number) => ({
    role: at(roles, hash2(seed, index)),
    image: at(images, chance(trait, index, 70) ? 0 : 1),
    daysAgo: age(kind, index),
    count: chance(trait + 1, index, 25) ? 2 : 1,
    input: `${data}/input/${index % 50}/`,
    output: `${data}/output`,
    isolated: chance(trait + 2, index, 60),
    encrypted: chance(trait + 3, index, 60),
    ...(chance(trait + 4, index, 70) ? { vpc: network } : {}),
    ...(chance(trait + 5, index, 65) ? { outputKey: at(keys, index) } : {}),
    ...(chance(trait + 6, index, 65) ? { volumeKey: at(keys, index) } : {}),
    ...(chance(trait + 7, index, 5) ? { environment: { API_TOKEN: `not-a-real-token-${index}` } } : {}),
  });
  const models = Math.max(1, sizes.models ?? 1);
  const config = (index: number) =>
    endpointConfig(
      place,
      named('config', index),
      age('endpointConfigs', index),
      { ModelName: named('model', index % models), InitialInstanceCount: chance(50, index, 60) ? 2 : 1 },
      chance(51, index, 60) ? { KmsKeyId: at(keys, index) } : {},
    );
  const configs = Math.max(1, sizes.endpointConfigs ?? 1);
  return {
    trainingJobs: {
      make: (index) => trainingJob(place, named('train', index), job('trainingJobs', index, 10)),
      indexOf: indexOf('train'),
    },
    processingJobs: {
      make: (index) => processingJob(place, named('process', index), job('processingJobs', index, 20)),
      indexOf: indexOf('process'),
    },
    notebookInstances: {
      make: (index) =>
        notebook(place, named('notebook', index), at(roles, hash2(seed, index)), age('notebookInstances', index), {
          DirectInternetAccess: chance(30, index, 65) ? 'Disabled' : 'Enabled',
          RootAccess: chance(31, index, 60) ? 'Disabled' : 'Enabled',
          ...(chance(32, index, 70)
            ? { SubnetId: network.Subnets?.[0], SecurityGroups: network.SecurityGroupIds }
            : {}),
          ...(chance(33, index, 55) ? { KmsKeyId: at(keys, index) } : {}),
        }),
      indexOf: indexOf('notebook'),
    },
    models: {
      make: (index) =>
        model(
          place,
          named('model', index),
          at(roles, hash2(seed, index)),
          age('models', index),
          { Image: at(images, chance(40, index, 70) ? 0 : 1), ModelDataUrl: `${data}/models/${index}.tar.gz` },
          { EnableNetworkIsolation: chance(41, index, 60), ...(chance(42, index, 70) ? { VpcConfig: network } : {}) },
        ),
      indexOf: indexOf('model'),
    },
    endpointConfigs: { make: config, indexOf: indexOf('config') },
    endpoints: {
      make: (index) => {
        const days = age('endpoints', index);
        return endpoint(place, named('endpoint', index), config(index % configs), [at(images, 0)], days, days / 2);
      },
      indexOf: indexOf('endpoint'),
    },
    modelPackages: {
      make: (index) =>
        modelPackage(
          place,
          named('group', Math.floor(index / versionsPerGroup)),
          (index % versionsPerGroup) + 1,
          {
            daysAgo: age('modelPackages', index),
            by: roleUser(place, at(roles, 0), 'pipeline'),
            image: at(images, 0),
            data: `${data}/models/${index}.tar.gz`,
          },
          { ModelApprovalStatus: chance(60, index, 60) ? 'Approved' : 'PendingManualApproval' },
        ),
      indexOf: indexOfPackage,
    },
    tags: (arn) => (hashText(arn) % 3 === 0 ? [{ Key: 'owner', Value: `team-${hashText(arn) % 12}` }] : []),
  };
}

function named(prefix: string, index: number): string {
  return `${prefix}-${String(index).padStart(digits, '0')}`;
}

function indexOf(prefix: string): (name: string) => number | undefined {
  const pattern = new RegExp(`^${prefix}-(\\d{${digits}})$`);
  return (name) => {
    const found = pattern.exec(name);
    return found === null ? undefined : Number(found[1]);
  };
}

/** Model packages are found by ARN: `.../group-0000003/7`. */
function indexOfPackage(arn: string): number | undefined {
  const found = new RegExp(`:model-package/group-(\\d{${digits}})/(\\d+)$`).exec(arn);
  if (found === null) return undefined;
  const version = Number(found[2]);
  return version < 1 || version > versionsPerGroup ? undefined : Number(found[1]) * versionsPerGroup + version - 1;
}
