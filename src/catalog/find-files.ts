import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problems } from './problems.ts';
import type { FoundFile } from './read-file.ts';
import { maxFileBytes } from './yaml-file.ts';

const frameworksFolder = 'frameworks';

/** Files of a catalog folder: `<family>/<slug>.yaml`, and `frameworks/<id>.yaml`. */
export interface FoundFiles {
  controls: FoundFile[];
  frameworks: FoundFile[];
}

/**
 * Finds and reads the files of one catalog folder, in the order of their names. Names that begin with a dot and files
 * of other kinds (a README) are passed over; YAML in the wrong place is a problem, so that no control is lost silently.
 */
export async function findFiles(dir: string, problems: Problems): Promise<FoundFiles> {
  const found: FoundFiles = { controls: [], frameworks: [] };
  const entries = await list(dir, problems, dir);
  if (entries && entries.length === 0) problems.add({ file: dir, line: 1, column: 1, message: 'the folder is empty' });
  for (const entry of entries ?? []) {
    const path = join(dir, entry);
    if (!(await stat(path)).isDirectory()) {
      if (isYaml(entry)) misplaced(path, problems);
      continue;
    }
    const into = entry === frameworksFolder ? found.frameworks : found.controls;
    for (const file of (await list(path, problems, dir)) ?? []) {
      const read = await readOne(join(path, file), `${entry}/${file}`, problems);
      if (read) into.push(read);
    }
  }
  return found;
}

/** Finds and reads the frameworks of a folder that holds nothing else. */
export async function findFrameworks(dir: string, problems: Problems): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const file of (await list(dir, problems, dir)) ?? []) {
    const read = await readOne(join(dir, file), `${frameworksFolder}/${file}`, problems);
    if (read) found.push(read);
  }
  return found;
}

async function list(dir: string, problems: Problems, top: string): Promise<string[] | undefined> {
  try {
    return (await readdir(dir)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    problems.add({ file: dir, line: 1, column: 1, message: `cannot be read as a folder of ${top}: ${why(error)}` });
    return undefined;
  }
}

async function readOne(name: string, path: string, problems: Problems): Promise<FoundFile | undefined> {
  const at = { file: name, line: 1, column: 1 };
  try {
    const { size, isDir } = await stat(name).then((each) => ({ size: each.size, isDir: each.isDirectory() }));
    if (isDir) {
      if ((await readdir(name)).some(isYaml)) misplaced(name, problems);
      return undefined;
    }
    if (!isYaml(name)) return undefined;
    if (!name.endsWith('.yaml')) problems.add({ ...at, message: 'expected the ending .yaml' });
    if (size > maxFileBytes) {
      problems.add({ ...at, message: `the file has ${size} bytes; expected at most ${maxFileBytes}` });
      return undefined;
    }
    return { name, path, source: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(name)) };
  } catch (error) {
    problems.add({ ...at, message: `cannot be read: ${why(error)}` });
    return undefined;
  }
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function misplaced(file: string, problems: Problems): void {
  const message = 'in the wrong place; expected <family>/<slug>.yaml or frameworks/<id>.yaml';
  problems.add({ file, line: 1, column: 1, message });
}

function why(error: unknown): string {
  if (error instanceof TypeError) return 'it is not UTF-8';
  const code = (error as NodeJS.ErrnoException).code; // undefined on errors that are not the system's
  return code ?? (error instanceof Error ? error.message : String(error));
}
