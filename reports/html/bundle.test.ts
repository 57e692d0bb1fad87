import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from './bundle.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-bundle-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return join(dir, 'main.ts');
}

test('joins modules behind what they import, each once, without types', () => {
  const entry = write({
    'main.ts':
      "import type { T } from './types.ts';\nimport { b } from './b.ts';\nimport { a } from './a.ts';\nconst t: T = a() + b();\nout.push(t);\n",
    'b.ts': "import {\n  a,\n} from './a.ts';\nexport const b = (): number => a() * 10;\n",
    'a.ts': 'export function a(): number {\n  return 2;\n}\n',
    'types.ts': 'export type T = number;\n',
  });
  const out: number[] = [];
  runInNewContext(bundle(entry, dir), { out });
  expect(out).toEqual([22]);
});

test('follows re-exports, drops comments', () => {
  const entry = write({
    'main.ts': "import { x } from './again.ts';\n/** What it is for. */\nout.push(x);\n",
    'again.ts': "export { x } from './x.ts';\n",
    'x.ts': 'export const x = 5;\n',
  });
  const code = bundle(entry, dir);
  const out: number[] = [];
  runInNewContext(code, { out });
  expect(out).toEqual([5]);
  expect(code).not.toContain('What it is for');
});

test.each([
  [
    'two of one name',
    { 'main.ts': "import { a } from './a.ts';\nconst b = a;\n", 'a.ts': 'export const a = 1;\nconst b = 2;\n' },
    /both declare b/,
  ],
  ['a package', { 'main.ts': "import { readFileSync } from 'node:fs';\n" }, /imports the package node:fs/],
  [
    'a renaming',
    { 'main.ts': "import { a as b } from './a.ts';\n", 'a.ts': 'export const a = 1;\n' },
    /renames an import/,
  ],
  ['a default export', { 'main.ts': 'export default 1;\n' }, /form that is not joined/],
])('refuses %s', (_, files, message) => {
  expect(() => bundle(write(files), dir)).toThrow(message);
});
