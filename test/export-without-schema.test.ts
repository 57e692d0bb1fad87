import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { samples } from './support/changes.ts';
import { written } from './support/written.ts';

const { changes, notices, context } = await samples();
const all = [...changes, ...notices];

function problems(name: string, schema: object): string[] {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return all.flatMap((one) => {
    const text = written(name, one, context);
    return text === undefined || validate(JSON.parse(text)) ? [] : [JSON.stringify(validate.errors).slice(0, 300)];
  });
}

const text = { type: 'string', minLength: 1 };
const only = (properties: Record<string, object>, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const many = (items: object) => ({ type: 'array', minItems: 1, items });

/** Of formats whose vendors publish fields and no schema: the fields that are used, as their reference has them. */
describe('fields by the reference of the vendor', () => {
  it('Google UDM: messages UDM, Metadata, Noun, Resource, Attribute, Cloud, Location, SecurityResult, Label', () => {
    const label = only({ key: text, value: { type: 'string' } }, ['key', 'value']);
    const cloud = only({
      environment: { enum: ['GOOGLE_CLOUD_PLATFORM', 'AMAZON_WEB_SERVICES', 'MICROSOFT_AZURE'] },
    });
    const resource = only({
      name: { type: 'string' },
      productObjectId: { type: 'string' },
      resourceType: { enum: ['CLOUD_PROJECT'] },
      resourceSubtype: { type: 'string' },
      attribute: only({ cloud }),
    });
    const noun = only({
      application: text,
      location: only({ name: text }),
      resource,
      resourceAncestors: many(resource),
    });
    const severities = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
    const result = only(
      {
        category: many({ enum: ['POLICY_VIOLATION'] }),
        categoryDetails: many({ type: 'string' }),
        severity: { enum: severities },
        severityDetails: text,
        ruleId: text,
        ruleName: { type: 'string' },
        ruleSet: text,
        ruleVersion: text,
        summary: text,
        description: { type: 'string' },
        detectionFields: many(label),
      },
      ['severity', 'ruleId', 'summary'],
    );
    const metadata = only(
      {
        eventTimestamp: { type: 'string', format: 'date-time' },
        eventType: { const: 'GENERIC_EVENT' },
        vendorName: text,
        productName: text,
        productVersion: { type: 'string', maxLength: 32 },
        productEventType: { type: 'string', maxLength: 64 },
        productLogId: { type: 'string', minLength: 1, maxLength: 256 },
        description: { type: 'string' },
      },
      ['eventTimestamp', 'eventType', 'vendorName', 'productName', 'productLogId'],
    );
    const event = only({ metadata, target: noun, securityResult: many(result), additional: { type: 'object' } }, [
      'metadata',
      'securityResult',
    ]);
    expect(problems('udm', event)).toEqual([]);
    for (const one of all) {
      const { metadata: told } = JSON.parse(written('udm', one, context) ?? '');
      expect(Buffer.byteLength(told.description)).toBeLessThanOrEqual(1024);
    }
  });

  it('Splunk: the envelope of the HTTP Event Collector, the fields of CIM Alerts in their words', () => {
    const event = {
      type: 'object',
      required: ['app', 'id', 'signature', 'signature_id', 'severity', 'type', 'description'],
      properties: {
        app: { const: 'Plumbline' },
        severity: { enum: ['critical', 'high', 'medium', 'low', 'informational'] },
        type: { enum: ['alert', 'event'] },
        dest: { type: 'string' },
        dest_type: { type: 'string' },
        vendor_account: { type: 'string' },
        vendor_region: { type: 'string' },
      },
    };
    const envelope = only(
      {
        time: { type: 'number', exclusiveMaximum: 1e10 },
        host: text,
        source: text,
        sourcetype: { enum: ['plumbline:finding', 'plumbline:gap', 'plumbline:scan'] },
        index: text,
        event,
        fields: { type: 'object', additionalProperties: { type: 'string' } },
      },
      ['time', 'host', 'source', 'sourcetype', 'event', 'fields'],
    );
    expect(problems('splunk', envelope)).toEqual([]);
  });
});
