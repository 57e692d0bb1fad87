import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, resourceOf, withMember } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { domains } from './domain.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';
const idle = (minutes: number, most?: number): JsonObject => ({
  AppLifecycleManagement: {
    IdleSettings: {
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: minutes,
      ...(most === undefined ? {} : { MaxIdleTimeoutInMinutes: most }),
    },
  },
});
const never: JsonObject = { AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'DISABLED' } } };
const profiles = (found: Record<string, JsonObject | typeof denied>): Given['reads'] => ({
  ListUserProfiles: { UserProfiles: Object.keys(found).map((UserProfileName) => ({ UserProfileName })) },
  DescribeUserProfile: (input) => {
    const settings = found[String(input.UserProfileName)] ?? denied;
    if ('$error' in settings) return settings;
    return { UserProfileArn: `${sm}:user-profile/d-1/${String(input.UserProfileName)}`, UserSettings: settings };
  },
});

const given: Given = {
  item: { DomainId: 'd-1', DomainName: 'science', DomainArn: `${sm}:domain/d-1` },
  reads: {
    ...usual,
    DescribeDomain: {
      DomainId: 'd-1',
      DomainArn: `${sm}:domain/d-1`,
      DomainName: 'science',
      HomeEfsFileSystemId: 'fs-1',
      Status: 'InService',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
      AuthMode: 'IAM',
      AppNetworkAccessType: 'VpcOnly',
      SubnetIds: ['subnet-1'],
      KmsKeyId: keyA,
      DefaultUserSettings: {
        ExecutionRole: role('studio'),
        SecurityGroups: ['sg-1'],
        SharingSettings: { NotebookOutputOption: 'Disabled' },
        JupyterLabAppSettings: idle(60),
        CodeEditorAppSettings: idle(90),
      },
      DefaultSpaceSettings: { ExecutionRole: role('space'), SecurityGroups: ['sg-2'] },
      DomainSettings: {
        SecurityGroupIds: ['sg-3'],
        ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
        DockerSettings: { EnableDockerAccess: 'ENABLED', RootlessDocker: 'ENABLED' },
      },
    },
    ...profiles({ ana: { ExecutionRole: role('ana') }, ben: {} }),
    DescribeStudioLifecycleConfig: {
      StudioLifecycleConfigArn: `${sm}:studio-lifecycle-config/start`,
      StudioLifecycleConfigContent: Buffer.from('export DB_PASSWORD="hunter2hunter2"').toString('base64'),
    },
  },
};

contract(domains, given);

describe('a domain', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(domains, given))).toEqual({
      uid: `${sm}:domain/d-1`,
      name: 'science',
      parts: [`${sm}:user-profile/d-1/ana`, `${sm}:user-profile/d-1/ben`],
      keyAtRest: 'customer',
      stores: [
        { name: 'home', key: 'customer' },
        { name: 'volume', key: 'customer' },
      ],
      publicAccess: 'provider-api',
      allowedRanges: [],
      network: 'customer',
      egress: 'customer-network',
      publicIp: false,
      runsAs: 'own',
      authMethods: ['identity'],
      shell: 'missing: not-supported',
      plainSecrets: 0,
      accessLogged: 'missing: not-exposed',
      appLogged: 'missing: not-exposed',
      logFeeds: 'missing: not-exposed',
      userIsolation: true,
      outputSharing: false,
      dataAuth: 'identity',
      hardened: 'missing: not-supported',
      members: [
        { name: 'ana', principal: role('ana') },
        { name: 'ben', principal: role('studio') },
      ],
      containerBuilds: 'rootless',
      tags: { owner: 'fraud-team' },
      owner: 'fraud-team',
      dataClass: '',
      region: 'eu-west-1',
      processing: 'region',
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
      lastUsedAt: 'missing: not-exposed',
      idleStopMinutes: 90,
      '->privateEndpoints': 'missing: out-of-scope',
      '->keys': [keyA],
      '->subnets': [`${ec2}:subnet/subnet-1`],
      '->firewalls': ['sg-3', 'sg-2', 'sg-1'].map((id) => `${ec2}:security-group/${id}`),
      '->principals': [role('studio'), role('ana'), role('space')],
      '->logGroups': 'missing: not-exposed',
      '->buckets': [],
    });
  });
});

describe('the home of a domain', () => {
  const withMembers = (members: Record<string, Json | undefined>) => {
    let reads = given.reads;
    for (const [name, value] of Object.entries(members)) reads = withMember(reads, `DescribeDomain/${name}`, value);
    return plainOf(resourceOf(domains, { ...given, reads })).stores;
  };
  it('is not there where none was made', () => {
    expect(withMembers({ HomeEfsFileSystemId: undefined, HomeEfsFileSystemCreation: 'Disabled' })).toEqual([
      { name: 'volume', key: 'customer' },
    ]);
  });
  it('may have its key under the older name', () => {
    expect(withMembers({ KmsKeyId: undefined, HomeEfsFileSystemKmsKeyId: keyB })).toEqual([
      { name: 'home', key: 'customer' },
      { name: 'volume', key: 'customer' },
    ]);
  });
});

const at = (member: string) => `DescribeDomain/${member}`;
const lost = 'missing: not-returned';
const plainKey = {
  keyAtRest: 'provider',
  stores: [
    { name: 'home', key: 'provider' },
    { name: 'volume', key: 'provider' },
  ],
  '->keys': [],
};
const output = (key: string) => [
  { name: 'home', key: 'customer' },
  { name: 'volume', key: 'customer' },
  { name: 'output', key },
];

changesTable(domains, given, [
  [at('AppNetworkAccessType'), 'PublicInternetOnly', { network: 'provider', egress: 'internet' }],
  [at('AppNetworkAccessType'), undefined, { network: 'provider', egress: 'internet' }],
  [at('AppNetworkAccessType'), 'Moon', { network: lost, egress: lost }],
  [at('KmsKeyId'), undefined, plainKey],
  [at('HomeEfsFileSystemKmsKeyId'), keyB, {}],
  [at('HomeEfsFileSystemId'), undefined, {}],
  [at('HomeEfsFileSystemCreation'), 'Disabled', {}],
  [at('SubnetIds'), undefined, { '->subnets': [] }],
  [at('AuthMode'), 'SSO', {}],
  [at('AuthMode'), 'Password', { authMethods: lost }],
  [at('AuthMode'), undefined, { authMethods: lost }],
  [at('DomainSettings/ExecutionRoleIdentityConfig'), 'DISABLED', { userIsolation: false }],
  [at('DomainSettings/ExecutionRoleIdentityConfig'), undefined, { userIsolation: false }],
  [at('DomainSettings/DockerSettings/RootlessDocker'), 'DISABLED', { containerBuilds: 'root' }],
  [at('DomainSettings/DockerSettings/RootlessDocker'), undefined, { containerBuilds: 'root' }],
  [at('DomainSettings/DockerSettings/EnableDockerAccess'), 'DISABLED', { containerBuilds: 'off' }],
  [at('DomainSettings/DockerSettings/EnableDockerAccess'), 'Maybe', { containerBuilds: lost }],
  [at('DomainSettings/DockerSettings'), undefined, { containerBuilds: 'off' }],
  [
    at('DomainSettings/SecurityGroupIds'),
    undefined,
    { '->firewalls': [`${ec2}:security-group/sg-2`, `${ec2}:security-group/sg-1`] },
  ],
  [
    at('DomainSettings/RStudioServerProDomainSettings'),
    { DomainExecutionRoleArn: role('rstudio') },
    { '->principals': [role('studio'), role('ana'), role('space'), role('rstudio')] },
  ],
  [
    at('DefaultSpaceSettings'),
    undefined,
    {
      '->principals': [role('studio'), role('ana')],
      '->firewalls': [`${ec2}:security-group/sg-3`, `${ec2}:security-group/sg-1`],
    },
  ],
  [
    at('DefaultUserSettings/ExecutionRole'),
    role('other'),
    {
      '->principals': [role('other'), role('ana'), role('space')],
      members: [
        { name: 'ana', principal: role('ana') },
        { name: 'ben', principal: role('other') },
      ],
    },
  ],
  [
    at('DefaultUserSettings/SharingSettings'),
    { NotebookOutputOption: 'Allowed', S3OutputPath: 's3://shared-bucket/x' },
    {
      outputSharing: true,
      keyAtRest: 'provider',
      stores: output('provider'),
      '->buckets': ['arn:aws:s3:::shared-bucket'],
    },
  ],
  [
    at('DefaultUserSettings/SharingSettings'),
    { NotebookOutputOption: 'Allowed', S3KmsKeyId: keyB },
    { outputSharing: true, stores: output('customer'), '->keys': [keyA, keyB] },
  ],
  [at('DefaultUserSettings/SharingSettings'), undefined, {}],
  [
    at('DefaultUserSettings/SharingSettings/NotebookOutputOption'),
    'Maybe',
    {
      outputSharing: lost,
      stores: expect.arrayContaining([{ name: 'output', key: lost }]),
      keyAtRest: expect.anything(),
      '->keys': expect.anything(),
    },
  ],
  [
    at('DefaultUserSettings/CanvasAppSettings'),
    { WorkspaceSettings: { S3ArtifactPath: 's3://canvas-bucket' } },
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'home', key: 'customer' },
        { name: 'volume', key: 'customer' },
        { name: 'artifacts', key: 'provider' },
      ],
      '->buckets': ['arn:aws:s3:::canvas-bucket'],
    },
  ],
  [at('DefaultUserSettings/JupyterLabAppSettings'), undefined, { idleStopMinutes: null }],
  [at('DefaultUserSettings/CodeEditorAppSettings'), never, { idleStopMinutes: null }],
  [at('DefaultUserSettings/JupyterLabAppSettings'), idle(60, 600), { idleStopMinutes: 600 }],
  [
    at('DefaultUserSettings/JupyterLabAppSettings/LifecycleConfigArns'),
    [`${sm}:studio-lifecycle-config/start`],
    { plainSecrets: 1 },
  ],
  [at('Status'), 'Updating', {}],
  [at('Status'), 'Failed', { state: 'failed' }],
  [at('Status'), undefined, { state: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
]);

describe('user profiles of a domain', () => {
  const with2 = (found: Record<string, JsonObject | typeof denied>, defaults?: Json) => {
    const reads = defaults === undefined ? given.reads : withMember(given.reads, at('DefaultUserSettings'), defaults);
    return plainOf(resourceOf(domains, { ...given, reads: { ...reads, ...profiles(found) } }));
  };
  const why = 'missing: access-denied sagemaker:DescribeUserProfile';
  it('may share where the default does not', () => {
    const one = with2({ ana: { SharingSettings: { NotebookOutputOption: 'Allowed' } } });
    expect(one).toMatchObject({ outputSharing: true, keyAtRest: 'provider' });
  });
  it('may switch off what stops an idle app, or have another time', () => {
    expect(with2({ ana: { JupyterLabAppSettings: never } }).idleStopMinutes).toBeNull();
    expect(with2({ ana: { JupyterLabAppSettings: idle(500) } }).idleStopMinutes).toBe(500);
    expect(with2({ ana: { JupyterLabAppSettings: {} } }).idleStopMinutes).toBe(90);
  });
  it('bring groups and start scripts of their own', () => {
    const one = with2({
      ana: {
        SecurityGroups: ['sg-9'],
        CodeEditorAppSettings: { LifecycleConfigArns: [`${sm}:studio-lifecycle-config/s`] },
      },
    });
    expect(one['->firewalls']).toContain(`${ec2}:security-group/sg-9`);
    expect(one.plainSecrets).toBe(1);
  });
  it('that may not be read leave open what they could differ in', () => {
    expect(with2({ ana: denied, ben: {} })).toMatchObject({
      outputSharing: why,
      idleStopMinutes: why,
      plainSecrets: why,
      keyAtRest: why,
      members: [
        { name: 'ana', principal: why },
        { name: 'ben', principal: role('studio') },
      ],
      '->principals': [role('studio'), why, role('space')],
      parts: [`${sm}:user-profile/d-1/ben`],
    });
  });
  it('that may not be read change nothing that another one settles', () => {
    const found = with2({
      ana: denied,
      ben: { SharingSettings: { NotebookOutputOption: 'Allowed' }, JupyterLabAppSettings: never },
    });
    expect(found).toMatchObject({ outputSharing: true, idleStopMinutes: null });
  });
  it('without a role anywhere are members of nobody', () => {
    const none = with2({ ana: {} }, {});
    expect(none.members).toEqual([{ name: 'ana', principal: lost }]);
  });
});
