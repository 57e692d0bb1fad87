import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FrontDoor {
  url: string;
  close(): Promise<void>;
}

/**
 * A door before a tracking server that asks for a token and signs in behind it, as managed servers do.
 *
 * @param behind `Authorization` of the server behind.
 * @param refuse Looks at each caller's token; answers by itself what it does not let through.
 */
export async function frontDoor(
  target: string,
  behind: string,
  refuse: (token: string, response: ServerResponse) => boolean,
): Promise<FrontDoor> {
  const server = createServer((asked, response) => {
    const { method, url, headers } = asked;
    const token = headers.authorization?.replace('Bearer ', '');
    if (token !== undefined && refuse(token, response)) return;
    // Who comes without a token stays without.
    const passed = { ...headers, ...(token === undefined ? {} : { authorization: behind }) };
    const onward = request(new URL(url ?? '/', target), { method, headers: passed }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server has an address of this kind
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
