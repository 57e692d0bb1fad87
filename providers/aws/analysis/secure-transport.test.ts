import { describe, expect, it } from 'vitest';
import { secureTransport } from './secure-transport.ts';

const bucket = 'arn:aws:s3:::data';
type Part = Record<string, unknown>;
const deny = (more: Part = {}): Part => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
});
const judge = (...Statement: Part[]) => secureTransport({ Statement }, bucket);

describe('secureTransport', () => {
  it.each([
    ['as documented', {}, 'required'],
    ['a boolean instead of text', { Condition: { Bool: { 'aws:SecureTransport': false } } }, 'required'],
    ['the principal as a map', { Principal: { AWS: '*' } }, 'required'],
    ['every action', { Action: '*' }, 'required'],
    ['every action of S3 among others', { Action: ['kms:*', 's3:*'] }, 'required'],
    ['everyone among others', { Principal: { AWS: ['123456789012', '*'] } }, 'required'],
    ['true or false', { Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }, 'required'],
    ['every resource', { Resource: '*' }, 'required'],
    ['bucket and objects in one pattern', { Resource: `${bucket}*` }, 'required'],
    ['if it exists', { Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }, 'required'],
    ['only the objects', { Resource: `${bucket}/*` }, 'optional'],
    ['only the bucket', { Resource: bucket }, 'optional'],
    ['only some objects', { Resource: [bucket, `${bucket}/secret/*`] }, 'optional'],
    ['another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }, 'optional'],
    ['a variable', { Resource: [bucket, `${bucket}/${['$', '{*}'].join('')}`] }, 'optional'],
    ['only reading', { Action: 's3:Get*' }, 'optional'],
    ['reading and writing', { Action: ['s3:GetObject', 's3:PutObject'] }, 'optional'],
    ['all but listing', { Action: undefined, NotAction: 's3:ListBucket' }, 'optional'],
    ['another service', { Action: 'kms:*' }, 'optional'],
    ['only one principal', { Principal: { AWS: '123456789012' } }, 'optional'],
    ['all but one principal', { Principal: undefined, NotPrincipal: { AWS: '123456789012' } }, 'optional'],
    ['the wrong way round', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'optional'],
    ['as an Allow', { Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'optional'],
    [
      'a second condition',
      {
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          StringNotEquals: { 'aws:PrincipalAccount': '123456789012' },
        },
      },
      'optional',
    ],
    [
      'a second key',
      { Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } } },
      'optional',
    ],
    ['no condition', { Condition: undefined }, 'optional'],
    ['another operator', { Condition: { Null: { 'aws:SecureTransport': 'false' } } }, 'optional'],
    ['a set operator', { Condition: { 'ForAnyValue:Bool': { 'aws:SecureTransport': 'false' } } }, 'optional'],
    ['an old version of TLS', { Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, 'optional'],
    [
      'an old version of TLS, or none',
      { Condition: { NumericLessThanIfExists: { 's3:TlsVersion': 1.2 } } },
      'required',
    ],
    ['a new version of TLS', { Condition: { NumericGreaterThanIfExists: { 's3:TlsVersion': '1.2' } } }, 'optional'],
  ] as const)('%s: %s', (_, more, expected) => {
    expect(judge(deny(more))).toBe(expected);
  });

  it('two statements may share the work', () => {
    expect(judge(deny({ Resource: bucket }), deny({ Resource: `${bucket}/*` }))).toBe('required');
    expect(judge(deny({ Resource: bucket }), deny({ Resource: `${bucket}/*`, Action: 's3:Get*' }))).toBe('optional');
  });

  it('no policy', () => {
    expect(secureTransport(null, bucket)).toBe('optional');
    expect(judge()).toBe('optional');
  });

  it.each([
    [undefined, bucket],
    ['{', bucket],
    [{ Statement: [] }, 'data'],
  ])('%j on %s is not understood', (policy, arn) => {
    expect(() => secureTransport(policy, arn)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });
});
