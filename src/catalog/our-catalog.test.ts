import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCases } from './cases.ts';
import { lintCatalog, loadCatalog } from './load.ts';

/** The catalog that comes with Plumbline, whole. */
const catalog = await loadCatalog({ dirs: [fileURLToPath(new URL('../../controls', import.meta.url))] });

it('has controls and frameworks, each control in at least one framework', () => {
  expect(catalog.controls.length).toBeGreaterThan(50);
  expect(catalog.frameworks.length).toBeGreaterThan(0);
  expect(catalog.controls.filter(({ id }) => Object.keys(catalog.frameworksOf(id)).length === 0)).toEqual([]);
});

it('does what every case says, and no expression breaks', () => {
  expect(runCases(catalog).filter((each) => !each.passed)).toEqual([]);
});

it('has no control with a warning', () => {
  expect(lintCatalog(catalog).filter((line) => !line.includes('/frameworks/'))).toEqual([]);
});

it('compiles every control for every kind that it judges', () => {
  for (const kind of catalog.model.kinds.keys()) {
    const expected = catalog.controls.filter(
      ({ id, deprecated }) => deprecated === undefined && catalog.kindsOf(id).includes(kind),
    );
    expect(catalog.forKind(kind).map(({ control }) => control.id)).toEqual(expected.map(({ id }) => id));
  }
});
