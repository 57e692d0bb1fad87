/** The shape of the catalog's files. The `error` of each part says what is expected there; read-file.ts says the rest. */
import * as z from 'zod';
import type { JsonObject } from '../model/json.ts';
import { providers, severities, verdicts } from '../model/verdict.ts';
import { isStanding, reasonText, standingReasons } from './standing-reasons.ts';

/** Sources of the clouds' own rules that a control can name. */
export const nativeSources = ['aws-config', 'aws-security-hub', 'azure-policy', 'defender', 'scc'] as const;

/** Names of controls, families, themes and frameworks. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const text = z.string({ error: 'a text' }).regex(/\S/, { error: 'a text that is not empty' });
const words = (error: string) => z.array(text, { error }).min(1, { error });
const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });
const slug = z.string({ error: 'a word' }).regex(slugPattern, { error: 'lower-case words joined by -' });
const httpsUrl = z.string({ error: 'an https:// address' }).refine(isHttps, { error: 'an https:// address' });
const controlId = z
  .string({ error: 'an id such as NET-001' })
  .regex(/^[A-Z]{2,5}-\d{3}$/, { error: 'an id such as NET-001: 2 to 5 capitals, a dash, 3 digits' });

function isHttps(value: string): boolean {
  return /^https:\/\/[^/\s]/.test(value) && URL.canParse(value);
}

const facts = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
  error: 'facts by name',
});

const reasonError = `a sentence, or one of ${Object.keys(standingReasons).join(', ')}`;
const reason = z
  .string({ error: reasonError })
  .refine((value) => isStanding(value) || /\S\s+\S/.test(value), { error: reasonError })
  .transform(reasonText);

const none = z.strictObject(
  { cli: reason.exactOptional(), terraform: reason.exactOptional() },
  { error: 'reasons by way (cli, terraform)' },
);

const fix = z
  .strictObject(
    { text, cli: text.exactOptional(), terraform: text.exactOptional(), none: none.exactOptional() },
    { error: 'text, cli, terraform, none' },
  )
  .refine(({ none: why = {}, ...given }) => !Object.keys(why).some((way) => Object.hasOwn(given, way)), {
    error: 'for each of cli and terraform either what to do or why there is none, not both',
  });

/** A control as its file states it. */
export const controlSchema = z.strictObject(
  {
    id: controlId,
    slug,
    family: slug.exactOptional(),
    title: text,
    severity: oneOf(severities),
    why: text,
    fails_as: text,
    applies_to: words('a list of kinds or trait.<name>'),
    when: text.exactOptional(),
    pass: text,
    observe: words('a list of facts to show in the evidence'),
    fix: z
      .partialRecord(oneOf(providers), fix, { error: `fixes by provider (${providers.join(', ')})` })
      .refine((value) => Object.keys(value).length > 0, { error: 'a fix for at least one provider' }),
    native: z
      .partialRecord(oneOf(nativeSources), words('a list of rules'), {
        error: `lists of rules by source (${nativeSources.join(', ')})`,
      })
      .exactOptional(),
    themes: words('a list of themes'),
    sources: z.array(httpsUrl, { error: 'a list of addresses' }).min(1, { error: 'a list of addresses' }),
    cases: z
      .array(
        z.strictObject(
          {
            name: text,
            kind: text.exactOptional(),
            scanTime: z.iso.datetime({ offset: true, error: 'a time such as 2026-01-01T00:00:00Z' }).exactOptional(),
            facts,
            expect: oneOf(verdicts),
          },
          { error: 'a case: name, facts, expect' },
        ),
        { error: 'a list of cases' },
      )
      .min(1, { error: 'a list of cases' }),
    limits: text.exactOptional(),
    deprecated: text.exactOptional(),
  },
  { error: 'a control' },
);

/** A framework as its file states it. */
export const frameworkSchema = z.strictObject(
  {
    id: slug,
    title: text,
    version: text,
    source: httpsUrl,
    requirements: z
      .array(
        z.strictObject(
          {
            id: text,
            title: text,
            themes: z.array(slug, { error: 'a list of themes' }).exactOptional(),
            controls: z.array(controlId, { error: 'a list of control ids' }).exactOptional(),
            note: text.exactOptional(),
          },
          { error: 'a requirement: id, title, themes, controls, note' },
        ),
        { error: 'a list of requirements' },
      )
      .min(1, { error: 'a list of requirements' }),
  },
  { error: 'a framework' },
);

/** Every key that some file of the catalog can have: for suggestions. */
export const knownKeys: readonly string[] = [
  ...Object.keys(controlSchema.shape),
  ...Object.keys(controlSchema.shape.cases.element.shape),
  ...Object.keys(frameworkSchema.shape),
  ...Object.keys(frameworkSchema.shape.requirements.element.shape),
  ...Object.keys(fix.shape),
  ...Object.keys(none.shape),
  ...providers,
  ...nativeSources,
];
