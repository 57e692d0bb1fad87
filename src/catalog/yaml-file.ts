import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, type ScalarTag, visit } from 'yaml';
import { missingReasons } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Problem, Problems } from './problems.ts';
import { sourceOffset } from './scalar-offset.ts';

/** Largest file that is read: controls are a few kilobytes, frameworks some dozens. */
export const maxFileBytes = 256 * 1024;
const maxAliases = 20;

/** `!missing <reason>` in the cases of a control. */
const missingTag: ScalarTag = {
  tag: '!missing',
  identify: () => false, // for reading only
  resolve(text, onError) {
    const reason = text.trim();
    if (!missingReasons.some((each) => each === reason)) {
      onError(`no reason '${reason}' for a missing fact; expected one of ${missingReasons.join(', ')}`);
    }
    return { $missing: { reason } };
  },
};

/** Keys and indexes from the top of a file to a place in it. */
export type Path = readonly (string | number)[];

/**
 * A parsed YAML file that can tell where in it everything stands. The tree with the places is made when it is first asked
 * for: those of a whole catalog are larger than its values, and a sound one needs none.
 */
export class YamlFile {
  readonly name: string;
  readonly value: Json;
  readonly #source: string;
  #tree: { document: Document; lines: LineCounter } | undefined;

  constructor(name: string, source: string, value: Json) {
    this.name = name;
    this.#source = source;
    this.value = value;
  }

  /** A problem at a place; where the place is not there, at the nearest one above it. */
  problem(path: Path, message: string): Problem {
    return this.#at(this.#node(path)?.range?.[0] ?? 0, message);
  }

  /** A problem at the key `key` of the mapping at `path`. */
  keyProblem(path: Path, key: string, message: string): Problem {
    const map = this.#node(path);
    const pair = isMap(map) ? map.items.find((each) => isScalar(each.key) && each.key.value === key) : undefined;
    const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return this.#at(offset ?? map?.range?.[0] ?? 0, message);
  }

  /** A problem at a character of the text at `path`, e.g. within a CEL expression. */
  textProblem(path: Path, offset: number, message: string): Problem {
    const node = this.#node(path);
    return this.#at(isScalar(node) ? sourceOffset(node, this.#source, offset) : (node?.range?.[0] ?? 0), message);
  }

  #at(offset: number, message: string): Problem {
    const { line, col } = this.#parsed().lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1), message };
  }

  #parsed(): { document: Document; lines: LineCounter } {
    this.#tree ??= parse(this.#source);
    return this.#tree;
  }

  #node(path: Path): Node | undefined {
    const { document } = this.#parsed();
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined; // a node, since keepScalar
      if (node?.range) return node;
    }
    return undefined;
  }
}

/**
 * Reads YAML 1.2 without anything that could surprise: no tags but `!missing`, no directives, string keys only, no
 * duplicate keys, few aliases.
 *
 * @param name What problems call the file.
 * @returns undefined when the file is broken: then problems were added.
 */
export function readYaml(name: string, source: string, problems: Problems): YamlFile | undefined {
  const { document, lines } = parse(source);
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.add({ file: name, line: Math.max(line, 1), column: Math.max(col, 1), message });
  };
  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults.slice(0, 3)) report(fault.pos[0], sayFault(fault.message));
  if (faults.length > 0) return undefined;
  const { version, explicit } = document.directives?.yaml ?? {};
  if (explicit || version !== '1.2') report(0, 'unexpected %YAML directive; expected plain YAML 1.2');
  let sound = !explicit;
  visit(document, {
    Node(_key, node) {
      const tag = 'tag' in node ? node.tag : undefined;
      if (tag === undefined || tag === '!missing') return;
      report(node.range?.[0] ?? 0, `unexpected tag ${tag}; the only tag is !missing <reason>`);
      sound = false;
    },
  });
  if (!sound) return undefined;
  try {
    return new YamlFile(name, source, document.toJS({ maxAliasCount: maxAliases }) as Json);
  } catch (error) {
    report(0, `too many aliases: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function parse(source: string): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  const options = {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    stringKeys: true,
    customTags: [missingTag],
  } as const;
  return { document: parseDocument(source, { ...options, customTags: [missingTag] }), lines };
}

function sayFault(message: string): string {
  if (message.startsWith('Unresolved tag')) return `${message}; the only tag is !missing <reason>, on a single word`;
  return `not valid YAML: ${message}`;
}
