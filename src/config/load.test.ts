import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from './load.ts';

function load(text: string): ReturnType<typeof loadConfig> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'c.yaml');
  writeFileSync(path, text);
  return loadConfig(path);
}

const aliases = `a: &a [x]\nb: &b [${Array(9).fill('*a')}]\nc: &c [${Array(9).fill('*b')}]\nd: [${Array(9).fill('*c')}]\n`;

it.each([
  ['a key twice', 'store: a\nstore: b\n', /c\.yaml:2:1: .*unique/],
  ['an unknown key at the top', 'organisation: A\nregion: x\n', /c\.yaml:2:1: the file: unknown key 'region'/],
  [
    'an unknown key that is like none',
    'zzzzzz: 1\n',
    /c\.yaml:1:1: .*unknown key 'zzzzzz'; expected one of organisation, store/,
  ],
  [
    'an unknown key in a list',
    'aws:\n  accounts:\n    - id: "111122223333"\n      roel: x\n',
    /c\.yaml:4:7: aws\.accounts\.0: unknown key 'roel'; did you mean 'role'\?/,
  ],
  [
    'an unknown key in a table of rates',
    'aws: { rates: { "s3:*": { per_second: 1, burst: 1, bursts: 2 } } }\n',
    /c\.yaml:1:52: aws\.rates\.s3:\*: unknown key 'bursts'; did you mean 'burst'\?/,
  ],
  [
    'a number where a text belongs',
    'aws:\n  accounts: [{ id: 111122223333 }]\n',
    /c\.yaml:2:20: aws\.accounts\.0\.id: an AWS account id is a text/,
  ],
  ['a word that is none', 'fail_on: hgih\n', /c\.yaml:1:10: fail_on: .*critical/],
  [
    'a member that is left out',
    'aws: { rates: { "s3:*": { per_second: 1 } } }\n',
    /c\.yaml:1:25: aws\.rates\.s3:\*\.burst: /,
  ],
  ['a list at the top', '- a\n', /c\.yaml:1:1: the file: /],
  ['aliases without end', aliases, /c\.yaml:1:1: .*alias/i],
  [
    'everything, in the order of the file',
    'jobs: { newest: x }\ny: 1\nfail_on: z\n',
    /:1:17: .*\n.*:2:1: .*\n.*:3:10: /,
  ],
])('%s: file, line, column', (_name, text, expected) => {
  expect(() => load(text)).toThrow(expected);
});

it.each([
  ['nothing', '', {}],
  ['a comment', '# later\n', {}],
  [
    'everything that it knows',
    'organisation: A\nfail_on: high\njobs: { newest: 0 }\naws:\n  regions: [us-east-1]\n  accounts: [{ id: "111122223333", role: "arn:aws:iam::111122223333:role/R", external_id: e1 }]\n',
    {
      organisation: 'A',
      fail_on: 'high',
      jobs: { newest: 0 },
      aws: {
        regions: ['us-east-1'],
        accounts: [{ id: '111122223333', role: 'arn:aws:iam::111122223333:role/R', external_id: 'e1' }],
      },
    },
  ],
])('reads %s', (_name, text, expected) => {
  expect(load(text)).toEqual(expected);
});
