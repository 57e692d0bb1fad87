import { describe, expect, it } from 'vitest';
import { type Answers, defaultSettings } from '../../../src/model/mapping/outcome.ts';
import { bigQueryUid, bucketUid, linkUid, locationIn, storeUids, uidOf } from './names.ts';

const scope = { provider: 'gcp', account: 'imaging-train', accountName: 'n', region: 'europe-west4' } as const;
const answers: Answers = {
  scope,
  item: { name: 'projects/111/locations/europe-west4/endpoints/1' },
  accounts: new Set(['imaging-train', 'imaging-serve']),
  aliases: new Map([['222', 'imaging-serve']]),
  settings: defaultSettings,
  get: () => ({ status: 'not-asked' }),
  each: () => new Map(),
};
const model = (project: string) => `projects/${project}/locations/europe-west4/models/7`;

it('of an own resource hold the id of the project', () => {
  for (const project of ['111', 'imaging-train'])
    expect(uidOf('aiplatform', model(project), scope)).toBe(`//aiplatform.googleapis.com/${model('imaging-train')}`);
});

it.each([
  ['111', 'imaging-train'],
  ['imaging-train', 'imaging-train'],
  ['222', 'imaging-serve'],
  ['imaging-serve', 'imaging-serve'],
  ['333', '333'],
  ['somebody-else', 'somebody-else'],
])('of a link to project %s hold %s', (given, expected) => {
  expect(linkUid('aiplatform', model(given), answers)).toBe(`//aiplatform.googleapis.com/${model(expected)}`);
});

describe('addresses of stores', () => {
  it.each([
    ['gs://bucket/a/b', '//storage.googleapis.com/bucket'],
    ['gs://bucket', '//storage.googleapis.com/bucket'],
    ['https://storage.googleapis.com/bucket', undefined],
    ['gs://', undefined],
  ])('%s', (uri, expected) => expect(bucketUid(uri)).toBe(expected));
  it.each([
    ['bq://p.d.t', '//bigquery.googleapis.com/projects/p/datasets/d'],
    ['bq://222.d', '//bigquery.googleapis.com/projects/imaging-serve/datasets/d'],
    ['bq://example.com:p.d.t', '//bigquery.googleapis.com/projects/example.com:p/datasets/d'],
    ['bq://p', undefined],
  ])('%s', (uri, expected) => expect(bigQueryUid(uri, answers)).toBe(expected));
  it('are told once each, what is no store is left out', () => {
    expect(storeUids(['gs://b/1', 'gs://b/2', undefined, 'bq://p.d', 'x'], answers)).toEqual([
      '//storage.googleapis.com/b',
      '//bigquery.googleapis.com/projects/p/datasets/d',
    ]);
  });
  it('have a location where their name says so', () => {
    expect([locationIn(model('1')), locationIn('projects/p/global/networks/n')]).toEqual(['europe-west4', undefined]);
  });
});
