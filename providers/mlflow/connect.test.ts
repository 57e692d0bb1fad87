import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { serverId, uidOf } from './address.ts';
import { authorizer } from './auth.ts';
import type { MlflowAuth } from './auth-config.ts';
import { connect } from './connect.ts';
import { readSecret } from './secrets.ts';

afterEach(() => vi.unstubAllEnvs());

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a listening TCP server has one
}

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'secret'), text);
  return join(folder, 'secret');
}

describe('ids', () => {
  test.each([
    ['https://MLflow.example.com', 'mlflow.example.com'],
    ['https://mlflow.example.com:443/', 'mlflow.example.com'],
    ['http://mlflow.example.com:5000/team/', 'mlflow.example.com:5000/team'],
  ])('%s is %s', (url, id) => expect(serverId(url)).toBe(id));
  it('have parts that do not run into each other', () => {
    expect(uidOf('h', 'model-version', 'a/b', '1')).toBe('mlflow://h/model-version/a%2Fb/1');
    expect(uidOf('h', 'server')).toBe('mlflow://h/server');
  });
});

describe('secrets', () => {
  it('come from the environment or a file', () => {
    vi.stubEnv('PLUMBLINE_TEST_SECRET', 'from-env');
    expect(readSecret({ env: 'PLUMBLINE_TEST_SECRET' })).toBe('from-env');
    expect(readSecret({ file: file(' from-file\n') })).toBe('from-file');
  });
  test.each([
    [{ env: 'PLUMBLINE_TEST_NONE' }, /PLUMBLINE_TEST_NONE is not set/],
    [{ file: '/nowhere/at/all' }, /nowhere.*cannot be read/],
  ])('%j is missing', (reference, message) => expect(() => readSecret(reference)).toThrow(message));
  it('an empty file is none', () => {
    const path = file('\n');
    expect(() => readSecret({ file: path })).toThrow(/is empty/);
  });
});

const request = (method: 'GET' | 'POST' = 'GET', body?: string) => ({
  method,
  url: new URL('https://eu-west-1.experiments.sagemaker.aws/api/2.0/mlflow/runs/get?run_id=r%201'),
  ...(body === undefined ? {} : { body }),
});
const headers = async (auth: MlflowAuth) => (await authorizer(auth)).headers(request(), AbortSignal.timeout(1000));

describe('how a request is signed', () => {
  it('by nobody, a password, a token', async () => {
    vi.stubEnv('PLUMBLINE_TEST_SECRET', 'p:w');
    const env = { env: 'PLUMBLINE_TEST_SECRET' };
    expect(await headers({ kind: 'none' })).toEqual({});
    expect(await headers({ kind: 'basic', user: 'ann', password: env })).toEqual({
      authorization: `Basic ${btoa('ann:p:w')}`,
    });
    expect(await headers({ kind: 'token', token: env })).toEqual({ authorization: 'Bearer p:w' });
    expect(await headers({ kind: 'databricks', token: env })).toEqual({ authorization: 'Bearer p:w' });
  });

  it('again, once its place holds another one', async () => {
    vi.stubEnv('PLUMBLINE_TEST_SECRET', 'old');
    const found = await authorizer({ kind: 'token', token: { env: 'PLUMBLINE_TEST_SECRET' } });
    expect(await found.renew()).toBe(false);
    vi.stubEnv('PLUMBLINE_TEST_SECRET', 'new');
    expect(await found.renew()).toBe(true);
    expect(await found.headers(request(), AbortSignal.timeout(1000))).toEqual({ authorization: 'Bearer new' });
  });

  it('for SageMaker: service, region, server and body are in it', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-secret-of-anybody');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:mlflow-tracking-server/main';
    const signer = await authorizer({ kind: 'sagemaker', tracking_server: arn });
    const get = await signer.headers(request(), AbortSignal.timeout(1000));
    const post = await signer.headers(request('POST', '{}'), AbortSignal.timeout(1000));
    expect(get['x-mlflow-sm-tracking-server-arn']).toBe(arn);
    expect(get.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sagemaker-mlflow\/aws4_request, SignedHeaders=[^,]*host[^,]*x-mlflow-sm-tracking-server-arn, Signature=[0-9a-f]{64}$/,
    );
    expect(get['x-amz-content-sha256']).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(post['x-amz-content-sha256']).not.toBe(get['x-amz-content-sha256']);
    expect(get.host).toBeUndefined();
  });
});

describe('signing in', () => {
  it('asks one thing, with credentials', async () => {
    vi.stubEnv('PLUMBLINE_TEST_SECRET', 'pw');
    const seen: IncomingMessage[] = [];
    const url = await serving((asked, response) => {
      seen.push(asked);
      response.end('{"experiments":[]}');
    });
    const [found] = await connect([
      { url, name: 'main', auth: { kind: 'basic', user: 'ann', password: { env: 'PLUMBLINE_TEST_SECRET' } } },
    ]);
    expect(found).toMatchObject({ account: new URL(url).host, name: 'main' });
    expect(found?.session.identity).toBe('ann');
    expect(seen.map((one) => [one.method, one.url, one.headers.authorization])).toEqual([
      ['POST', '/api/2.0/mlflow/experiments/search', `Basic ${btoa('ann:pw')}`],
    ]);
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      'a password that is wrong',
      (_asked, response) => response.writeHead(401, { 'www-authenticate': 'Basic' }).end('no'),
      /AUTH_MISSING.*did not accept the credentials: HTTP 401 Basic/,
    ],
    [
      'a door in front',
      (_asked, response) => response.writeHead(302, { location: 'https://login.example' }).end(),
      /AUTH_MISSING.*HTTP 302/,
    ],
    [
      'a token out of date',
      (_asked, response) => response.writeHead(403).end('{"error_code":"403","message":"Invalid access token."}'),
      /AUTH_MISSING.*have expired/,
    ],
    ['nobody there', (asked) => asked.socket.destroy(), /NETWORK.*could not be reached/],
  ])('%s stops the scan before it begins', async (_what, answer, expected) => {
    const url = await serving(answer);
    const error = await connect([{ url }]).then(
      () => undefined,
      (cause: { code: string; message: string }) => `${cause.code}: ${cause.message}`,
    );
    expect(error).toMatch(expected);
  });

  it('asks again when the connection breaks', async () => {
    let asked = 0;
    const url = await serving((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end('{"experiments":[]}');
    });
    expect(await connect([{ url }])).toHaveLength(1);
    expect(asked).toBe(2);
  });

  test.each<[string, RequestListener]>([
    ['rights on nothing', (_asked, response) => response.writeHead(403).end('Permission denied')],
    ['a page of a proxy', (_asked, response) => response.end('<html>')],
    ['a server out of order', (_asked, response) => response.writeHead(500).end('{}')],
  ])('%s is a gap, not the end', async (_what, answer) => {
    expect(await connect([{ url: await serving(answer) }])).toHaveLength(1);
  });
});
