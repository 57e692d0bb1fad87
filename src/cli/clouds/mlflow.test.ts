import { describe, expect, it, test } from 'vitest';
import { configSchema } from '../../config/schema.ts';
import { mlflowCloud } from './mlflow.ts';

const cloud = mlflowCloud();
const config = configSchema.parse({
  mlflow: {
    servers: [
      { name: 'main', url: 'https://mlflow.example.com' },
      { id: 'tunnel', url: 'http://127.0.0.1:5000', auth: { kind: 'basic', user: 'ann', password: { env: 'P' } } },
    ],
    rates: { 'mlflow:SearchRuns': { per_second: 2, burst: 3 } },
    services: ['mlflow'],
    concurrency: 3,
  },
});

describe('servers of the config', () => {
  it('are known by id and name', () => {
    expect(cloud.configured(config)).toBe(true);
    expect(cloud.configured({})).toBe(false);
    expect(cloud.accounts(config).known).toEqual(['mlflow.example.com', 'main', 'tunnel']);
    expect(cloud.accounts(config).isId('other')).toBe(false);
  });

  it('come with rates: one bucket a server, and known limits where the config has them', async () => {
    const ready = await cloud.ready({ config, regions: [], accounts: [] });
    expect(ready).toMatchObject({ regions: [], homeRegion: 'global', services: ['mlflow'], concurrency: 3 });
    expect(ready.rateOf('mlflow', 'mlflow', 'SearchRuns', 'tunnel', 'global')).toEqual({
      perSecond: 2,
      burst: 3,
      fixed: true,
    });
    expect(ready.rateOf('mlflow', 'mlflow', 'GetRun', 'tunnel', 'global')).toMatchObject({ pool: 'tunnel' });
  });

  test.each([
    ['none at all', {}, [], /names no MLflow server/],
    ['another name', config, ['mian'], /no account "mian"/],
    [
      'two of one id',
      configSchema.parse({ mlflow: { servers: [{ url: 'https://h/' }, { url: 'https://H' }] } }),
      [],
      /Two MLflow servers have the id h\./,
    ],
  ])('%s is refused', async (_what, given, accounts, message) => {
    await expect(cloud.ready({ config: given, regions: [], accounts })).rejects.toThrow(message);
  });
});

test.each([
  ['a password in the address', { url: 'https://ann:pw@h' }],
  ['another scheme', { url: 'ftp://h' }],
  ['a secret in the open', { url: 'https://h', auth: { kind: 'token', token: 'abc' } }],
  ['a tracking server by its name', { url: 'https://h', auth: { kind: 'sagemaker', tracking_server: 'main' } }],
  ['an id with spaces', { url: 'https://h', id: 'a b' }],
])('the config refuses %s', (_what, server) => {
  expect(configSchema.safeParse({ mlflow: { servers: [server] } }).success).toBe(false);
});

describe('permissions', () => {
  it('in text: each right with the reads that need it', async () => {
    const text = await cloud.permissions.print('text');
    expect(text).toContain('READ on registered models: ');
    expect(text).toMatch(/administrator of the server: GetUser, ListWebhooks/);
  });
  it('as the policy of SageMaker: reads of its own, nothing else', async () => {
    const policy = JSON.parse(await cloud.permissions.print('json'));
    const actions: string[] = policy.Statement[0].Action;
    expect(actions).toContain('sagemaker-mlflow:SearchRuns');
    expect(actions.filter((one) => !/^sagemaker-mlflow:(Get|Search|List)/.test(one))).toEqual([]);
  });
});
