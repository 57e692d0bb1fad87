import { describe, expect, it } from 'vitest';
import type { Config } from '../../config/schema.ts';
import { gcpCloud } from './gcp.ts';

const config: Config = { gcp: { projects: [{ id: 'imaging-train', name: 'training' }, { id: 'imaging-serve' }] } };
const cloud = gcpCloud();
const ready = (accounts: string[], regions: string[] = [], given: Config = config) =>
  cloud.ready({ config: given, accounts, regions });

describe('Google Cloud on the command line', () => {
  it('knows the projects of the config by id and by name', () => {
    expect(cloud.accounts(config).known).toEqual(['imaging-train', 'training', 'imaging-serve']);
    expect(cloud.accounts(config).isId('imaging-other')).toBe(false);
  });
  it.each([
    ['imaging-other', true],
    ['example.com:imaging-other', true],
    ['123456789012', false],
    ['Imaging', false],
    ['short', false],
  ])('without projects in the config takes %s for an id: %s', (text, expected) => {
    expect(cloud.accounts({}).isId(text)).toBe(expected);
  });
  it('refuses a project that the config does not name, and a location that does not exist', async () => {
    await expect(ready(['imaging-tarin'])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(ready([], ['europe-west99'])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(ready([], [], { gcp: { locations: ['nowhere'] } })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
  it('is ready before any call: projects tell their locations', async () => {
    const found = await ready(['training']);
    expect([found.regions, found.homeRegion]).toEqual([[], 'global']);
    expect(found.collectors.length).toBeGreaterThan(20);
    expect(found.rateOf('gcp', 'aiplatform', 'models.list', 'p', 'l').perSecond).toBe(10);
  });
  it('prints a role in both forms', async () => {
    expect(await cloud.permissions.print('yaml')).toContain('- aiplatform.endpoints.list');
    expect(await cloud.permissions.print('terraform')).toContain('"aiplatform.endpoints.list"');
  });
});
