import { resolve } from 'node:path';
import type { Control, Framework } from '../model/control.ts';
import { checkCatalog, lintAcross } from './check-catalog.ts';
import { type CheckedControl, checkControl } from './check-control.ts';
import { digestOf } from './digest.ts';
import { Environments } from './environments.ts';
import { findFiles, findFrameworks } from './find-files.ts';
import { type CompiledControl, compileControl } from './judge.ts';
import { type Model, standardModel } from './model.ts';
import { type Problem, Problems, problemText, sortProblems } from './problems.ts';
import { readControl, readFramework } from './read-file.ts';

/** Version of the catalog that comes with Plumbline: the month its controls were last reviewed. */
export const catalogVersion = '2026.11';

/** Controls and frameworks that are known to be in order. */
export interface Catalog {
  /** `2026.11`; with `+own` where folders of the user added to it. */
  version: string;
  /** SHA-256 over the canonical content (digest.ts). */
  digest: string;
  /** By id. Deprecated ones are among them: their ids stay taken. */
  controls: readonly Control[];
  frameworks: readonly Framework[];
  model: Model;
  /** Controls in service that judge a kind, compiled; empty for a kind that none judges. */
  forKind(kind: string): readonly CompiledControl[];
  /** Kinds that a control judges. @throws RangeError on an unknown id. */
  kindsOf(controlId: string): readonly string[];
  /** Framework id -> ids of the requirements that a control bears on, by its themes or by name. */
  frameworksOf(controlId: string): Record<string, string[]>;
  /** What is allowed and worth a second look. */
  lint: readonly Problem[];
}

export interface LoadOptions {
  /** Our own folder first, then those of the user. */
  dirs: readonly string[];
  /** Folder of frameworks; `frameworks/` in each of `dirs` is read in any case. */
  frameworksDir?: string;
  /** The declared kinds; Plumbline's own by default. */
  model?: Model;
}

/**
 * Loads, checks and compiles a catalog.
 *
 * @throws PlumblineError CATALOG_INVALID that lists every problem of every file by file:line:column.
 */
export async function loadCatalog({ dirs, frameworksDir, model = standardModel }: LoadOptions): Promise<Catalog> {
  const problems = new Problems();
  const lint: Problem[] = [];
  const environments = new Environments(model);
  const found = await Promise.all(dirs.map((dir) => findFiles(dir, problems)));
  const read = dirs.map((dir) => resolve(dir, 'frameworks'));
  const apart = frameworksDir !== undefined && !read.includes(resolve(frameworksDir));
  const frameworkFiles = [
    ...(apart ? await findFrameworks(frameworksDir, problems) : []),
    ...found.flatMap((each) => each.frameworks),
  ].flatMap((file) => readFramework(file, problems) ?? []);
  const controlFiles = found
    .flatMap((each) => each.controls)
    .flatMap((file) => readControl(file, problems) ?? [])
    .map((file) => checkControl(file, environments, problems, lint));
  checkCatalog(controlFiles, frameworkFiles, problems);
  problems.throwIfAny();
  lint.push(...lintAcross(controlFiles, frameworkFiles));
  const frameworks = frameworkFiles.map((each) => each.framework);
  const version = dirs.length > 1 ? `${catalogVersion}+own` : catalogVersion;
  return assemble(version, controlFiles, frameworks, environments, sortProblems(lint));
}

function assemble(
  version: string,
  files: readonly CheckedControl[],
  frameworks: readonly Framework[],
  environments: Environments,
  lint: readonly Problem[],
): Catalog {
  const sorted = [...files].sort((a, b) => (a.control.id < b.control.id ? -1 : 1));
  const byId = new Map(sorted.map((each) => [each.control.id, each]));
  const controls = sorted.map((each) => each.control);
  const compiled = new Map<string, CompiledControl[]>();
  const mapped = new Map(controls.map((control) => [control.id, requirementsOf(control, frameworks)]));
  const known = <T>(value: T | undefined, id: string): T => {
    if (value === undefined) throw new RangeError(`no control ${id}`);
    return value;
  };
  return {
    version,
    digest: digestOf(controls, frameworks),
    controls,
    frameworks,
    model: environments.model,
    forKind(kind) {
      let made = compiled.get(kind);
      if (!made) {
        const judging = sorted.filter(({ control, kinds }) => control.deprecated === undefined && kinds.includes(kind));
        made = judging.map(({ control }) => compileControl(control, kind, environments));
        compiled.set(kind, made);
      }
      return made;
    },
    kindsOf: (id) => known(byId.get(id), id).kinds,
    frameworksOf: (id) => structuredClone(known(mapped.get(id), id)),
    lint,
  };
}

function requirementsOf(control: Control, frameworks: readonly Framework[]): Record<string, string[]> {
  const themes = new Set(control.themes);
  const entries = frameworks.flatMap(({ id, requirements }): [string, string[]][] => {
    const met = requirements.filter(
      (each) => each.themes.some((theme) => themes.has(theme)) || each.controls?.includes(control.id),
    );
    return met.length === 0 ? [] : [[id, met.map((each) => each.id)]];
  });
  return Object.fromEntries(entries);
}

/** Warnings about a catalog that loads, one line each: `file:line:column: ...`. */
export function lintCatalog(catalog: Catalog): string[] {
  return catalog.lint.map(problemText);
}
