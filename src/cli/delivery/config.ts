import { z } from 'zod';
import type { SinkDefinition } from '../../../reports/sinks/definition.ts';
import { sinkDefinitions } from '../../../reports/sinks/index.ts';
import { readSecret, type SecretReader } from '../../../reports/sinks/secret.ts';
import { nearest } from '../../catalog/nearest.ts';
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import type { Takes } from '../../delivery/shape.ts';
import type { FormatSettings } from '../../formats/index.ts';
import { formatVersions, isFormatName } from '../../formats/names.ts';
import { canonical } from '../../model/canonical.ts';
import { PlumblineError } from '../../model/errors.ts';
import { sha256 } from '../../model/identity.ts';
import type { Sink } from '../../model/sink.ts';
import { severities, verdicts } from '../../model/verdict.ts';

/** What every entry under `export:` has, whatever its receiver. */
const common = {
  /** Name of a format, and after @ its version; default: what the receiver expects. */
  format: z.string().refine(isFormat, 'it is no format; `plumbline export --list-formats` prints them').optional(),
  /** `changes`: what is new, another, resolved, gone or not to be seen any more since the scan before; `all`: everything. */
  send: z.enum(['changes', 'all']).optional(),
  /** With `changes`: what still fails is sent again each time it has for so many days more. */
  still_failing_days: z.number().int().min(1).optional(),
  severities: z.array(z.enum(severities)).min(1).optional(),
  /** As it is or was: a receiver that was told of a failure is told when it passes. */
  verdicts: z.array(z.enum(verdicts)).min(1).optional(),
  frameworks: z.array(z.string().min(1)).min(1).optional(),
  /** Ids or names. */
  accounts: z.array(z.string().min(1)).min(1).optional(),
  /** Of the resource; each must be there with this value. */
  tags: z.record(z.string(), z.string()).optional(),
};

const commonSchema = z.strictObject(common);
export type Choice = z.infer<typeof commonSchema>;

/** What a sink chooses, out of its entry or of what was kept of it. */
export function choiceOf(entry: object): Choice {
  return commonSchema.parse(pick(entry, Object.keys(common)));
}

const entry = z.discriminatedUnion(
  'type',
  sinkDefinitions.map((one) =>
    (one.schema as z.ZodObject).extend({ type: z.literal(one.type), ...common }),
  ) as unknown as [z.ZodObject<{ type: z.ZodLiteral }>], // there is one at least
);

const sinkName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'the name of a sink is in small letters, digits, - and _');

const exportSchema = z.record(sinkName, entry).optional();

/** An entry under `export:`, ready to send. */
export interface Configured {
  sink: Sink;
  definition: SinkDefinition;
  format: string;
  version: string | undefined;
  settings: FormatSettings;
  choice: Choice;
}

/** What its receiver takes. */
export function takes(configured: Configured): Takes {
  const { sink, format, version } = configured;
  return { type: sink.type, format, version, place: placeOf(configured) };
}

/** Tells receivers apart: by type, address and the form of what they are sent. Secrets may be renewed. */
export function placeOf({ sink, format, version, settings }: Configured): string {
  const { type, place: target = sink.target } = sink;
  return sha256(canonical({ type, target, format, version: version ?? '', settings: JSON.stringify(settings) }));
}

/** Reads plumbline.yaml with its sinks. @throws PlumblineError CONFIG_INVALID */
export function loadFullConfig(path: string): Config {
  return loadConfig(path, { export: exportSchema });
}

/**
 * Makes the sinks of a config.
 *
 * @param only names of some of them.
 * @param read what gives their secrets; `readIfThere` for sinks that are described, and not sent to.
 * @throws PlumblineError CONFIG_INVALID for a secret that is missing, or a format that the receiver does not take.
 */
export function sinksOf(config: Config, only: readonly string[] = [], read: SecretReader = readSecret): Configured[] {
  const entries = Object.entries((config.export ?? {}) as Record<string, { type: string }>); // by the schema above
  const unknown = only.find((name) => !entries.some(([one]) => one === name));
  if (unknown !== undefined)
    throw unknownSink(
      unknown,
      entries.map(([name]) => name),
    );
  return entries
    .filter(([name]) => only.length === 0 || only.includes(name))
    .map(([name, one]) => make(name, one, read));
}

/** @param known names of those that there are. */
export function unknownSink(word: string, known: readonly string[]): PlumblineError {
  const near = nearest(word, known);
  const all = known.length === 0 ? 'It has no export:.' : `It has ${known.join(', ')}.`;
  return new PlumblineError('CONFIG_INVALID', `There is no sink "${word}" in the config.`, {
    hint: near === undefined ? all : `Did you mean ${near}? ${all}`,
  });
}

function make(name: string, one: { type: string }, read: SecretReader): Configured {
  const definition = sinkDefinitions.find(({ type }) => type === one.type);
  if (!definition) throw new PlumblineError('INTERNAL', `no sink ${one.type}`);
  const choice = choiceOf(one);
  const own = definition.schema.parse(pick(one, Object.keys((definition.schema as z.ZodObject).shape)));
  const [format = '', version] = (choice.format ?? definition.format).split('@');
  const allowed = definition.formats ?? [definition.format];
  if (!allowed.includes(format))
    throw new PlumblineError(
      'CONFIG_INVALID',
      `export.${name}: ${definition.type} does not take the format ${format}.`,
      {
        hint: `It takes ${allowed.join(', ')}.`,
      },
    );
  const settings = (definition.settings?.(own) ?? {}) as FormatSettings; // as it promises
  return { sink: definition.make(name, own, read), definition, format, version, settings, choice };
}

function pick(from: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

function isFormat(text: string): boolean {
  const [name = '', version, ...more] = text.split('@');
  if (!isFormatName(name) || more.length > 0) return false;
  const versions: readonly string[] = formatVersions[name];
  return version === undefined || versions.includes(version);
}
