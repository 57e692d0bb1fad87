import { expect, it } from 'vitest';
import { platformPatch } from './notebook-platform.ts';

it.each([
  ['notebook-al2023-v1', 'current'],
  ['notebook-al2-v3', 'behind'],
  ['notebook-al2-v2', 'behind'],
  ['notebook-al2-v1', 'behind'],
  ['notebook-al1-v1', 'behind'],
  ['notebook-al2023-v2', undefined],
  ['notebook-al2023-v10', undefined],
  ['NOTEBOOK-AL2023-V1', undefined],
  ['constructor', undefined],
  ['', undefined],
])('%s: %s', (identifier, expected) => {
  expect(platformPatch(identifier)).toBe(expected);
});
