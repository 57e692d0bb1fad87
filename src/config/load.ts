import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { PlumblineError } from '../model/errors.ts';
import { type Config, configSchema } from './schema.ts';

const hint = 'See docs in README.md, "Configuration".';

/**
 * Reads plumbline.yaml.
 *
 * @throws PlumblineError CONFIG_INVALID naming file, line and column of everything that is wrong.
 */
export function loadConfig(path: string): Config {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new PlumblineError(
      'CONFIG_INVALID',
      `The config ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
        hint: 'Check the path given with --config.',
      },
    );
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  const where = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const broken = document.errors.map((error) => `${where(error.pos[0])}: ${error.message.split('\n')[0]}`);
  if (broken.length > 0) throw new PlumblineError('CONFIG_INVALID', broken.join('\n'), { hint });
  const parsed = configSchema.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const node =
      document.getIn(issue.path as (string | number)[], true) ??
      document.getIn(issue.path.slice(0, -1) as (string | number)[], true); // paths of JSON values
    const offset =
      typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
        ? Number(node.range[0])
        : 0;
    return `${where(offset)}: ${issue.path.join('.') || 'the file'}: ${issue.message}`;
  });
  throw new PlumblineError('CONFIG_INVALID', problems.join('\n'), { hint });
}
