import { createHash, createHmac } from 'node:crypto';
import { PlumblineError } from '../../src/model/errors.ts';
import type { RestRequest } from '../rest/operation.ts';
import type { MlflowAuth } from './auth-config.ts';
import { readSecret } from './secrets.ts';

/** How one server is signed in to. */
export interface Authorizer {
  /** Who we are, as far as the config tells: shown as the identity of the scan. */
  identity: string;
  /** Headers of one request. @throws PlumblineError AUTH_EXPIRED when no token is to be had */
  headers(request: RestRequest, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Reads the credentials again; false when they are the same as before. */
  renew(): Promise<boolean>;
}

type Headers = Readonly<Record<string, string>>;

/**
 * @throws PlumblineError AUTH_MISSING when a secret is not where the config says, or a cloud's credentials are not found.
 */
export async function authorizer(auth: MlflowAuth): Promise<Authorizer> {
  if (auth.kind === 'none') return fixed('nobody (no credentials)', () => ({}));
  if (auth.kind === 'basic') {
    const { user, password } = auth;
    return fixed(user, () => ({
      authorization: `Basic ${Buffer.from(`${user}:${readSecret(password)}`).toString('base64')}`,
    }));
  }
  if (auth.kind === 'token' || auth.kind === 'databricks') {
    const { token } = auth;
    return fixed(auth.kind === 'token' ? 'holder of a token' : 'holder of a Databricks token', () => ({
      authorization: `Bearer ${readSecret(token)}`,
    }));
  }
  return auth.kind === 'azure' ? azure() : sagemaker(auth.tracking_server);
}

/** Headers from secrets that only change when their place does. */
function fixed(identity: string, read: () => Headers): Authorizer {
  let now = read();
  return {
    identity,
    headers: async () => now,
    renew: async () => {
      const before = JSON.stringify(now);
      now = read();
      return JSON.stringify(now) !== before;
    },
  };
}

/** @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-rest (audience of the token; read 2026-11) */
async function azure(): Promise<Authorizer> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  let credential = new DefaultAzureCredential();
  const scope = 'https://management.azure.com/.default';
  const token = async (signal: AbortSignal): Promise<string> => {
    try {
      const found = await credential.getToken(scope, { abortSignal: signal });
      return found.token;
    } catch (cause) {
      throw new PlumblineError('AUTH_EXPIRED', 'Azure gave no token for the tracking server.', { cause });
    }
  };
  return {
    identity: 'standard credentials of Azure',
    headers: async (_request, signal) => ({ authorization: `Bearer ${await token(signal)}` }),
    renew: async () => {
      credential = new DefaultAzureCredential();
      return true;
    },
  };
}

/**
 * Requests to MLflow of SageMaker are signed for the service `sagemaker-mlflow` and name the server in a header.
 *
 * @see https://github.com/aws/sagemaker-mlflow (auth.py, request header provider; read 2026-11)
 */
async function sagemaker(arn: string): Promise<Authorizer> {
  const [{ fromNodeProviderChain }, { SignatureV4 }] = await Promise.all([
    import('@aws-sdk/credential-providers'),
    import('@smithy/signature-v4'),
  ]);
  const region = arn.split(':')[3] ?? '';
  let credentials = fromNodeProviderChain();
  const sign = async ({ url, method, body }: RestRequest): Promise<Headers> => {
    const signer = new SignatureV4({ credentials, region, service: 'sagemaker-mlflow', sha256: Sha256 });
    try {
      const signed = await signer.sign({
        protocol: url.protocol,
        hostname: url.hostname,
        method,
        path: url.pathname,
        query: Object.fromEntries(
          [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
        ),
        headers: {
          host: url.host,
          'x-mlflow-sm-tracking-server-arn': arn,
          'x-amz-content-sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
        },
        ...(body === undefined ? {} : { body }),
      });
      const { host: _host, ...headers } = signed.headers;
      return headers;
    } catch (cause) {
      throw new PlumblineError('AUTH_EXPIRED', 'No AWS credentials were found for the tracking server.', { cause });
    }
  };
  return {
    identity: 'standard credentials of AWS',
    headers: sign,
    renew: async () => {
      credentials = fromNodeProviderChain();
      return true;
    },
  };
}

/** SHA-256 as the signer wants it, by Node itself. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }
  reset(): void {
    throw new Error('the signer makes a new one each time');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
