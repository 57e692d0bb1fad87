import { describe, expect, it } from 'vitest';
import { parsePolicy } from './policy.ts';

const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });
const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const first = (statement: unknown) => parsePolicy({ Version: '2012-10-17', Statement: [statement] }).statements[0];
const thrown = (document: unknown) => {
  try {
    parsePolicy(document);
  } catch (error) {
    return error;
  }
  return 'understood';
};

describe('parsePolicy', () => {
  it('reads an object, JSON and URL-encoded JSON alike', () => {
    const document = { Version: '2012-10-17', Statement: [{ ...base, Resource: 'arn:aws:s3:::a b/*' }] };
    const expected = parsePolicy(document);
    expect(parsePolicy(JSON.stringify(document))).toEqual(expected);
    expect(parsePolicy(encodeURIComponent(JSON.stringify(document)))).toEqual(expected);
    expect(parsePolicy(` \n${JSON.stringify(document)}`)).toEqual(expected);
  });

  it('does not decode JSON that is not encoded: %2A is no wildcard', () => {
    const [statement] = parsePolicy('{"Statement":{"Effect":"Deny","Action":"s3:%2A","Resource":"%2A"}}').statements;
    expect(statement?.resources).toEqual(['%2A']);
  });

  it('reads a single statement, without a version', () => {
    expect(parsePolicy({ Statement: base }).statements).toHaveLength(1);
    expect(parsePolicy({ Statement: [] }).statements).toEqual([]);
  });

  it.each([
    ['Action', 'actions', 'S3:GetObject', ['s3:getobject']],
    ['Action', 'actions', ['S3:Get*', '*'], ['s3:get*', '*']],
    ['Resource', 'resources', 'arn:aws:s3:::Bucket/*', ['arn:aws:s3:::Bucket/*']],
    ['Resource', 'resources', ['a', 'b'], ['a', 'b']],
  ] as const)('%s as text or list: case is kept except in actions', (element, field, value, expected) => {
    expect(first({ ...base, [element]: value })?.[field]).toEqual(expected);
  });

  it('keeps the Not elements apart from the others', () => {
    const statement = first({
      Effect: 'Allow',
      NotAction: 'IAM:*',
      NotResource: ['x'],
      NotPrincipal: { AWS: '123456789012' },
    });
    expect(statement).toMatchObject({
      actions: undefined,
      notActions: ['iam:*'],
      resources: undefined,
      notResources: ['x'],
      principals: undefined,
      notPrincipals: [{ type: 'AWS', value: '123456789012' }],
    });
  });

  it.each([
    ['*', [{ type: 'AWS', value: '*' }]],
    [{ AWS: '*' }, [{ type: 'AWS', value: '*' }]],
    [
      { AWS: ['1', '2'], Service: 'sagemaker.amazonaws.com' },
      [
        { type: 'AWS', value: '1' },
        { type: 'AWS', value: '2' },
        { type: 'Service', value: 'sagemaker.amazonaws.com' },
      ],
    ],
    [{ CanonicalUser: 'abc' }, [{ type: 'CanonicalUser', value: 'abc' }]],
  ])('principal %j', (Principal, expected) => {
    expect(first({ ...base, Principal })?.principals).toEqual(expected);
  });

  it.each([
    [
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      { operator: 'stringequals', set: 'none', ifExists: false, key: 'aws:principalorgid', values: ['o-1'] },
    ],
    [
      { 'ForAnyValue:StringLike': { K: ['a', 'b'] } },
      { operator: 'stringlike', set: 'any', ifExists: false, key: 'k', values: ['a', 'b'] },
    ],
    [
      { 'ForAllValues:StringLikeIfExists': { K: 'a' } },
      { operator: 'stringlike', set: 'all', ifExists: true, key: 'k', values: ['a'] },
    ],
    [
      { Bool: { 'aws:SecureTransport': false } },
      { operator: 'bool', set: 'none', ifExists: false, key: 'aws:securetransport', values: ['false'] },
    ],
    [
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      { operator: 'numericlessthan', set: 'none', ifExists: false, key: 's3:tlsversion', values: ['1.2'] },
    ],
  ])('condition %j', (Condition, expected) => {
    expect(first({ ...base, Condition })?.conditions).toEqual([expected]);
  });

  it('keeps every entry of a condition, also two keys of one operator', () => {
    const Condition = { StringEquals: { a: '1', b: '2' }, Bool: { c: 'true' } };
    expect(first({ ...base, Condition })?.conditions.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(first({ ...base, Condition: {} })?.conditions).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['empty text', ''],
    ['broken JSON', '{"Statement":'],
    ['broken encoding', '%7B%ZZ'],
    ['a JSON text', '"Allow"'],
    ['no statement', { Version: '2012-10-17' }],
    ['a statement of another case', { statement: [base] }],
    ['an unknown element of the policy', { Statement: [base], Extra: 1 }],
    ['an unknown version', { Version: '2030-01-01', Statement: [base] }],
    ['a statement that is text', { Statement: ['Allow'] }],
    ['a null statement', { Statement: [null] }],
    ['no effect', { Statement: [{ Action: '*', Resource: '*' }] }],
    ['an effect of another case', { Statement: [{ ...base, Effect: 'allow' }] }],
    ['no action', { Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['Action and NotAction', { Statement: [{ ...base, NotAction: 'a' }] }],
    ['Resource and NotResource', { Statement: [{ ...base, NotResource: 'a' }] }],
    ['Principal and NotPrincipal', { Statement: [{ ...base, Principal: '*', NotPrincipal: '*' }] }],
    ['an action that is a number', { Statement: [{ ...base, Action: 1 }] }],
    ['an action list with null', { Statement: [{ ...base, Action: ['a', null] }] }],
    ['an empty action', { Statement: [{ ...base, Action: '' }] }],
    [
      'a lower-case condition, which would be lost',
      { Statement: [{ ...base, Effect: 'Deny', condition: { Bool: { a: 'true' } } }] },
    ],
    ['a principal that is text', { Statement: [{ ...base, Principal: 'arn:aws:iam::123456789012:root' }] }],
    ['an empty principal', { Statement: [{ ...base, Principal: {} }] }],
    ['an unknown kind of principal', { Statement: [{ ...base, Principal: { Group: 'a' } }] }],
    ['a condition that is text', { Statement: [{ ...base, Condition: 'x' }] }],
    ['a condition operator without keys', { Statement: [{ ...base, Condition: { Bool: 'x' } }] }],
    ['a condition value that is null', { Statement: [{ ...base, Condition: { Bool: { a: null } } }] }],
    ['a condition value that is an object', { Statement: [{ ...base, Condition: { Bool: { a: {} } } }] }],
    ['a pattern that is too long', { Statement: [{ ...base, Resource: 'a'.repeat(4_097) }] }],
    ['a document that is too long', `{"Statement":[],"Id":"${'a'.repeat(262_144)}"}`],
  ])('%s is not understood', (_, document) => {
    expect(thrown(document)).toEqual(shape);
  });

  it('does not repeat the document in the error', () => {
    expect(String(thrown({ Statement: [{ ...base, Action: 1, Resource: 'topsecret' }] }))).not.toContain('topsecret');
  });
});
