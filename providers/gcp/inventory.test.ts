import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Session } from '../../src/model/provider.ts';
import { locationsOf } from './inventory.ts';
import { allLocations } from './locations.ts';

/** A project whose inventory answers these pages of locations. */
function project(...pages: (string | [location: string, service: string, type?: string])[][]) {
  const asked: JsonObject[] = [];
  const session = {
    send: async ({ input }: { input: JsonObject }) => {
      asked.push(input);
      const page = pages[asked.length - 1] ?? [];
      const more = asked.length < pages.length ? { nextPageToken: `page ${asked.length}` } : {};
      const results = page.map((one) => {
        const [location, service, type = 'Thing'] = typeof one === 'string' ? [one, 'dataproc'] : one;
        return { location, assetType: `${service}.googleapis.com/${type}` };
      });
      return { body: { results, ...more } };
    },
  } as unknown as Session; // all that is called
  return { session, asked };
}

describe('locations of a project', () => {
  it('are those of Vertex AI that hold something, by region or zone, and those that are more than a region', async () => {
    const { session, asked } = project(['europe-west4', 'us-east1-b'], ['us-central1', 'global', '']);
    const { regions, note } = await locationsOf(session);
    expect(regions).toEqual(['europe-west4', 'us-central1', 'us-east1', 'eu', 'us']);
    expect(note).toMatch(/^3 of 38 locations .*, 2 pages, /);
    expect(asked[0]?.assetTypes).toEqual([
      'aiplatform.googleapis.com.*',
      'dataproc.googleapis.com.*',
      'notebooks.googleapis.com.*',
    ]);
  });
  it('that this version does not know are named, and what is no name is not', async () => {
    const { note, regions } = await locationsOf(project(['mars-north1', 'eu', '<b>x</b>', 'europe-west4']).session);
    expect(regions).toEqual(['europe-west4', 'eu', 'us']);
    expect(note).toContain('It also names mars-north1, which this version does not read.');
    expect(note).not.toContain('<b>');
  });
  it('that our list does not have are read where Vertex AI has something', async () => {
    const { note, regions } = await locationsOf(project([['europe-north9', 'aiplatform'], 'europe-west4']).session);
    expect(regions).toEqual(['europe-west4', 'europe-north9', 'eu', 'us']);
    expect(note).toContain('and europe-north9, which our list does not have');
    expect(note).not.toContain('It also names');
  });
  it('that are none are named where Vertex AI has something', async () => {
    const { note, regions } = await locationsOf(project([['global', 'aiplatform']]).session);
    expect(regions).toEqual(['eu', 'us']);
    expect(note).toContain('It also names global, which this version does not read.');
  });
  it('that are none are not named for what is read there', async () => {
    const { note } = await locationsOf(project([['global', 'aiplatform', 'BatchPredictionJob']]).session);
    expect(note).not.toContain('It also names');
  });
  it('without anything are those that are more than a region', async () => {
    const { regions, note } = await locationsOf(project([]).session);
    expect(regions).toEqual(['eu', 'us']);
    expect(note).not.toContain('It also names');
  });
  it('are all of them where the list has no end', async () => {
    const { regions } = await locationsOf(project(...Array.from({ length: 30 }, () => ['europe-west4'])).session);
    expect(regions).toEqual(allLocations);
  });
});
