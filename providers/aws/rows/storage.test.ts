import { describe, expect, it } from 'vitest';
import { bucketArnOf, bucketLinks } from './storage.ts';

describe('bucketArnOf', () => {
  it.each([
    ['s3://models/a/model.tar.gz', 'arn:aws:s3:::models'],
    ['s3://models', 'arn:aws:s3:::models'],
    ['s3://my.bucket-1/', 'arn:aws:s3:::my.bucket-1'],
    ['https://s3.amazonaws.com/models/a', 'arn:aws:s3:::models'],
    ['https://s3.eu-west-1.amazonaws.com/models/a', 'arn:aws:s3:::models'],
    ['https://s3-eu-west-1.amazonaws.com/models/a', 'arn:aws:s3:::models'],
    ['https://models.s3.eu-west-1.amazonaws.com/a', 'arn:aws:s3:::models'],
    ['https://models.s3.amazonaws.com/a', 'arn:aws:s3:::models'],
    ['https://example.com/models/a', undefined],
    ['http://s3.amazonaws.com/models/a', undefined],
    ['s3://', undefined],
    ['s3:///key', undefined],
    ['s3://a b/key', undefined],
    ['models/a', undefined],
    ['', undefined],
  ])('%s', (uri, expected) => {
    expect(bucketArnOf(uri, 'eu-west-1')).toBe(expected);
  });
  it('knows the partition of the region', () => {
    expect(bucketArnOf('s3://models/a', 'cn-north-1')).toBe('arn:aws-cn:s3:::models');
  });
});

describe('bucketLinks', () => {
  it('names each bucket once and leaves out what is not there', () => {
    expect(bucketLinks(['s3://abc/1', undefined, 's3://def', 's3://abc/2', ''], 'eu-west-1')).toEqual([
      'arn:aws:s3:::abc',
      'arn:aws:s3:::def',
    ]);
  });
  it('keeps a strange address as a missing one', () => {
    expect(bucketLinks(['s3://abc/1', 'ftp://x'], 'eu-west-1')).toEqual([
      'arn:aws:s3:::abc',
      { $missing: { reason: 'not-returned', detail: 'an address that is not one of S3' } },
    ]);
  });
});
