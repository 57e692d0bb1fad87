import type { Tokens } from './tokens.ts';

/** What Google's client sends with a call. */
interface Init {
  method?: string;
  headers?: Headers;
  body?: string | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
}

/**
 * The client's way out: our tokens, Node's fetch with the authorities that we trust, and the address that the config
 * names. The client knows hosts only; an endpoint may have a path.
 */
export function resourceManagerDoor(tokens: Tokens, endpoint: string | undefined) {
  return {
    universeDomain: 'googleapis.com',
    getRequestHeaders: async () => new Headers(await tokens.headers()),
    fetch: async (address: string | URL, { method = 'GET', headers, body, signal }: Init = {}) => {
      const asked = new URL(address);
      const url = endpoint ? `${endpoint}/cloudresourcemanager${asked.pathname}${asked.search}` : asked;
      const all = new Headers(headers);
      for (const [name, value] of Object.entries(await tokens.headers())) all.set(name, value);
      return fetch(url, {
        method,
        headers: all,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
        ...(signal ? { signal } : {}),
      });
    },
  };
}
