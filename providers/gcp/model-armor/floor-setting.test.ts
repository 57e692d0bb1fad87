import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { contract } from '../testing/contract.ts';
import { denied } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { floorSettings } from './floor-setting.ts';

const both = (strictness: number, action: string) =>
  ['input', 'output'].map((direction) => ({ hazard: 'prompt-attack', direction, action, strictness }));
const floor = {
  name: 'projects/111/locations/global/floorSetting',
  createTime: '2026-01-01T00:00:00Z',
  updateTime: '2026-02-01T00:00:00Z',
  filterConfig: { piAndJailbreakFilterSettings: { filterEnforcement: 'ENABLED', confidenceLevel: 'HIGH' } },
  enableFloorSettingEnforcement: true,
  integratedServices: ['AI_PLATFORM'],
  aiPlatformFloorSetting: { inspectAndBlock: true, enableCloudLogging: true },
  floorSettingMetadata: { multiLanguageDetection: { enableMultiLanguageDetection: true } },
};
const given = {
  item: { name: 'projects/imaging-train/locations/global/floorSetting' },
  reads: { getFloorSetting: floor },
};
const lost = 'missing: not-returned';

contract(floorSettings, given);
changesTable(floorSettings, given, [
  [
    'getFloorSetting#/filterConfig/piAndJailbreakFilterSettings/confidenceLevel',
    undefined,
    { filters: both(3, 'block') },
  ],
  ['getFloorSetting#/filterConfig', {}, { filters: [] }],
  [
    'getFloorSetting#/aiPlatformFloorSetting',
    { inspectOnly: true, enableCloudLogging: true },
    { mode: 'inspect-only', filters: both(1, 'detect') },
  ],
  ['getFloorSetting#/aiPlatformFloorSetting/inspectAndBlock', undefined, { mode: lost, filters: lost }],
  ['getFloorSetting#/aiPlatformFloorSetting/enableCloudLogging', undefined, { accessLogged: false }],
  ['getFloorSetting#/floorSettingMetadata', undefined, { multilingual: false }],
  ['getFloorSetting#/createTime', undefined, { createdAt: lost }],
  ['getFloorSetting#/updateTime', undefined, { modifiedAt: lost }],
]);

describe('whether it is a guardrail at all', () => {
  const kept = (change: JsonObject | undefined) =>
    floorSettings.keep?.({
      get: () =>
        change === undefined
          ? { status: 'failed', missing: denied }
          : { status: 'answer', body: { ...floor, ...change }, evidence: 1 },
    } as unknown as Answers); // all that it looks at
  it.each<[what: string, change: JsonObject, expected: boolean]>([
    ['on for Vertex AI', {}, true],
    ['on for something else', { integratedServices: ['GOOGLE_MCP_SERVER'] }, false],
    ['on for templates alone', { integratedServices: [] }, false],
    ['off', { enableFloorSettingEnforcement: false }, false],
  ])('%s', (_what, change, expected) => expect(kept(change)).toBe(expected));
  it('left out: off', () => {
    const { enableFloorSettingEnforcement: _gone, ...rest } = floor;
    const answers = { get: () => ({ status: 'answer', body: rest, evidence: 1 }) } as unknown as Answers; // as above
    expect(floorSettings.keep?.(answers)).toBe(false);
  });
  it('refused: not known', () => expect(kept(undefined)).toHaveProperty('$missing'));
});
