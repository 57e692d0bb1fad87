import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const compiledRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The page's script: a module and all that it imports, types stripped, joined in one function. Names are shared, so
 * that no two modules may declare the same one; imports may not rename. Depends on the style that the formatter keeps:
 * top-level declarations and imports start in the first column.
 *
 * @param root folder that both the entry and our own modules lie in.
 * @throws Error on what it cannot join: a package, a renaming, a name declared twice.
 */
export function bundle(entry: string, root: string): string {
  const modules = new Map<string, string>();
  const declared = new Map<string, string>();
  load(resolve(entry));
  return `(() => {\n'use strict';\n${[...modules.values()].join('\n')}\n})();\n`;

  function load(path: string): void {
    if (modules.has(path)) return;
    modules.set(path, '');
    const { code, imports } = readModule(path);
    for (const specifier of imports) load(findModule(path, specifier, root));
    for (const name of declaredIn(code)) {
      const other = declared.get(name);
      if (other) throw new Error(`${path} and ${other} both declare ${name}`);
      declared.set(name, path);
    }
    modules.delete(path); // Behind what it imports.
    modules.set(path, code);
  }
}

const importOrReexport = /^(?:import|export)\s*(?:\{([^}]*)\}\s*from\s*)?(['"])([^'"]+)\2;?/gm;

function readModule(path: string): { code: string; imports: string[] } {
  const source = readFileSync(path, 'utf8');
  const plain = path.endsWith('.ts') ? stripTypes(source) : source;
  const imports: string[] = [];
  const code = plain
    .replace(importOrReexport, (_, names: string | undefined, _quote, specifier: string) => {
      if (names && /\sas\s/.test(names)) throw new Error(`${path} renames an import`);
      imports.push(specifier);
      return '';
    })
    .replace(/^export (?=async function|function|class|const|let)/gm, '');
  if (/^(import|export)\b/m.test(code)) throw new Error(`${path} has an import or export of a form that is not joined`);
  return { code: withoutComments(code), imports };
}

function declaredIn(code: string): string[] {
  return [...code.matchAll(/^(?:async )?(?:function\*?|class|const|let)\s+([\w$]+)/gm)].map(([, name]) => name ?? '');
}

function findModule(from: string, specifier: string, root: string): string {
  if (!specifier.startsWith('.')) throw new Error(`${from} imports the package ${specifier}`);
  const path = resolve(dirname(from), specifier);
  if (existsSync(path)) return path;
  // In the published package our own modules are compiled, one folder deeper; the page's script is not.
  return join(compiledRoot, relative(root, path)).replace(/\.ts$/, '.js');
}

/** Whole-line comments, JSDoc blocks and empty lines; a comment behind code stays. */
function withoutComments(code: string): string {
  return code
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
}

/** Node's own type stripping, without the warning that it is experimental: the notice is for those who call it. */
function stripTypes(source: string): string {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return nodeModule.stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
