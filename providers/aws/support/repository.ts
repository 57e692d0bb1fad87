import type {
  DescribeRepositoriesResponse,
  GetRegistryScanningConfigurationResponse,
  GetRepositoryPolicyResponse,
  ScanningRepositoryFilter,
} from '@aws-sdk/client-ecr';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import {
  answersOf,
  byDesign,
  derive,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';
import { shapeError } from '../analysis/shape.ts';
import { matches } from '../analysis/wildcard.ts';
import { alwaysActive, byTable, doorsNotRead, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { neverIdle, notOfKind, notRead, residencyOfStore, sharingOf } from './common.ts';

const { from, raw } = answersOf<{
  DescribeRepositories: DescribeRepositoriesResponse;
  GetRepositoryPolicy: GetRepositoryPolicyResponse;
  GetRegistryScanningConfiguration: GetRegistryScanningConfigurationResponse;
}>('ecr');

const described = refine(
  raw('DescribeRepositories', '/repositories/0'),
  (found) => found ?? missing('no repository was returned'),
);

/**
 * AES256 names no key and is Amazon's own; KMS names the key, Amazon's or the customer's.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html
 */
const disk = encryption([
  {
    name: 'data',
    key: refine(described, ({ encryptionConfiguration }) => {
      const type: string | undefined = encryptionConfiguration?.encryptionType;
      if (type === 'AES256') return undefined;
      if (type === 'KMS' || type === 'KMS_DSSE') return encryptionConfiguration?.kmsKey;
      return missing(`encryption ${type ?? 'left out'} is not known to this version`);
    }),
  },
]);

/** No policy: the account's own identities only. */
const policy = derive([raw('GetRepositoryPolicy', '/policyText')], (text) => text ?? null);

/**
 * The registry's rules decide where there are any; a repository's own setting counts only under basic scanning without a
 * rule that covers it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
 */
const scanning = derive(
  [described, raw('GetRegistryScanningConfiguration', '/scanningConfiguration')],
  (repository, registry): 'continuous' | 'on-push' | 'off' | MissingValue => {
    const type: string | undefined = registry?.scanType;
    if (type !== 'BASIC' && type !== 'ENHANCED') return missing(`scan type ${type ?? 'left out'} is not known`);
    const { repositoryName: name } = repository;
    if (!name) return missing('the repository has no name');
    const rules = (registry?.rules ?? []).filter(({ repositoryFilters }) =>
      (repositoryFilters ?? []).some((one) => covers(one, name)),
    );
    const found = rules.map(({ scanFrequency }) => frequencies(scanFrequency ?? 'left out'));
    if (found.includes('continuous')) return 'continuous';
    const strange = found.find(isMissingValue);
    if (strange !== undefined) return strange;
    if (found.includes('on-push')) return 'on-push';
    // Under enhanced scanning the setting of the repository itself has no say.
    if (type === 'ENHANCED') return 'off';
    const own = repository.imageScanningConfiguration?.scanOnPush;
    if (own === undefined) return missing('the repository does not say whether it scans on push');
    return own ? 'on-push' : 'off';
  },
);

const frequencies = byTable('scan frequency', {
  CONTINUOUS_SCAN: 'continuous',
  SCAN_ON_PUSH: 'on-push',
  MANUAL: 'manual',
} as const);

/** ECR's filters: `*` stands for anything; without one, the text may stand anywhere in the name. */
function covers({ filter = '', filterType }: Jsonified<ScanningRepositoryFilter>, name: string): boolean {
  if (filterType !== 'WILDCARD') throw shapeError('A scanning rule has a filter of an unknown type');
  if (filter === '') throw shapeError('A scanning rule has a filter that names nothing');
  return filter.includes('*') ? matches(filter, name) : name.includes(filter);
}

function immutable(
  value: NonNullable<Jsonified<DescribeRepositoriesResponse>['repositories']>[number]['imageTagMutability'],
): boolean | MissingValue {
  if (value === 'IMMUTABLE') return true;
  // With exclusions some tags can be moved: the weakest wins.
  if (value === 'MUTABLE' || value === 'IMMUTABLE_WITH_EXCLUSION' || value === 'MUTABLE_WITH_EXCLUSION') return false;
  return missing(`imageTagMutability ${value} is not known to this version`);
}

/** A private registry takes signed requests alone; a public one is another service. */
const access = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html';

const unread = notRead('ecr:ListTagsForResource');

/** A private repository of ECR, named by its ARN. */
export const repositories = collector({
  provider: 'aws',
  id: 'aws/support/repository',
  service: 'ecr',
  kind: 'registry.image_repository',
  nativeType: 'AWS::ECR::Repository',
  at: 'region',
  refer: (uid) => {
    const arn = isArn(uid) ? parseArn(uid) : undefined;
    if (arn?.service !== 'ecr' || !arn.resource.startsWith('repository/')) return notOfKind('a repository of ECR', uid);
    const name = arn.resource.slice('repository/'.length);
    return {
      scope: { account: arn.account, region: arn.region },
      item: { Arn: uid, Name: name, Registry: arn.account },
    };
  },
  reads: [
    {
      service: 'ecr',
      operation: 'DescribeRepositories',
      permission: 'ecr:DescribeRepositories',
      expects: 'repositories',
      gone: true,
      input: (item) => ({ registryId: item.Registry ?? '', repositoryNames: [item.Name ?? ''] }),
    },
    {
      service: 'ecr',
      operation: 'GetRepositoryPolicy',
      permission: 'ecr:GetRepositoryPolicy',
      expects: 'policyText',
      answers: ['RepositoryPolicyNotFoundException'],
      input: (item) => ({ registryId: item.Registry ?? '', repositoryName: item.Name ?? '' }),
    },
    {
      service: 'ecr',
      operation: 'GetRegistryScanningConfiguration',
      permission: 'ecr:GetRegistryScanningConfiguration',
      memo: true,
      expects: 'scanningConfiguration',
      input: () => ({}),
    },
    disk.read,
  ],
  uid: (item) => String(item.Arn),
  name: (item) => String(item.Name),
  facts: {
    ...disk.facts,
    publicAccess: byDesign('provider-api', access, '2026-11') as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
    allowedRanges: byDesign([] as string[], access, '2026-11') as Spec<string[]>,
    ...residencyOfStore,
    ...neverIdle,
    ...sharingOf(policy),
    tags: unread,
    owner: unread,
    dataClass: unread,
    // The password of `docker login` is made of the caller's own credentials and lasts for hours.
    authMethods: byDesign(['identity'], access, '2026-11') as Spec<
      ('identity' | 'token' | 'key' | 'password' | 'anonymous')[]
    >,
    shell: notSupported('A registry runs no machine that one could log in to.'),
    plainSecrets: notSupported('Only its images could hold secrets.'),
    scanning,
    immutableTags: from('DescribeRepositories', '/repositories/0/imageTagMutability', immutable, { absent: missing() }),
    quarantine: notSupported(),
    state: alwaysActive,
    createdAt: from('DescribeRepositories', '/repositories/0/createdAt', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the repository.'),
    lastUsedAt: notExposed('Ask for the CloudTrail records of BatchGetImage.'),
  },
  links: { ...disk.links, privateEndpoints: doorsNotRead },
});
