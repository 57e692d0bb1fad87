import type { DescribeDomainResponse, DescribeUserProfileResponse } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';

export type Domain = Jsonified<DescribeDomainResponse>;
export type Profile = Jsonified<DescribeUserProfileResponse>;
export type UserSettings = NonNullable<Domain['DefaultUserSettings']>;
/** Profiles by name; one that could not be read is missing. */
export type Profiles = ReadonlyMap<string, Profile | undefined | MissingValue>;

/** The settings of each profile, the missing ones as they are. */
export function settingsOf(profiles: Profiles): (UserSettings | MissingValue)[] {
  return [...profiles].map(([name, profile]) => {
    if (isMissingValue(profile)) return profile;
    return profile === undefined ? missing(`the profile ${name} was not read`) : (profile.UserSettings ?? {});
  });
}

/** Values picked from settings, each once; missing settings stay as one missing value. */
export function allOf(
  settings: readonly (UserSettings | undefined | MissingValue)[],
  pick: (one: UserSettings) => readonly (string | undefined)[],
): (string | MissingValue)[] {
  const known = new Set<string>();
  let lacking: MissingValue | undefined;
  for (const one of settings) {
    if (isMissingValue(one)) lacking ??= one;
    else for (const value of one === undefined ? [] : pick(one)) if (value) known.add(value);
  }
  return lacking === undefined ? [...known] : [...known, lacking];
}

/**
 * Whether anybody can share notebook output: new users get the default, a profile may differ. Off by default.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html
 */
export function sharesOutput(
  defaults: UserSettings | undefined,
  profiles: readonly (UserSettings | MissingValue)[],
): boolean | MissingValue {
  const all = [defaults ?? {}, ...profiles].map((one) => (isMissingValue(one) ? one : sharing(one)));
  return all.includes(true) || (all.find(isMissingValue) ?? false);
}

function sharing(one: UserSettings): boolean | MissingValue {
  const option: string | undefined = one.SharingSettings?.NotebookOutputOption;
  if (option === undefined || option === 'Disabled') return false;
  return option === 'Allowed' || missing(`notebook output ${option} is not known to this version`);
}

/**
 * Whether users can build containers: not unless it was switched on, and as root unless Docker runs without it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html
 */
export function containerBuilds(docker: {
  EnableDockerAccess?: string | undefined;
  RootlessDocker?: string | undefined;
}): 'off' | 'rootless' | 'root' | MissingValue {
  const { EnableDockerAccess: access = 'DISABLED', RootlessDocker: rootless } = docker;
  if (access === 'DISABLED') return 'off';
  if (access !== 'ENABLED') return missing(`Docker access ${access} is not known to this version`);
  return rootlessDocker(rootless ?? 'DISABLED');
}

const rootlessDocker = byTable('rootless Docker', { ENABLED: 'rootless', DISABLED: 'root' } as const);

/** Keys of the buckets that notebook output is shared through and that Canvas writes to, one for each use. */
export function bucketKeys(
  settings: readonly (UserSettings | undefined | MissingValue)[],
  use: 'sharing' | 'canvas',
): (string | undefined | MissingValue)[] {
  return settings.flatMap((one): (string | undefined | MissingValue)[] => {
    if (isMissingValue(one)) return [one];
    if (one === undefined) return [];
    if (use === 'sharing') {
      const shares = sharing(one);
      if (isMissingValue(shares)) return [shares];
      return shares ? [one.SharingSettings?.S3KmsKeyId] : [];
    }
    const canvas = one.CanvasAppSettings?.WorkspaceSettings;
    return canvas?.S3ArtifactPath === undefined ? [] : [canvas.S3KmsKeyId];
  });
}

/** Scripts that run when an app of these settings starts. */
export function startScripts(one: UserSettings | NonNullable<Domain['DefaultSpaceSettings']>): string[] {
  const code = 'CodeEditorAppSettings' in one ? one.CodeEditorAppSettings?.LifecycleConfigArns : [];
  return [
    ...(one.JupyterServerAppSettings?.LifecycleConfigArns ?? []),
    ...(one.KernelGatewayAppSettings?.LifecycleConfigArns ?? []),
    ...(one.JupyterLabAppSettings?.LifecycleConfigArns ?? []),
    ...(code ?? []),
  ];
}

type App = 'JupyterLabAppSettings' | 'CodeEditorAppSettings';
const apps: readonly App[] = ['JupyterLabAppSettings', 'CodeEditorAppSettings'];

/**
 * The longest that an app of the domain idles before it stops by itself, null if one never does. Where users may choose
 * a time, the longest that they may choose counts.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IdleSettings.html
 */
export function idleStop(
  defaults: UserSettings | undefined,
  profiles: readonly (UserSettings | MissingValue)[],
): number | null | MissingValue {
  const times = apps.flatMap((app) => {
    const byDefault = idleOf(defaults, app);
    const own = profiles.map((one) => {
      const idle = isMissingValue(one) ? one : idleOf(one, app);
      return idle === undefined ? byDefault : idle;
    });
    return [byDefault, ...own];
  });
  if (times.some((time) => time === undefined || time === null)) return null;
  const known = times.filter((time) => typeof time === 'number');
  return times.find(isMissingValue) ?? Math.max(...known);
}

const lifecycleManagement = byTable('lifecycle management', { ENABLED: true, DISABLED: false });

/** undefined: the settings say nothing of it; null: switched off. */
function idleOf(settings: UserSettings | undefined, app: App): number | null | undefined | MissingValue {
  const idle = settings?.[app]?.AppLifecycleManagement?.IdleSettings;
  if (idle?.LifecycleManagement === undefined) return undefined;
  const stops = lifecycleManagement(idle.LifecycleManagement);
  if (isMissingValue(stops)) return stops;
  if (!stops) return null;
  return idle.MaxIdleTimeoutInMinutes ?? idle.IdleTimeoutInMinutes ?? missing('the idle time is not named');
}

/** Users and the role that their code runs as: their own, or the domain's. */
export function membersOf(defaults: UserSettings | undefined, profiles: Profiles) {
  return [...profiles].map(([name, profile]) => {
    if (isMissingValue(profile)) return { name, principal: profile };
    const role = profile?.UserSettings?.ExecutionRole ?? defaults?.ExecutionRole;
    return { name, principal: role ?? missing('no role is named') };
  });
}
