import { describe, expect, it } from 'vitest';
import { azureCloud } from './clouds.ts';
import { identityOf } from './connect.ts';
import { azureError } from './errors.ts';
import { assertAzureRead, azureRole, isDangerousAddress } from './permissions.ts';
import { redactAzure } from './redact.ts';
import { Tokens } from './session.ts';

describe('errors', () => {
  it.each([
    [403, 'AuthorizationFailed', 'ACCESS_DENIED'],
    [401, 'ExpiredAuthenticationToken', 'AUTH_EXPIRED'],
    [409, 'MissingSubscriptionRegistration', 'API_DISABLED'],
    [404, 'ResourceNotFound', 'NOT_FOUND'],
    // A subscription that vanished is no resource that is gone: its lists are gaps.
    [404, 'SubscriptionNotFound', 'REJECTED'],
    [429, 'TooManyRequests', 'THROTTLED'],
    [500, 'Whatever', 'SERVER_ERROR'],
    [400, 'Whatever', 'REJECTED'],
  ])('%i %s is %s', (status, code, expected) => {
    expect(azureError(status, { error: { code, message: 'm' } })).toEqual({
      code: expected,
      errorCode: code,
      message: 'm',
    });
  });
  it.each([
    [403, 'ACCESS_DENIED'],
    [401, 'AUTH_EXPIRED'],
    [429, 'THROTTLED'],
    [503, 'SERVER_ERROR'],
    // The page of a proxy is no word of Azure's that a resource is gone.
    [404, 'REJECTED'],
  ])('%i without a code is %s', (status, expected) => {
    expect(azureError(status, undefined)).toMatchObject({ code: expected, errorCode: `HTTP ${status}` });
  });
});

describe('clouds', () => {
  it.each([
    [{}, 'https://management.azure.com/.default'],
    [{ cloud: 'government' }, 'https://management.usgovcloudapi.net/.default'],
    [{ endpoint: 'https://arm.local/', authority: 'https://login.local' }, 'https://arm.local/.default'],
  ])('%j', (options, scope) => {
    expect(azureCloud(options).scope).toBe(scope);
  });
  it.each([
    [{ endpoint: 'https://a' }],
    [{ authority: 'https://a' }],
    [{ endpoint: 'http://a', authority: 'https://b' }],
  ])('%j is refused', (options) => {
    expect(() => azureCloud(options)).toThrow(/azure\./);
  });
});

describe('an address', () => {
  const ml = '/{+workspace}';
  it.each([
    ['POST', `${ml}/listKeys`],
    ['POST', `${ml}/listNotebookAccessToken`],
    ['POST', `${ml}/listNotebookKeys`],
    ['POST', `${ml}/listStorageAccountKeys`],
    ['POST', `${ml}/connections/c/listsecrets`],
    ['POST', `${ml}/datastores/d/listSecrets`],
    ['POST', `${ml}/onlineEndpoints/e/token`],
    ['POST', `${ml}/onlineEndpoints/e/regenerateKeys`],
    ['POST', '/{+account}/regenerateKey'],
    ['POST', '/{+registry}/listCredentials'],
    ['POST', '/{+storage}/listAccountSas'],
    ['POST', '/{+search}/listAdminKeys'],
    ['POST', '/{+search}/listQueryKeys/'],
    ['POST', '/{+account}/openai/deployments/d/chat/completions'],
    ['POST', '/{+endpoint}/score'],
    ['POST', '/providers/Microsoft.ResourceGraph/operations'],
    ['POST', '/{+any}/providers/Microsoft.ResourceGraph/resources'],
    ['PUT', ml],
    ['PATCH', ml],
    ['DELETE', ml],
    // By GET no less than by POST.
    ['GET', `${ml}/listKeys?api-version=1`],
    ['GET', '/projects/p/datasetVersions/v:restore'],
  ])('%s %s is never one of ours', (method, path) => {
    expect(isDangerousAddress(method, path)).toBe(true);
  });
  it.each([
    ['GET', `${ml}/connections`],
    ['GET', '/subscriptions/{account}/providers/Microsoft.Security/secureScores'],
    ['GET', '/{+key}'],
    ['POST', '/subscriptions/{account}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults'],
    ['POST', '/providers/Microsoft.ResourceGraph/resources'],
  ])('%s %s may be', (method, path) => {
    expect(isDangerousAddress(method, path)).toBe(false);
  });
});

describe('the role', () => {
  it.each([
    'Microsoft.X/y/listKeys/action',
    'Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action',
    'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
    'Microsoft.X/y/write',
    '*/read',
    'Microsoft.X/*',
    'Microsoft.X/y/delete',
    '',
  ])('cannot hold %s', (action) => {
    expect(() => assertAzureRead(action)).toThrow('no action that reads');
  });
  it('holds what is declared, once', () => {
    const calls = [
      { permission: 'Microsoft.B/c/read' },
      { permission: 'Microsoft.A/b/read' },
      { permission: 'Microsoft.B/c/read' },
    ];
    const { json, terraform } = azureRole(calls);
    expect(JSON.parse(json)).toMatchObject({
      Actions: ['Microsoft.Resources/subscriptions/read', 'Microsoft.A/b/read', 'Microsoft.B/c/read'],
      DataActions: [],
    });
    expect(terraform).toContain('"Microsoft.A/b/read",');
  });
});

it('secrets become digests, names and harmless words stay', () => {
  const digest = (text: string) => `d${text.length}`;
  const body = {
    properties: {
      environmentVariables: { KEY: 'hush', N: 'None' },
      connectionString: 'abc',
      name: 'x',
      list: [{ password: 'pw' }],
    },
  };
  expect(redactAzure(body, digest)).toEqual({
    properties: {
      environmentVariables: { KEY: 'redacted:string:d4', N: 'None' },
      connectionString: 'redacted:string:d3',
      name: 'x',
      list: [{ password: 'redacted:string:d2' }],
    },
  });
});

it('tags under a telling name, or of a telling form, leave an answer', () => {
  const token = `hf_${'a1B2'.repeat(9)}`;
  const body = { tags: { owner: 'imaging', db_password: 'hunter2-and-some', note: token }, name: 'x' };
  expect(redactAzure(body, () => 'd')).toEqual({
    tags: { owner: 'imaging', db_password: 'redacted:token:d', note: 'redacted:token:d' },
    name: 'x',
  });
});

describe('tokens', () => {
  const source = (lives: number) => {
    let given = 0;
    return {
      get given() {
        return given;
      },
      getToken: async () => {
        given += 1;
        return { token: `t${given}`, expiresOnTimestamp: Date.now() + lives };
      },
    };
  };
  it('are kept while they live, and asked for once by many', async () => {
    const one = source(3_600_000);
    const tokens = new Tokens(one, 's');
    expect(await Promise.all([tokens.token(), tokens.token()])).toEqual(['t1', 't1']);
    tokens.forget();
    expect(await tokens.token()).toBe('t2');
  });
  it('that end soon are asked for again', async () => {
    const tokens = new Tokens(source(60_000), 's');
    expect([await tokens.token(), await tokens.token()]).toEqual(['t1', 't2']);
  });
  it('that are not to be had end the sign-in, and can be asked for again', async () => {
    let broken = true;
    const tokens = new Tokens(
      {
        getToken: async () =>
          broken
            ? Promise.reject(new Error('no\nsecret detail'))
            : { token: 'ok', expiresOnTimestamp: Date.now() + 1e7 },
      },
      's',
    );
    await expect(tokens.token()).rejects.toMatchObject({
      code: 'AUTH_EXPIRED',
      message: expect.not.stringContaining('secret'),
    });
    broken = false;
    expect(await tokens.token()).toBe('ok');
  });
});

it.each([
  [{ upn: 'a@b.example', oid: 'o', tid: 't' }, 'a@b.example, object o, tenant t'],
  [{ appid: 'app', oid: 'o' }, 'app, object o'],
  [{}, 'unnamed'],
])('%j signs as %s', (claims, expected) => {
  expect(identityOf(`h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`)).toBe(expected);
  expect(identityOf('nonsense')).toBe('a token without claims');
});
