import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalog } from '../catalog/index.ts';
import { catalogPage } from './catalog-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Writes every generated file. @returns the paths of those that changed. */
export async function writeGenerated(): Promise<string[]> {
  const catalog = await loadCatalog({ dirs: [join(root, 'controls')] });
  const files: [string, string][] = [['controls/catalog.gen.md', catalogPage(catalog)]];
  const changed: string[] = [];
  for (const [path, text] of files) {
    const full = join(root, path);
    if (existsSync(full) && readFileSync(full, 'utf8') === text) continue;
    writeFileSync(full, text);
    changed.push(path);
  }
  return changed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of await writeGenerated()) process.stdout.write(`${path}\n`);
}
