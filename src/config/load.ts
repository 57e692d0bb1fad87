import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../catalog/nearest.ts';
import { PlumblineError } from '../model/errors.ts';
import { knownKeys } from './known-keys.ts';
import { type Config, configSchema } from './schema.ts';

const hint = 'See docs in README.md, "Configuration".';

interface Problem {
  offset: number;
  message: string;
}

/**
 * Reads plumbline.yaml.
 *
 * @param more schemas of keys that are not ours to know, in place of "anything".
 * @throws PlumblineError CONFIG_INVALID naming file, line and column of everything that is wrong.
 */
export function loadConfig(path: string, more: Record<string, z.ZodType> = {}): Config {
  const schema = configSchema.extend(more);
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, uniqueKeys: true });
  const fail = (problems: readonly Problem[]): never => {
    const told = [...problems]
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, message }) => {
        const { line, col } = lines.linePos(offset);
        return `${path}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`;
      });
    throw new PlumblineError('CONFIG_INVALID', told.join('\n'), { hint });
  };
  if (document.errors.length > 0)
    fail(document.errors.map(({ pos, message }) => ({ offset: pos[0], message: sentence(message) })));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    fail([{ offset: 0, message: error instanceof Error ? error.message : String(error) }]);
  }
  const parsed = schema.safeParse(value ?? {});
  return parsed.success
    ? (parsed.data as Config) // with what `more` lets through
    : fail(parsed.error.issues.flatMap((issue) => problemsOf(issue, document, schema)));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('CONFIG_INVALID', `The config ${path} cannot be read: ${text}`, {
      cause: error,
      hint: 'Check the path given with --config.',
    });
  }
}

/** The parser's message without the place, which we tell in front, and the excerpt. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

function problemsOf(issue: z.core.$ZodIssue, document: Document, schema: z.ZodType): Problem[] {
  const name = issue.path.join('.') || 'the file';
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({
      offset: keyOffset(document, issue.path.slice(0, -1), String(issue.path.at(-1))),
      message: `${name}: ${message}`,
    }));
  if (issue.code !== 'unrecognized_keys')
    return [{ offset: offsetOf(document, issue.path), message: `${name}: ${issue.message}` }];
  const known = knownKeys(schema, issue.path);
  return issue.keys.map((key) => ({
    offset: keyOffset(document, issue.path, key),
    message: `${name}: unknown key '${key}'${didYouMean(key, known) || `; expected one of ${known.join(', ')}`}`,
  }));
}

/** Where the value at a path begins; where it is not there, the nearest one above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined; // a node, since keepScalar
    if (node?.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((each) => isScalar(each.key) && String(each.key.value) === key) : undefined;
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
