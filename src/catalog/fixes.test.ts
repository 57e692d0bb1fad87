import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCatalog } from './load.ts';
import { standingReasons } from './standing-reasons.ts';

const catalog = await loadCatalog({ dirs: [fileURLToPath(new URL('../../controls', import.meta.url))] });
const live = catalog.controls.filter(({ deprecated }) => deprecated === undefined);

/** `IAM-001 azure cli` for every way of every fix, with what the catalog says there. */
const ways = live.flatMap(({ id, fix }) =>
  Object.entries(fix).flatMap(([provider, { cli, terraform, none = {} }]) => [
    { name: `${id} ${provider} cli`, given: cli, why: none.cli },
    { name: `${id} ${provider} terraform`, given: terraform, why: none.terraform },
  ]),
);

it('has a command and Terraform for every fix, or says why not', () => {
  expect(ways.filter(({ given, why }) => given === undefined && why === undefined).map(({ name }) => name)).toEqual([]);
});

it('says why not in one short sentence', () => {
  const sentence = /^[A-Z][^\n]{10,140}[.]$/;
  expect(
    ways.filter(({ why }) => why !== undefined && !sentence.test(why)).map(({ name, why }) => [name, why]),
  ).toEqual([]);
});

it('has no standing reason that no fix has', () => {
  const used = new Set(ways.map(({ why }) => why));
  expect(Object.values(standingReasons).filter((reason) => !used.has(reason))).toEqual([]);
});

it('names as Terraform only blocks that Terraform has', () => {
  const first = /^(?:#[^\n]*\n)*(?:resource|data|provider) "/;
  const wrong = ways.filter(
    ({ name, given }) => name.endsWith('terraform') && given !== undefined && !first.test(given),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
