import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Azurite {
  url: string;
  account: string;
  key: string;
  connectionString: string;
  stop(): Promise<void>;
}

const azuriteAccount = 'nordfjell';

/** Azure's own emulator of Blob Storage, in memory, on loopback, with an account of this run. */
export async function startAzurite(): Promise<Azurite> {
  const port = await freePort();
  const key = randomBytes(64).toString('base64');
  const main = fileURLToPath(new URL('./node_modules/azurite/dist/src/blob/main.js', import.meta.url));
  const options = [
    '--blobHost',
    '127.0.0.1',
    '--blobPort',
    String(port),
    '--inMemoryPersistence',
    '--disableTelemetry',
  ];
  const server = spawn(process.execPath, [main, ...options, '--skipApiVersionCheck'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, AZURITE_ACCOUNTS: `${azuriteAccount}:${key}` },
  });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => said.push(String(data)));
  const ended = once(server, 'exit');
  const url = `http://127.0.0.1:${port}/${azuriteAccount}`;
  for (let waited = 0; ; waited += 100) {
    if (server.exitCode !== null || waited > 60_000) {
      server.kill();
      throw new Error(`Azurite did not start: ${said.join('').slice(-2000)}`);
    }
    if (await fetch(url).then(Boolean, () => false)) break;
    await sleep(100);
  }
  return {
    url,
    account: azuriteAccount,
    key,
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${azuriteAccount};AccountKey=${key};BlobEndpoint=${url};`,
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
