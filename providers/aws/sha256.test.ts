import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from './sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

async function digest(chunks: readonly (string | Uint8Array)[], secret?: string | Uint8Array): Promise<string> {
  const hash = new Sha256(secret);
  for (const chunk of chunks) hash.update(chunk);
  return hex(await hash.digest());
}

const inside = new Uint8Array(Buffer.from('..text..')).subarray(2, 6);

test.each([[[]], [['']], [['text']], [['te', 'xt']], [[inside]], [[Buffer.from('tö'), 'xt']]])(
  'of %j',
  async (chunks) => {
    const whole = Buffer.concat(chunks.map((one) => Buffer.from(one as string)));
    expect(await digest(chunks)).toBe(createHash('sha256').update(whole).digest('hex'));
    for (const secret of ['secret', Buffer.from('secret'), new Uint8Array(32).fill(7)]) {
      const expected = createHmac('sha256', secret).update(whole).digest('hex');
      expect(await digest(chunks, secret)).toBe(expected);
      expect(await digest(chunks, secret)).toBe(expected);
    }
  },
);

test('keys of equal length are not taken for each other', async () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  expect(await digest(['text'], one)).not.toBe(await digest(['text'], other));
});

test('a hash that is reset begins anew', async () => {
  const hash = new Sha256();
  hash.update('one');
  hash.reset();
  hash.update('two');
  expect(hex(await hash.digest())).toBe(createHash('sha256').update('two').digest('hex'));
});
