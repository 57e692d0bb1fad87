import type {
  DescribeDomainResponse,
  DescribeUserProfileResponse,
  ListUserProfilesResponse,
} from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { ec2Arn } from '../rows/network.ts';
import { allOf, bucketKeys, settingsOf, startScripts, type UserSettings } from './domain-settings.ts';

const { raw, each } = answersOf<{
  DescribeDomain: DescribeDomainResponse;
  ListUserProfiles: ListUserProfilesResponse;
  DescribeUserProfile: DescribeUserProfileResponse;
}>('sagemaker');

export const defaults = raw('DescribeDomain', '/DefaultUserSettings');
export const spaces = raw('DescribeDomain', '/DefaultSpaceSettings');
export const list = raw('ListUserProfiles', '/UserProfiles');
/** Profiles of the domain: known only when their list was read to its end. */
export const profiles = derive([list, each('DescribeUserProfile', '')], (found, described) =>
  found === undefined ? missing() : described,
);
export const profileSettings: Spec<(UserSettings | MissingValue)[]> = derive([profiles], settingsOf);
/** Default settings and those of each profile: what a user may get. */
export const settings: Spec<(UserSettings | undefined | MissingValue)[]> = deriveSome(
  [defaults, profileSettings],
  (byDefault, own) => [byDefault, ...(isMissingValue(own) ? [own] : own)],
);

/** Left out a file system is made. */
const homeMade = byTable('file system creation', { Enabled: true, Disabled: false });

/** The older name of the key is still answered. */
const key: Spec<string | undefined> = derive(
  [raw('DescribeDomain', '/KmsKeyId'), raw('DescribeDomain', '/HomeEfsFileSystemKmsKeyId')],
  (now, formerly) => now ?? formerly,
);
export const stores = encryption([
  {
    name: 'home',
    key,
    used: derive(
      [raw('DescribeDomain', '/HomeEfsFileSystemId'), raw('DescribeDomain', '/HomeEfsFileSystemCreation')],
      (id, creation) => id !== undefined || homeMade(creation ?? 'Enabled'),
    ),
  },
  { name: 'volume', key },
  { name: 'output', key: derive([settings], (all) => bucketKeys(all, 'sharing')) },
  { name: 'artifacts', key: derive([settings], (all) => bucketKeys(all, 'canvas')) },
]);

/** Left out it is PublicInternetOnly, the documented default. */
export const access: Spec<'VpcOnly' | 'PublicInternetOnly'> = derive(
  [raw('DescribeDomain', '/AppNetworkAccessType')],
  (type) =>
    type === undefined || type === 'PublicInternetOnly' || type === 'VpcOnly'
      ? (type ?? 'PublicInternetOnly')
      : missing(`network access ${String(type)} is not known to this version`),
);
export const groups: Spec<(string | MissingValue)[]> = derive(
  [settings, raw('DescribeDomain', '/DomainSettings/SecurityGroupIds'), spaces, fromScope((answers) => answers)],
  (all, own, shared, answers) => {
    const ids = [...(own ?? []), ...(shared?.SecurityGroups ?? []), ...allOf(all, (one) => one.SecurityGroups ?? [])];
    const arns = ids.map((id) => (isMissingValue(id) ? id : ec2Arn(answers, 'security-group', id)));
    return [...new Set(arns)];
  },
);

export const principals: Spec<(string | MissingValue)[]> = derive(
  [settings, spaces, raw('DescribeDomain', '/DomainSettings/RStudioServerProDomainSettings/DomainExecutionRoleArn')],
  (all, shared, studio) => {
    const others = [shared?.ExecutionRole, studio].filter((role) => role !== undefined);
    const roles = allOf(all, (one) => [one.ExecutionRole]);
    return [...new Set([...roles, ...others])];
  },
);

export const scriptArns: Spec<string[]> = derive([settings, spaces], (all, shared) => {
  const own = all.flatMap((one) => (one === undefined || isMissingValue(one) ? [] : startScripts(one)));
  return [...new Set([...own, ...(shared === undefined ? [] : startScripts(shared))])];
});
