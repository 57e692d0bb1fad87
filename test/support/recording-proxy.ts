import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  url: string;
  /** Bodies of all answers that went through, as text. */
  answers: string[];
  close(): Promise<void>;
}

/** Stands before a lab and keeps what it answers: what a scan was told, whatever it keeps of it. */
export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const answers: string[] = [];
  const server = createServer((asked, response) => {
    const { method, url, headers } = asked;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        answers.push(body.toString('utf8'));
        response.writeHead(answer.statusCode ?? 500, answer.headers).end(body);
      });
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server has an address of this kind
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
