import { expect, it } from 'vitest';
import { measured, planVolumes } from './plan-volumes.ts';
import type { SpooledChunk } from './spool.ts';

const chunk = (lines: number): SpooledChunk => ({ headings: [], lines, offset: 0, bytes: 0 });
const asPages = (one: SpooledChunk) => one.lines;

it.each([
  [[10, 10, 10], 100, [3]],
  [[40, 40, 40], 100, [2, 1]],
  [[200, 10], 100, [1, 1]],
  [[10, 200, 10], 100, [1, 1, 1]],
  [[], 100, [0]],
])('chunks of %j pages, at most %i a volume, make volumes of %j chunks', (pages, most, volumes) => {
  const plan = planVolumes(pages.map(chunk), asPages, most);
  expect(plan.map((volume) => volume.chunks.length)).toEqual(volumes);
});

it('learns from a printing how long each part of the report really is', () => {
  const chunks = [chunk(100), chunk(100), chunk(100)];
  const [first, second, third] = chunks as [SpooledChunk, SpooledChunk, SpooledChunk];
  const volumes = [
    { chunks: [first, second], expected: 0 },
    { chunks: [third], expected: 0 },
  ];
  const pages = measured(volumes, [20, 50]);
  expect([pages(first), pages(second), pages(third)]).toEqual([10, 10, 50]);
});
