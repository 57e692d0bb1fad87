import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { maxAsffBytes } from '../src/formats/asff.ts';
import { formatOf } from '../src/formats/index.ts';
import { verdicts } from '../src/model/verdict.ts';
import { samples } from './support/changes.ts';

/** The vendors' and standards' own schemas; where the project is developed they lie beside the checkout. */
const schemas = fileURLToPath(new URL('../../shared/schemas/', import.meta.url));
const read = (name: string) => readFileSync(`${schemas}${name}`, 'utf8');
const here = existsSync(`${schemas}ocsf`);

const { changes, notices, context } = await samples();

function written(name: string, version?: string) {
  const { format, version: found } = formatOf(name, version);
  const writer = format.writer(context, found);
  let text = writer.open();
  const events: string[] = [];
  const told: string[] = [];
  for (const change of changes) {
    const event = writer.event(change);
    if (event !== undefined) events.push(event);
  }
  for (const notice of notices) {
    const event = writer.notice(notice);
    if (event !== undefined) told.push(event);
  }
  if (format.kind === 'document') text += events.join('') + told.join('');
  return { events, told, document: text + writer.close() };
}

function problemsOf(validate: ValidateFunction, texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    validate(JSON.parse(text)) ? [] : [`${JSON.stringify(validate.errors).slice(0, 400)} in ${text.slice(0, 200)}`],
  );
}

describe('against the schemas beside the checkout', () => {
  it('which are there', (context) => {
    if (!here)
      context.skip(
        'SKIPPED: ../shared/schemas is not there, so OCSF, ASFF, SARIF, ECS and JUnit are not validated against their schemas',
      );
    expect(here).toBe(true);
  });

  it('has every verdict, every platform, lists, waivers and hostile text to say', () => {
    const of = (what: (one: (typeof changes)[number]) => unknown) => new Set(changes.map(what));
    expect(of(({ finding }) => finding.verdict)).toEqual(new Set(verdicts));
    expect(of(({ finding }) => finding.resource.provider).size).toBe(4);
    expect(of(({ status }) => status).size).toBe(7);
    const all = of(
      (one) => `${one.finding.resource.provider} ${one.finding.verdict} ${one.status} ${one.waiver !== undefined}`,
    );
    expect(all.size).toBe(4 * verdicts.length * 7 * 2);
    expect(changes.some(({ finding }) => finding.population)).toBe(true);
    expect(changes.some(({ waiver }) => waiver)).toBe(true);
    expect(notices.some(({ type }) => type === 'gap')).toBe(true);
  });

  it.runIf(here).each(['1.8.0', '1.6.0', '1.5.0'])('OCSF %s Compliance Finding', (version) => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(read(`ocsf/compliance_finding-${version}.schema.json`)));
    const { events, told } = written('ocsf', version);
    expect(events).toHaveLength(changes.length);
    expect(problemsOf(validate, events)).toEqual([]);
    const gaps = told.filter((text) => JSON.parse(text).class_uid === 2003);
    expect(gaps.length).toBeGreaterThan(0);
    expect(problemsOf(validate, gaps)).toEqual([]);
  });

  it.runIf(here)('OCSF 1.8.0 Scan Activity: its own fields, and the shared objects by the schema that is here', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const compliance = JSON.parse(read('ocsf/compliance_finding-1.8.0.schema.json'));
    const { told } = written('ocsf');
    const scans = told.map((text) => JSON.parse(text)).filter((one) => one.class_uid === 6007);
    expect(scans.map((one) => one.activity_id).slice(0, 4)).toEqual([1, 2, 2, 6]);
    const own = scanActivity(compliance);
    const validate = ajv.compile(own);
    expect(
      problemsOf(
        validate,
        scans.map((one) => JSON.stringify(one)),
      ),
    ).toEqual([]);
    expect(validate({ ...scans[0], scan: undefined, unknown_field: 1 })).toBe(false);
  });

  it.runIf(here)('ASFF', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(read('asff/asff-2018-10-08.schema.json')));
    const { events, told } = written('asff');
    expect(events).toHaveLength(changes.length);
    expect(told.length).toBeGreaterThan(0);
    expect(problemsOf(validate, [...events, ...told])).toEqual([]);
    // What the schema cannot say.
    expect(Math.max(...events.map((one) => Buffer.byteLength(one)))).toBeLessThan(maxAsffBytes);
    for (const event of events) {
      const { ProductFields } = JSON.parse(event);
      expect(Object.keys(ProductFields).length).toBeLessThanOrEqual(50);
      for (const [name, value] of Object.entries(ProductFields)) {
        expect(name.length).toBeLessThanOrEqual(128);
        expect(String(value).length).toBeLessThanOrEqual(2048);
      }
    }
  });

  it.runIf(here)('SARIF 2.1.0', () => {
    const ajv = new AjvDraft4.default({ strict: false });
    addFormats.default(ajv as unknown as Ajv); // the same class, of an older draft
    const validate = ajv.compile(JSON.parse(read('sarif/sarif-schema-2.1.0.json')));
    const { document } = written('sarif');
    expect(problemsOf(validate, [document])).toEqual([]);
    expect(JSON.parse(document).runs[0].results).toHaveLength(changes.length);
  });

  it.runIf(here).each(['junit/ant-junit.xsd', 'junit/jenkins-junit-10.xsd'])('JUnit by %s', (name) => {
    const schema = XmlDocument.fromString(read(name));
    const validator = XsdValidator.fromDoc(schema);
    const { document } = written('junit');
    const parsed = XmlDocument.fromString(document);
    expect(() => validator.validate(parsed)).not.toThrow();
    const wrong = XmlDocument.fromString(document.replace(' tests="', ' texts="'));
    expect(() => validator.validate(wrong)).toThrow();
    for (const one of [parsed, wrong, validator, schema]) one.dispose();
  });

  it.runIf(here)('ECS 9.4.0: every field is one of the schema, of its type', () => {
    const rows = parse<Record<string, string>>(read('ecs/fields-9.4.0.csv'), { columns: true, bom: true });
    const fields = new Map(rows.map((row) => [row.Field ?? '', row]));
    expect(fields.size).toBeGreaterThan(2000);
    const { events, told } = written('ecs');
    const problems = new Set<string>();
    for (const text of [...events, ...told])
      for (const [path, value] of leaves(JSON.parse(text))) {
        // `resource` and `result` are those that Elastic's own pages of findings read; `labels` takes any key.
        if (/^(resource|result|plumbline|labels)\./.test(path)) continue;
        const field = fields.get(path);
        if (!field) problems.add(`${path} is no field`);
        else if (!fits(field, value)) problems.add(`${path} is ${JSON.stringify(value)}, not ${field.Type}`);
      }
    expect([...problems]).toEqual([]);
  });
});

function* leaves(value: Record<string, unknown>, path = ''): Generator<[string, unknown]> {
  for (const [key, item] of Object.entries(value))
    if (typeof item === 'object' && item !== null && !Array.isArray(item))
      yield* leaves(item as Record<string, unknown>, `${path}${key}.`);
    else yield [`${path}${key}`, item];
}

function fits({ Type, Normalization }: Record<string, string>, value: unknown): boolean {
  if (Normalization === 'array') return Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (Type === 'long') return Number.isInteger(value);
  if (Type === 'date') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return typeof value === 'string';
}

/**
 * The class Scan Activity (6007) as the OCSF repository defines it, events/application/scan_activity.json: its own
 * attributes by hand, all objects by the compiled schema of the same version.
 */
function scanActivity(compliance: { properties: Record<string, object>; $defs: object }): object {
  const { properties } = compliance;
  const whole = { type: 'integer' };
  const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, properties[name] ?? false]));
  return {
    type: 'object',
    additionalProperties: false,
    required: ['activity_id', 'category_uid', 'class_uid', 'metadata', 'scan', 'severity_id', 'time', 'type_uid'],
    properties: {
      ...of([
        'activity_name',
        'category_name',
        'class_name',
        'duration',
        'end_time',
        'message',
        'metadata',
        'severity',
        'severity_id',
        'start_time',
        'status',
        'status_detail',
        'time',
        'type_name',
        'unmapped',
      ]),
      activity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99] },
      category_uid: { const: 6 },
      class_uid: { const: 6007 },
      type_uid: { type: 'integer', minimum: 600700, maximum: 600799 },
      status_id: { enum: [0, 1, 2, 99] },
      total: whole,
      scan: {
        type: 'object',
        additionalProperties: false,
        required: ['type_id'],
        properties: {
          name: { type: 'string' },
          uid: { type: 'string' },
          type: { type: 'string' },
          type_id: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 99] },
        },
      },
    },
    $defs: compliance.$defs,
  };
}
