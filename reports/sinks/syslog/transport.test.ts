import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { type Receiver, sendDatagrams, sendStream } from './transport.ts';

const signal = AbortSignal.timeout(10_000);
const to = (host: string, transport: Receiver['transport'], port = 514): Receiver => ({
  host,
  port,
  transport,
  serverName: host,
});

test.each(['169.254.169.254', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'])(
  'nothing is sent to a metadata service (%s)',
  async (host) => {
    const refused = { code: 'EREFUSED' };
    await expect(sendStream(to(host, 'tcp'), Buffer.from('x'), signal)).rejects.toMatchObject(refused);
    await expect(sendStream(to(host, 'tls'), Buffer.from('x'), signal)).rejects.toMatchObject(refused);
    await expect(sendDatagrams(to(host, 'udp'), [Buffer.from('x')], signal)).rejects.toMatchObject(refused);
  },
);

test('a datagram goes to a name, too', async () => {
  const receiver = createSocket('udp4').bind(0, '127.0.0.1');
  await once(receiver, 'listening');
  const received = once(receiver, 'message');
  await sendDatagrams(to('localhost', 'udp', receiver.address().port), [Buffer.from('hello')], signal);
  expect(String((await received)[0])).toBe('hello');
  receiver.close();
});
