import { expect, it } from 'vitest';
import { fixtureScope, fixtureSummary } from './fixture.ts';
import { isSameScope, scopeDifference } from './scope-difference.ts';

type Scopes = Parameters<typeof fixtureSummary>[0]['scopes'];
const summary = (scopes: Scopes) => fixtureSummary({ scan: 's', findings: [], ...(scopes ? { scopes } : {}) });

it.each<[string, Scopes, Scopes, string[], string[]]>([
  ['nothing', [fixtureScope()], [fixtureScope()], [], []],
  ['an account', [fixtureScope(), fixtureScope('2')], [fixtureScope()], ['aws 2'], []],
  ['a region', [fixtureScope()], [fixtureScope(), fixtureScope('1', ['sagemaker'], 's')], [], ['aws 1 s']],
  ['a service', [fixtureScope('1', ['sagemaker', 'iam'])], [fixtureScope()], ['aws 1: iam'], []],
  // It was asked for, and could not be entered: that is no other scope.
  ['an account that is shut', [fixtureScope()], [{ ...fixtureScope('1', []), region: 'global' }], [], []],
])('%s', (_name, before, now, onlyBefore, onlyNow) => {
  expect(scopeDifference(summary(before), summary(now))).toMatchObject({ onlyBefore, onlyNow, catalog: null });
});

it('tells another catalog', () => {
  const other = fixtureSummary({ scan: 's', findings: [], controls: [] });
  const found = scopeDifference(summary(undefined), other);
  expect(found.catalog?.before).not.toBe(found.catalog?.now);
  expect(isSameScope(found)).toBe(false);
});
