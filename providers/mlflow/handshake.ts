import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { JsonObject } from '../../src/model/json.ts';

/**
 * How the server is reached: scheme, address and, over TLS, what was agreed. Nothing is asked of MLflow itself.
 *
 * @returns `{ scheme, host, address, auth }`, over https also `{ protocol, validTo, issuer }`.
 * @throws Error of the socket where there is no connection or nobody that we trust has signed the certificate.
 */
export async function handshake(url: string, auth: string, signal: AbortSignal): Promise<JsonObject> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const address = isIP(host) ? host : (await lookup(host)).address;
  const scheme = protocol.replace(':', '');
  const base = { scheme, host, address, auth };
  if (scheme === 'http') return base;
  return { ...base, ...(await agreed(host, Number(port || 443), signal)) };
}

function agreed(host: string, port: number, signal: AbortSignal): Promise<JsonObject> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ...(isIP(host) ? {} : { servername: host }) }, () => {
      const { valid_to: validTo, issuer } = socket.getPeerCertificate();
      const told = {
        protocol: socket.getProtocol() ?? '',
        validTo: new Date(validTo).toISOString(),
        issuer: String(issuer.CN ?? issuer.O ?? ''),
      };
      socket.end();
      resolve(told);
    });
    const abort = () => socket.destroy(Object.assign(new Error('the deadline passed'), { name: 'AbortError' }));
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', reject);
    socket.once('close', () => signal.removeEventListener('abort', abort));
  });
}
