import { afterEach, expect, test } from 'vitest';
import { readIfThere, readSecret, scrub } from '../secret.ts';
import { addressOf, urlOrRef } from './url.ts';

afterEach(() => {
  delete process.env.TEST_URL;
});

const of = (url: string) => addressOf(url, 'chat', readSecret);

test.each([
  ['https://hooks.example', 'https://hooks.example'],
  ['https://hooks.example:8443/', 'https://hooks.example:8443'],
  ['https://hooks.example/services/T0/B0/s3cr3t', 'https://hooks.example/…'],
  ['https://hooks.example/?token=s3cr3t', 'https://hooks.example/…'],
  ['https://user:s3cr3t@hooks.example/', 'https://hooks.example'],
])('of %s, %s is shown', (url, shown) => {
  expect(of(url).shown).toBe(shown);
  expect(of(url).url.href).toBe(new URL(url).href);
});

test.each([
  ['its path', 'https://h.example/in/T01/a-long-s3cr3t', 'no route for /in/T01/a-long-s3cr3t'],
  ['a part of its path', 'https://h.example/in/T01/a-long-s3cr3t', 'no hook a-long-s3cr3t'],
  ['the whole of it', 'https://h.example/s3cr3t?a=1', 'sent to https://h.example/s3cr3t?a=1'],
  ['a value of its query', 'https://h.example/?key=s3cr3t', 'bad key: s3cr3t'],
  ['a value as it is escaped', 'https://h.example/?key=a%2Fs3cr3t', 'bad key: a%2Fs3cr3t'],
  ['a value that is escaped', 'https://h.example/?key=a%2Bs3cr3t', 'bad key: a+s3cr3t'],
  ['a query without names', 'https://h.example/?s3cr3t', 'what is s3cr3t'],
  ['its password', 'https://me:s3cr3t@h.example/', 'no such password: s3cr3t'],
  [
    'user and password as they are sent',
    'https://me:s3cr3t@h.example/',
    `Basic ${Buffer.from('me:s3cr3t').toString('base64')}`,
  ],
])('%s is taken out of what a receiver answers', (_what, url, said) => {
  const text = scrub(said, of(url).secrets);
  expect(text).toContain('[secret]');
  for (const part of ['s3cr3t', Buffer.from('me:s3cr3t').toString('base64')]) expect(text).not.toContain(part);
});

test.each([
  ['https://h.example/', 'the host h.example is busy'],
  ['https://h.example/?token=s3cr3t', 'the token is not known'],
])('what is said of %s beside that stays: %s', (url, said) => {
  expect(scrub(said, of(url).secrets)).toBe(said);
});

test('it may be read from where the config says; what is no address is not quoted', () => {
  expect(() => addressOf({ env: 'TEST_URL' }, 'chat', readSecret)).toThrow('the environment has no TEST_URL');
  expect(addressOf({ env: 'TEST_URL' }, 'chat', readIfThere).shown).toBe('address in TEST_URL');
  process.env.TEST_URL = 'https://h.example/s3cr3t';
  expect(addressOf({ env: 'TEST_URL' }, 'chat', readSecret)).toMatchObject({ shown: 'https://h.example/…' });
  for (const wrong of ['s3cr3t', 'ftp://h.example/s3cr3t', 'file:///s3cr3t']) {
    process.env.TEST_URL = wrong;
    expect(() => addressOf({ env: 'TEST_URL' }, 'chat', readSecret)).toThrow(
      /^The address of chat begins with neither/,
    );
  }
});

test.each([
  ['https://h.example/x', true],
  [{ env: 'A' }, true],
  [{ file: '/run/a' }, true],
  ['ftp://h.example', false],
  ['h.example', false],
  [{ env: 'A', file: 'b' }, false],
])('%j: %s', (value, expected) => {
  expect(urlOrRef.safeParse(value).success).toBe(expected);
});
