import { describe, expect, it } from 'vitest';
import { providers } from '../providers/index.ts';
import { openCatalog } from '../src/cli/wiring.ts';
import { canJudge, type Facts } from './support/reach.ts';

const catalog = await openCatalog({}, []);
const live = catalog.controls.filter((one) => one.deprecated === undefined);
/** Kind, native type and facts of everything that is read, by provider. */
const read = await Promise.all(
  Object.entries(providers).map(async ([name, load]) => {
    const { collectors, support } = await load();
    return { name, types: [...collectors, ...support] as { kind: string; nativeType: string; facts: Facts }[] };
  }),
);

/** Platforms whose resources a control can judge, and the native types among them. */
const reach = live.map((control) => {
  const kinds = new Set<string>(catalog.kindsOf(control.id));
  const types = read.map(({ name, types: all }) => ({
    name,
    types: new Set(
      all
        .filter(({ kind, facts }) => kinds.has(kind) && canJudge(control.pass, facts))
        .map(({ nativeType }) => nativeType),
    ),
  }));
  return { id: control.id, platforms: types.filter((one) => one.types.size > 0), types };
});

describe('one catalog for all platforms', () => {
  it('has at least 85 controls', () => {
    expect(live.length).toBeGreaterThanOrEqual(85);
  });

  it('counts no control where the platform has no such thing', () => {
    const of = (id: string) => reach.find((one) => one.id === id)?.platforms.map(({ name }) => name);
    expect(of('SUP-003')).toEqual(['aws']); // its fact is a switch of SageMaker
    expect(of('GEN-018')).toEqual(['aws']);
    expect(of('GOV-001')).toEqual(['aws', 'azure', 'gcp', 'mlflow']);
  });

  it('leaves no control without a platform that it can judge', () => {
    expect(reach.filter(({ platforms }) => platforms.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('judges kinds of three platforms or more with at least 40 of them', () => {
    expect(reach.filter(({ platforms }) => platforms.length >= 3).length).toBeGreaterThanOrEqual(40);
  });

  it('makes at least 250 pairs of a control and a native type', () => {
    const pairs = reach.reduce((sum, { types }) => sum + types.reduce((all, one) => all + one.types.size, 0), 0);
    expect(pairs).toBeGreaterThanOrEqual(250);
  });

  it('names no platform in an expression', () => {
    const named = live.filter(({ pass, when = '' }) =>
      /\b(aws|azure|gcp|google|mlflow|sagemaker|bedrock|vertex)\b/i.test(`${pass} ${when}`),
    );
    expect(named.map(({ id }) => id)).toEqual([]);
  });
});
