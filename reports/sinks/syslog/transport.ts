import { createSocket } from 'node:dgram';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { assertReachable, guardedLookup } from '../http/address.ts';

export interface Receiver {
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
  serverName: string;
}

/** Without any sign of life, ms. */
const silenceMs = 20_000;
/** For the receiver to close its end after we closed ours, ms. Those that do not are taken to have read all. */
const goodbyeMs = 3000;

/**
 * Sends over a connection of its own and closes it. Syslog answers nothing; but a receiver that has read to the end closes
 * its side, and one that has not resets it: that is all there is to know.
 */
export function sendStream(to: Receiver, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    assertReachable(to.host, 'any');
    const address = { host: to.host, port: to.port, signal, lookup: guardedLookup('any') };
    const socket =
      to.transport === 'tls'
        ? tls.connect({ ...address, ...(net.isIP(to.serverName) === 0 ? { servername: to.serverName } : {}) })
        : net.connect(address);
    let sent = false;
    socket.setTimeout(silenceMs, () => {
      socket.destroy(Object.assign(new Error(`no answer within ${silenceMs / 1000} s`), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      if (sent) resolve();
      else reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
    });
    // Whatever it says is not looked at; what is not read would keep the end from coming.
    socket.resume();
    socket.once(to.transport === 'tls' ? 'secureConnect' : 'connect', () => {
      socket.end(bytes, () => {
        sent = true;
        setTimeout(() => socket.destroy(), goodbyeMs).unref();
      });
    });
  });
}

/** Datagrams in a row, and the pause after them, ms: what the receiver's buffer cannot hold is dropped without a word. */
const [burst, burstMs] = [10, 5];

/** One datagram a message. That they left is all that is known. */
export async function sendDatagrams(to: Receiver, messages: readonly Buffer[], signal: AbortSignal): Promise<void> {
  assertReachable(to.host, 'any');
  const family = net.isIPv6(to.host) ? 6 : 4;
  const socket = createSocket({
    type: `udp${family}`,
    signal,
    lookup: (name, _options, callback) => guardedLookup('any')(name, { family }, callback as never), // of one address, as asked
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.connect(to.port, to.host, () => resolve());
    });
    for (const [index, message] of messages.entries()) {
      await new Promise<void>((resolve, reject) => {
        socket.send(message, (error) => (error ? reject(error) : resolve()));
      });
      if (index % burst === burst - 1) await sleep(burstMs, undefined, { signal });
    }
  } finally {
    socket.close();
  }
}
