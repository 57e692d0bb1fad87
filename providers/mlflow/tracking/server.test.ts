import { describe, expect, test } from 'vitest';
import { contract } from '../testing/contract.ts';
import { mapped, type Table, usual } from '../testing/map.ts';
import { trackingServer } from './server.ts';

const reads: Table = {
  ...usual,
  Version: { text: '3.17.2' },
  GetExperiment: { experiment: { experiment_id: '0', artifact_location: 'mlflow-artifacts:/0' } },
  GetUser: 'error RESOURCE_DOES_NOT_EXIST',
};
const item = { server: 'mlflow.example', name: 'main' };
const facts = (more: Table = {}) => mapped(trackingServer, { item, reads: { ...reads, ...more } });
const notTold = 'missing: not-exposed';
const none = 'missing: not-supported';

contract(trackingServer, { item, reads }, [], {
  Version: [
    ['/text', '3.14.0', { version: '3.14.0', knownVulnerabilities: 3 }],
    ['/text', 'unknown', { version: 'unknown', knownVulnerabilities: 'missing: not-returned' }],
  ],
  GetExperiment: [
    ['/experiment/artifact_location', 's3://bkt/0', { artifactsProxied: false, '->buckets': ['arn:aws:s3:::bkt'] }],
    ['/experiment/artifact_location', '/srv/mlruns/0', { artifactsProxied: false }],
    ['/experiment/artifact_location', 'https://h/x', {}],
    ['/experiment/artifact_location', undefined, { artifactsProxied: 'missing: not-returned' }],
  ],
  Handshake: [
    ['/protocol', 'TLSv1.2', {}],
    ['/protocol', 'TLSv1.1', { clientTls: 'optional' }],
    ['/protocol', '', { clientTls: 'missing: not-returned' }],
    ['/scheme', 'http', { clientTls: 'none' }],
    ['/address', '8.8.8.8', { publicAccess: notTold }],
    ['/address', 'what', { publicAccess: 'missing: not-returned' }],
  ],
});

test('a server that asks for a password, in words', () => {
  expect(facts()).toMatchObject({
    authMethods: ['password'],
    secondFactor: 'none',
    accessControl: notTold,
    defaultAdmin: false,
    publicAccess: 'private',
    clientTls: 'required',
    version: '3.17.2',
    knownVulnerabilities: 0,
  });
});

describe('who gets in', () => {
  const with_ = (auth: string, Anonymous: Table[string]) =>
    facts({ Anonymous, Handshake: { scheme: 'https', address: '10.0.0.1', protocol: 'TLSv1.3', auth } });
  const open = { experiments: [{ experiment_id: '0' }] };
  test.each([
    ['none', open, ['anonymous'], 'none', 'none', none],
    ['basic', open, ['password', 'anonymous'], 'none', 'none', none],
    ['basic', 'error HTTP 401 Basic', ['password'], notTold, 'none', false],
    ['token', 'error HTTP 401 Bearer', ['token'], notTold, notTold, false],
    ['token', 'error HTTP 302', ['token', 'identity'], notTold, notTold, false],
    ['basic', 'error HTTP 403', ['password'], notTold, notTold, false],
    ['none', 'error HTTP 403', 'missing: not-returned', notTold, 'missing: not-returned', false],
    ['databricks', 'error HTTP 401', ['token'], 'per-resource', notTold, none],
    ['azure', 'error HTTP 401 Bearer', ['identity'], 'per-resource', notTold, none],
    ['sagemaker', 'error HTTP 403', ['identity'], 'per-resource', notTold, none],
  ] satisfies [string, Table[string], string | string[], string, string, string | boolean][])(
    'signed in by %s, met by %j without',
    (auth, met, methods, control, factor, admin) => {
      const found = with_(auth, met);
      expect([found.authMethods, found.accessControl, found.secondFactor, found.defaultAdmin]).toEqual([
        methods,
        control,
        factor,
        admin,
      ]);
    },
  );
});

test.each<[string, Table[string], string | boolean]>([
  ['is there', { user: { username: 'admin', is_admin: true } }, notTold],
  ['is not there', 'error RESOURCE_DOES_NOT_EXIST', false],
  ['cannot be, since there are no users', 'error HTTP 404', none],
  ['may not be asked for', 'error PERMISSION_DENIED', 'missing: access-denied administrator of the server'],
])('a user "admin" that %s', (_what, GetUser, expected) => expect(facts({ GetUser }).defaultAdmin).toBe(expected));

test('a server without a default experiment does not tell where files go', () => {
  expect(facts({ GetExperiment: 'error RESOURCE_DOES_NOT_EXIST' }).artifactsProxied).toBe('missing: not-returned');
});

test.each(['databricks', 'azure', 'sagemaker'])('software and network of a server of %s are its cloud’s', (auth) => {
  const { Version: _version, GetUser: _user, ...asked } = reads;
  const found = mapped(trackingServer, {
    item,
    reads: { ...asked, Handshake: { scheme: 'https', address: '8.8.8.8', protocol: 'TLSv1.3', auth } },
  });
  expect([found.version, found.knownVulnerabilities]).toEqual([none, none]);
  expect(found.publicAccess).toBe(auth === 'sagemaker' ? 'provider-api' : notTold);
});
