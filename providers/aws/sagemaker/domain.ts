import type {
  DescribeDomainResponse,
  DescribeStudioLifecycleConfigResponse,
  DescribeUserProfileResponse,
  ListUserProfilesResponse,
} from '@aws-sdk/client-sagemaker';
import { isMissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, doorsNotRead, ownership, providerApi, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { networkLinks, noPublicIp } from '../rows/network.ts';
import { secretsInScripts } from '../rows/scripts.ts';
import { bucketLinks } from '../rows/storage.ts';
import {
  access,
  defaults,
  groups,
  list,
  principals,
  profileSettings,
  profiles,
  scriptArns,
  settings,
  stores,
} from './domain-rows.ts';
import { allOf, containerBuilds, idleStop, membersOf, sharesOutput } from './domain-settings.ts';

const { from, raw, each } = answersOf<{
  DescribeDomain: DescribeDomainResponse;
  ListUserProfiles: ListUserProfilesResponse;
  DescribeUserProfile: DescribeUserProfileResponse;
  DescribeStudioLifecycleConfig: DescribeStudioLifecycleConfigResponse;
}>('sagemaker');

/** A domain whose update failed serves on as it was. */
const states = stateOf({
  InService: 'active',
  Updating: 'active',
  Update_Failed: 'active',
  Pending: 'pending',
  Failed: 'failed',
  Delete_Failed: 'failed',
  Deleting: 'deleting',
});

/** Groups come from several settings; see below. */
const noGroups: Spec<undefined> = { reads: [], map: () => ({ value: undefined, from: [] }) };

export const domains = collector({
  provider: 'aws',
  id: 'aws/sagemaker/domain',
  service: 'sagemaker',
  kind: 'ml.workspace',
  nativeType: 'AWS::SageMaker::Domain',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListDomains',
    permission: 'sagemaker:ListDomains',
    items: 'Domains',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeDomain',
      permission: 'sagemaker:DescribeDomain',
      input: (item) => ({ DomainId: item.DomainId ?? '' }),
      expects: 'DomainArn',
      gone: true,
    },
    tagsRead((item) => String(item.DomainArn)),
    {
      service: 'sagemaker',
      operation: 'ListUserProfiles',
      permission: 'sagemaker:ListUserProfiles',
      pages: { items: 'UserProfiles', ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
      input: (item) => ({ DomainIdEquals: item.DomainId ?? '' }),
    },
    {
      service: 'sagemaker',
      operation: 'DescribeUserProfile',
      permission: 'sagemaker:DescribeUserProfile',
      expects: 'UserProfileArn',
      each: (_item, got) => {
        const found = list.map(got).value;
        if (found === undefined || isMissingValue(found)) return [];
        return found.map((profile) => profile.UserProfileName).filter((name) => name !== undefined);
      },
      input: (item, _got, name) => ({ DomainId: item.DomainId ?? '', UserProfileName: name }),
    },
    {
      service: 'sagemaker',
      operation: 'DescribeStudioLifecycleConfig',
      permission: 'sagemaker:DescribeStudioLifecycleConfig',
      memo: true,
      expects: 'StudioLifecycleConfigArn',
      each: (_item, got) => {
        const arns = scriptArns.map(got).value;
        return isMissingValue(arns) ? [] : arns.map((arn) => arn.split('/').at(-1) ?? '').filter((name) => name !== '');
      },
      input: (_item, _got, name) => ({ StudioLifecycleConfigName: name }),
    },
    stores.read,
  ],
  uid: (item) => String(item.DomainArn),
  name: (item) => String(item.DomainName ?? item.DomainId),
  parts: derive([profiles], (found) =>
    [...found.values()].flatMap((profile) =>
      isMissingValue(profile) || profile?.UserProfileArn === undefined ? [] : [profile.UserProfileArn],
    ),
  ),

  facts: {
    ...stores.facts,
    ...providerApi,
    ...residency,
    ...ownership,
    network: derive([access], (type) => (type === 'VpcOnly' ? 'customer' : 'provider')),
    egress: derive([access], (type) => (type === 'VpcOnly' ? 'customer-network' : 'internet')),
    publicIp: noPublicIp,
    runsAs: derive([principals], (roles) => {
      if (roles.some((role) => typeof role === 'string')) return 'own';
      return roles.find(isMissingValue) ?? missing('no role is named');
    }),
    authMethods: from(
      'DescribeDomain',
      '/AuthMode',
      (mode) => (mode === 'IAM' || mode === 'SSO' ? ['identity' as const] : missing(`sign-in by ${String(mode)}`)),
      { absent: missing() },
    ),
    shell: notSupported('Remote access is a setting of each space.'),
    plainSecrets: derive(
      [profileSettings, scriptArns, each('DescribeStudioLifecycleConfig', '/StudioLifecycleConfigContent')],
      (own, arns, scripts) => {
        const lacking = own.find(isMissingValue) ?? [...scripts.values()].find(isMissingValue);
        if (lacking !== undefined) return lacking;
        if (scripts.size < arns.length) return missing('not every start script was read');
        return secretsInScripts([...scripts.values()].filter((one) => typeof one === 'string'));
      },
    ),
    accessLogged: notExposed('Ask for the CloudTrail records of CreatePresignedDomainUrl and of the sessions.'),
    appLogged: notExposed('Ask for the log group /aws/sagemaker/studio.'),
    logFeeds: notExposed('Ask for the log group /aws/sagemaker/studio and how long it is kept.'),
    // The source identity of a session names the profile: left out it does not.
    userIsolation: from(
      'DescribeDomain',
      '/DomainSettings/ExecutionRoleIdentityConfig',
      byTable('identity config', { USER_PROFILE_NAME: true, DISABLED: false }),
      { absent: false },
    ),
    outputSharing: derive([defaults, profileSettings], sharesOutput),
    dataAuth: byDesign('identity', 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html', '2026-11'),
    hardened: notSupported(),
    members: derive([defaults, profiles], membersOf),
    // Off by default.
    containerBuilds: from('DescribeDomain', '/DomainSettings/DockerSettings', containerBuilds, { absent: 'off' }),
    state: from('DescribeDomain', '/Status', states, { absent: missing() }),
    createdAt: from('DescribeDomain', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeDomain', '/LastModifiedTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the CloudTrail records of CreatePresignedDomainUrl.'),
    idleStopMinutes: derive([defaults, profileSettings], idleStop),
  },
  links: {
    privateEndpoints: doorsNotRead,
    ...stores.links,
    subnets: networkLinks(raw('DescribeDomain', '/SubnetIds'), noGroups).subnets,
    firewalls: groups,
    principals,
    logGroups: notExposed('Ask for the log group /aws/sagemaker/studio.'),
    buckets: derive([settings, fromScope((answers) => answers)], (all, answers) => {
      const uris = allOf(all, (one) => [
        one.SharingSettings?.S3OutputPath,
        one.CanvasAppSettings?.WorkspaceSettings?.S3ArtifactPath,
      ]);
      const known = uris.filter((uri): uri is string => typeof uri === 'string');
      return [...bucketLinks(known, answers.scope.region), ...uris.filter(isMissingValue)];
    }),
  },
});
