import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver that reads what it is sent and throws it away. Prints its port; ends with its parent. */
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end('{}');
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
