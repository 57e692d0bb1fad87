import { describe, expect, it } from 'vitest';
import { instanceStorage } from './instance-storage.ts';

describe('instanceStorage', () => {
  it.each([
    ['ml.g5.xlarge', 'local'],
    ['ml.g4dn.xlarge', 'local'],
    ['ml.c5d.large', 'local'],
    ['ml.r7gd.medium', 'local'],
    ['ml.p4de.24xlarge', 'local'],
    ['ml.p3dn.24xlarge', 'local'],
    ['ml.p6-b200.48xlarge', 'local'],
    ['ml.p6e-gb200.36xlarge', 'local'],
    ['ml.trn1.2xlarge', 'local'],
    ['ml.m5.xlarge', 'volume'],
    ['ml.m4.xlarge', 'volume'],
    ['ml.t3.medium', 'volume'],
    ['ml.c6gn.large', 'volume'],
    ['ml.r8g.large', 'volume'],
    ['ml.p3.2xlarge', 'volume'],
    ['ml.inf2.xlarge', 'volume'],
    ['ml.g7.2xlarge', undefined],
    ['ml.geospatial.interactive', undefined],
    ['ml.m3.large', undefined],
    ['ml.r3.large', undefined],
    ['g5.xlarge', undefined],
    ['system', undefined],
    ['', undefined],
  ])('%s is on %s', (type, expected) => {
    expect(instanceStorage(type)).toBe(expected);
  });
});
