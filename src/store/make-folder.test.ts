import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const base = mkdtempSync(join(tmpdir(), 'plumbline-folders-'));

it('makes what is missing, and leaves what is there', () => {
  makeFolder(join(base, 'a/b/c'));
  makeFolder(join(base, 'a/b/c'));
  expect(statSync(join(base, 'a/b/c')).isDirectory()).toBe(true);
});

it.each([
  ['a file in its place', 'file', 'EEXIST'],
  ['a file above', 'file/below', 'EEXIST'],
])('%s is told', (_what, path, code) => {
  writeFileSync(join(base, 'file'), '');
  expect(() => makeFolder(join(base, path))).toThrow(expect.objectContaining({ code }));
});

it.skipIf(!existsSync('/proc/self'))('a file system that takes no folders is told, not asked for ever', () => {
  expect(() => makeFolder('/proc/plumbline/out')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
