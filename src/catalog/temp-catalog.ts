/** Small catalogs in temporary folders, for the tests of this folder. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PlumblineError } from '../model/errors.ts';
import { model } from './fixture.ts';
import { type Catalog, type LoadOptions, loadCatalog } from './load.ts';

/** Files by path: text, or bytes. */
export type Files = Record<string, string | Uint8Array>;

/** Writes the files, hands over their folder, and removes it afterwards. */
export async function withFiles<T>(files: Files, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'plumbline-catalog-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), content);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** A control on boxes that is in order; `changes` replaces whole keys, null removes one. */
export function controlYaml(changes: Record<string, string | null> = {}): string {
  const parts: Record<string, string | null> = {
    id: 'XX-001',
    slug: 'closed',
    title: 'Boxes are closed',
    severity: 'high',
    why: 'Because.',
    fails_as: "'[is|are] open'",
    applies_to: '[x.box]',
    pass: `'egress != "internet"'`,
    observe: '[egress]',
    fix: '{ aws: { text: Close it. } }',
    themes: '[walls]',
    sources: '[https://example.org/walls]',
    cases: `
  - { name: closed, facts: { egress: none }, expect: pass }
  - { name: open, facts: { egress: internet }, expect: fail }
  - { name: denied, facts: { egress: !missing access-denied }, expect: unknown }`,
    ...changes,
  };
  const entries = Object.entries(parts).filter(([, value]) => value !== null);
  return `${entries.map(([key, value]) => `${key}: ${value}`).join('\n')}\n`;
}

export const frameworkYaml = `id: fw
title: Framework
version: '1'
source: https://example.org/fw
requirements:
  - { id: R1, title: Walls, themes: [walls] }
`;

/** A catalog of one control and one framework, with files replaced or added. */
export const sound = (files: Files = {}): Files => ({
  'doors/closed.yaml': controlYaml(),
  'frameworks/fw.yaml': frameworkYaml,
  ...files,
});

/** Loads files as a catalog over the small model. */
export function load(files: Files, options: Partial<LoadOptions> = {}): Promise<Catalog> {
  return withFiles(files, (dir) => loadCatalog({ dirs: [dir], model, ...options }));
}

/** The problems of files that are not in order, without their folder; empty when they load. */
export async function problemsOf(files: Files): Promise<string[]> {
  return withFiles(files, async (dir) => {
    try {
      await loadCatalog({ dirs: [dir], model });
      return [];
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'CATALOG_INVALID') throw error;
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.replace(`${dir}/`, ''));
    }
  });
}
