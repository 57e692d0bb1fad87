import { describe, expect, it } from 'vitest';
import { inverseOf, isComparison, isFixed, isToothless } from './conditions.ts';
import { type Condition, parsePolicy } from './policy.ts';

const condition = (operator: string, key: string, value: unknown): Condition => {
  const Statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { [key]: value } } };
  const [entry] = parsePolicy({ Statement }).statements[0]?.conditions ?? [];
  if (entry === undefined) throw new Error('no condition');
  return entry;
};

describe('what a condition is worth', () => {
  it.each([
    ['StringEquals', 'a', true],
    ['StringEqualsIgnoreCase', 'a', true],
    ['StringLike', 'a', true],
    ['ArnLike', 'a', true],
    ['ForAnyValue:StringLike', 'a', true],
    ['StringEquals', [], false],
    ['StringEqualsIfExists', 'a', false],
    ['ForAllValues:StringEquals', 'a', false],
    ['StringNotEquals', 'a', false],
    ['ArnNotLike', 'a', false],
    ['Null', 'false', false],
    ['Bool', 'true', false],
    ['NotIpAddress', '10.0.0.0/8', false],
    ['SomethingNew', 'a', false],
  ])('isComparison(%s %j) is %s', (operator, value, expected) => {
    expect(isComparison(condition(operator, 'k', value))).toBe(expected);
  });

  it.each([
    ['StringEquals', 'k', 'a', false],
    ['StringEquals', 'k', '*', true],
    ['StringLike', 'k', ['a', '**'], true],
    ['StringLike', 'k', 'a*', false],
    ['StringNotEquals', 'k', 'a', true],
    ['ArnNotLike', 'k', 'a', true],
    ['NotIpAddress', 'aws:SourceIp', '10.0.0.0/8', true],
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', false],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0'], true],
    ['IpAddress', 'aws:SourceIp', '::/0', true],
    ['IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1'], true],
    ['IpAddress', 'aws:SourceIp', '203.0.113.7', false],
    ['Bool', 'aws:SecureTransport', 'true', true],
    ['Bool', 'aws:SecureTransport', 'false', false],
    ['Bool', 'aws:MultiFactorAuthPresent', 'true', false],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'true', false],
    ['ForAllValues:StringEquals', 'aws:TagKeys', 'team', true],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', 'team', false],
    ['StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1', true],
    ['StringEquals', 'aws:SourceVpce', 'vpce-1', false],
    ['StringEqualsIfExists', 'aws:PrincipalTag/team', 'ml', false],
    ['ForAllValues:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/*', false],
  ])('isToothless(%s %s %j) is %s', (operator, key, value, expected) => {
    expect(isToothless(condition(operator, key, value))).toBe(expected);
  });

  it.each([
    ['StringNotEquals', 'stringequals', 'none'],
    ['StringNotEqualsIfExists', 'stringequals', 'none'],
    ['ArnNotLike', 'arnlike', 'none'],
    ['ForAllValues:StringNotLike', 'stringlike', 'any'],
  ])('a Deny with %s leaves %s (%s)', (operator, expected, set) => {
    expect(inverseOf(condition(operator, 'k', 'a'))).toEqual({
      operator: expected,
      set,
      ifExists: false,
      key: 'k',
      values: ['a'],
    });
  });

  it.each([['StringEquals'], ['ForAnyValue:StringNotEquals'], ['NotIpAddress'], ['NumericNotEquals'], ['Null']])(
    'a Deny with %s leaves nothing sure',
    (operator) => {
      expect(inverseOf(condition(operator, 'k', '1'))).toBeUndefined();
    },
  );

  it.each([
    ['o-123', true],
    ['o-*', false],
    ['o-12?', false],
    [`$${'{aws:PrincipalOrgID}'}`, false],
    ['', false],
  ])('isFixed(%s) is %s', (value, expected) => {
    expect(isFixed(value)).toBe(expected);
  });
});
