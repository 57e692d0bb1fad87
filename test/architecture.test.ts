import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms a room may import from; itself always. `design` of the layout, one line each. */
const allowed: Record<string, readonly string[]> = {
  'src/formats': ['src/model'],
  'src/model': [],
  'src/limits': ['src/model'],
  'src/catalog': ['src/model'],
  'src/store': ['src/model'],
  'src/delivery': ['src/model', 'src/store'],
  'src/scan': ['src/model', 'src/limits', 'src/catalog', 'src/store', 'src/drift'],
  'src/drift': ['src/model', 'src/store'],
  'src/schedule': ['src/model', 'src/store'],
  'src/lab': ['src/model'],
  'src/config': ['src/model', 'src/catalog', 'src/schedule'],
  'src/tools': ['src/catalog', 'src/model'],
  'src/cli': [
    'src/model',
    'src/limits',
    'src/catalog',
    'src/store',
    'src/scan',
    'src/delivery',
    'src/drift',
    'src/schedule',
    'src/lab',
    'src/config',
    'providers',
    'reports',
    'src/formats',
  ],
  providers: ['src/model', 'src/limits'],
  // What belongs at a receiver is put there by its sink.
  reports: ['src/model', 'templates', 'deploy'],
  templates: ['reports', 'src/model'],
};

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? `src/${second}` : first;
}

function files(): string[] {
  return ['src', 'providers', 'reports', 'templates'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, resolve(join(root, dirname(path)), match[1] ?? '')).replaceAll('\\', '/'),
  );
}

describe('the direction of imports', () => {
  const all = files();

  it('sees the code', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('is as the layout says', () => {
    const wrong = all.flatMap((path) => {
      const room = roomOf(path);
      return importsOf(path)
        .map(roomOf)
        .filter((other) => other !== room && !(allowed[room] ?? []).includes(other))
        .map((other) => `${path} imports from ${other}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has no cycles', () => {
    const graph = new Map(all.map((path) => [path, importsOf(path)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]): void => {
      if (done.has(path)) return;
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of all) visit(path, []);
    expect(cycles).toEqual([]);
  });
});
