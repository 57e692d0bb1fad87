import type * as z from 'zod';
import type { Control, Framework } from '../model/control.ts';
import type { Json } from '../model/json.ts';
import { shown } from './door.ts';
import { didYouMean } from './nearest.ts';
import type { Problems } from './problems.ts';
import { controlSchema, frameworkSchema, knownKeys, slugPattern } from './schema.ts';
import { type Path, readYaml, type YamlFile } from './yaml-file.ts';

/** Where a file of the catalog was found. */
export interface FoundFile {
  /** As problems name it: the folder as it was given, and the path in it. */
  name: string;
  /** Path in its catalog folder, with slashes: `network/no-direct-internet.yaml`. */
  path: string;
  source: string;
}

/** A control and the file it came from, for problems that show only later. */
export interface ControlFile {
  control: Control;
  yaml: YamlFile;
}

/** A framework and its file. */
export interface FrameworkFile {
  framework: Framework;
  yaml: YamlFile;
}

/** Reads a control's file. @returns undefined when its YAML or its shape is wrong: then problems were added. */
export function readControl(found: FoundFile, problems: Problems): ControlFile | undefined {
  const yaml = readYaml(found.name, found.source, problems);
  const stated = yaml && shaped(controlSchema, yaml, problems);
  if (!stated) return undefined;
  const [folder = '', file = ''] = found.path.split('/');
  if (!slugPattern.test(folder)) {
    problems.add(yaml.problem([], `the folder is '${folder}'; expected a family in lower-case words joined by -`));
  }
  if (`${stated.slug}.yaml` !== file) {
    problems.add(
      yaml.problem(['slug'], `the slug is '${stated.slug}'; expected the name of the file, '${file.slice(0, -5)}'`),
    );
  }
  if (stated.family !== undefined && stated.family !== folder) {
    problems.add(
      yaml.problem(['family'], `the family is '${stated.family}'; expected the name of the folder, '${folder}'`),
    );
  }
  // The folder names the family; the file may repeat it.
  const control: Control = { ...stated, native: stated.native ?? {}, family: folder, file: found.path };
  return { control, yaml };
}

/** Reads a framework's file. @returns undefined when its YAML or its shape is wrong: then problems were added. */
export function readFramework(found: FoundFile, problems: Problems): FrameworkFile | undefined {
  const yaml = readYaml(found.name, found.source, problems);
  const stated = yaml && shaped(frameworkSchema, yaml, problems);
  if (!stated) return undefined;
  if (!found.path.endsWith(`/${stated.id}.yaml`)) {
    problems.add(yaml.problem(['id'], `the id is '${stated.id}'; expected the name of the file`));
  }
  const requirements = stated.requirements.map((each) => ({ ...each, themes: each.themes ?? [] }));
  return { framework: { ...stated, requirements }, yaml };
}

function shaped<S extends z.ZodType>(schema: S, yaml: YamlFile, problems: Problems): z.output<S> | undefined {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const misspelt = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('/')));
  for (const issue of issues) {
    const path = issue.path as Path; // symbols come from no YAML
    if (issue.code === 'custom' && misspelt.has(path.join('/'))) continue; // one cause, one problem
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        problems.add(yaml.keyProblem(path, key, `unknown key '${key}'${didYouMean(key, knownKeys)}`));
      }
      continue;
    }
    const value = valueAt(yaml.value, path);
    const what = value === undefined ? `'${path.at(-1)}' is missing` : `unexpected ${shown(value)}`;
    problems.add(yaml.problem(path, `${what}; expected ${issue.message}`));
  }
  return undefined;
}

function valueAt(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, Json>)[key]; // an own key of an array or mapping
  }
  return at;
}
