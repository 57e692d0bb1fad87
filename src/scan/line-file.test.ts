import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LineFile } from './line-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each<[string, string[]]>([
  ['no lines', []],
  ['an empty line', ['']],
  ['lines that fill the buffer to the last byte', ['a'.repeat(31), 'b'.repeat(31), 'c']],
  ['lines longer than the buffer', ['a', 'x'.repeat(1000), 'b']],
  ['characters of two, three and four bytes', ['é'.repeat(21), '日'.repeat(21), '😀'.repeat(21), 'z']],
  ['many lines', Array.from({ length: 1000 }, (_, index) => `line ${index} é`)],
])('holds %s', (_name, lines) => {
  const path = join(folder, 'f');
  const file = new LineFile(path, 64);
  for (const line of lines) file.add(line);
  file.close();
  expect(readFileSync(path, 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
