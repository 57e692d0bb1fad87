import type {
  DescribeDomainResponse,
  DescribeStudioLifecycleConfigResponse,
  DescribeUserProfileResponse,
  ListUserProfilesResponse,
} from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { ownership, providerApi, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { ec2Arn, networkLinks, noPublicIp } from '../rows/network.ts';
import { secretsInScripts } from '../rows/scripts.ts';
import { bucketLinks } from '../rows/storage.ts';
import {
  allOf,
  bucketKeys,
  containerBuilds,
  idleStop,
  membersOf,
  settingsOf,
  sharesOutput,
  startScripts,
  type UserSettings,
} from './domain-settings.ts';

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

const defaults = raw('DescribeDomain', '/DefaultUserSettings');
const spaces = raw('DescribeDomain', '/DefaultSpaceSettings');
const list = raw('ListUserProfiles', '/UserProfiles');
/** Profiles of the domain: known only when their list was read to its end. */
const profiles = derive([list, each('DescribeUserProfile', '')], (found, described) =>
  found === undefined ? missing() : described,
);
const profileSettings: Spec<(UserSettings | MissingValue)[]> = derive([profiles], settingsOf);
/** Default settings and those of each profile: what a user may get. */
const settings: Spec<(UserSettings | undefined | MissingValue)[]> = deriveSome(
  [defaults, profileSettings],
  (byDefault, own) => [byDefault, ...(isMissingValue(own) ? [own] : own)],
);

/** The older name of the key is still answered. */
const key: Spec<string | undefined> = derive(
  [raw('DescribeDomain', '/KmsKeyId'), raw('DescribeDomain', '/HomeEfsFileSystemKmsKeyId')],
  (now, formerly) => now ?? formerly,
);
const stores = encryption([
  {
    name: 'home',
    key,
    used: derive(
      [raw('DescribeDomain', '/HomeEfsFileSystemId'), raw('DescribeDomain', '/HomeEfsFileSystemCreation')],
      (id, creation) => id !== undefined || creation !== 'Disabled',
    ),
  },
  { name: 'volume', key },
  { name: 'output', key: derive([settings], (all) => bucketKeys(all, 'sharing')) },
  { name: 'artifacts', key: derive([settings], (all) => bucketKeys(all, 'canvas')) },
]);

/** Left out it is PublicInternetOnly, the documented default. */
const access: Spec<'VpcOnly' | 'PublicInternetOnly'> = derive(
  [raw('DescribeDomain', '/AppNetworkAccessType')],
  (type) =>
    type === undefined || type === 'PublicInternetOnly' || type === 'VpcOnly'
      ? (type ?? 'PublicInternetOnly')
      : missing(`network access ${String(type)} is not known to this version`),
);
const groups: Spec<(string | MissingValue)[]> = derive(
  [settings, raw('DescribeDomain', '/DomainSettings/SecurityGroupIds'), spaces, fromScope((answers) => answers)],
  (all, own, shared, answers) => {
    const ids = [...(own ?? []), ...(shared?.SecurityGroups ?? []), ...allOf(all, (one) => one.SecurityGroups ?? [])];
    const arns = ids.map((id) => (isMissingValue(id) ? id : ec2Arn(answers, 'security-group', id)));
    return [...new Set(arns)];
  },
);

/** Groups come from several settings; see below. */
const noGroups: Spec<undefined> = { reads: [], map: () => ({ value: undefined, from: [] }) };

const principals: Spec<(string | MissingValue)[]> = derive(
  [settings, spaces, raw('DescribeDomain', '/DomainSettings/RStudioServerProDomainSettings/DomainExecutionRoleArn')],
  (all, shared, studio) => {
    const others = [shared?.ExecutionRole, studio].filter((role) => role !== undefined);
    const roles = allOf(all, (one) => [one.ExecutionRole]);
    return [...new Set([...roles, ...others])];
  },
);

const scriptArns: Spec<string[]> = derive([settings, spaces], (all, shared) => {
  const own = all.flatMap((one) => (one === undefined || isMissingValue(one) ? [] : startScripts(one)));
  return [...new Set([...own, ...(shared === undefined ? [] : startScripts(shared))])];
});

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
      (config) => config === 'USER_PROFILE_NAME',
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
