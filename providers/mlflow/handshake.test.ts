import { expect, it } from 'vitest';
import { makeAuthority } from '../../src/lab/authority.ts';
import { demoMlflow } from '../../src/lab/demo/mlflow/server.ts';
import { startMlflowLab } from '../../src/lab/mlflow/lab.ts';
import { handshake } from './handshake.ts';

const signal = () => AbortSignal.timeout(5000);

it('over http tells scheme and address', async () => {
  expect(await handshake('http://localhost:1/x', 'none', signal())).toMatchObject({
    scheme: 'http',
    host: 'localhost',
    auth: 'none',
  });
  expect((await handshake('http://[::1]:1', 'basic', signal())).address).toBe('::1');
});

it('over https does not take a certificate that nobody signed', async () => {
  const lab = await startMlflowLab({ estate: demoMlflow(new Date()), tls: await makeAuthority() });
  try {
    await expect(handshake(lab.url, 'basic', signal())).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
  } finally {
    await lab.close();
  }
});
