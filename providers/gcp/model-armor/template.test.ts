import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { modelArmorLocations } from '../locations.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { filtersOf } from './filters.ts';
import { templates } from './template.ts';

const given = {
  item: {
    name: 'projects/111/locations/europe-west4/templates/letters',
    createTime: '2026-01-01T00:00:00Z',
    updateTime: '2026-02-01T00:00:00Z',
    labels: { owner: 'letters' },
    filterConfig: {
      raiSettings: { raiFilters: [{ filterType: 'HATE_SPEECH', confidenceLevel: 'MEDIUM_AND_ABOVE' }] },
      piAndJailbreakFilterSettings: { filterEnforcement: 'ENABLED', confidenceLevel: 'LOW_AND_ABOVE' },
      maliciousUriFilterSettings: { filterEnforcement: 'ENABLED' },
      sdpSettings: { basicConfig: { filterEnforcement: 'ENABLED' } },
    },
    templateMetadata: {
      enforcementType: 'INSPECT_AND_BLOCK',
      logSanitizeOperations: true,
      multiLanguageDetection: { enableMultiLanguageDetection: true },
    },
  },
};

type Row = [hazard: Json, action: Json, strictness: Json];
const both = (...rows: Row[]): Json[] =>
  rows.flatMap(([hazard, action, strictness]) =>
    ['input', 'output'].map((direction) => ({ hazard, direction, action, strictness })),
  );
const base: Row[] = [
  ['hate', 'block', 2],
  ['prompt-attack', 'block', 3],
  ['malicious-url', 'block', 3],
  ['pii', 'block', 3],
];
/** All filters with one of them changed; undefined takes it away. */
const but = (index: number, row?: Row) => ({
  filters: both(...base.flatMap((one, at) => (at === index ? (row ? [row] : []) : [one]))),
});
const noted = { filters: both(...base.map(([hazard, , strictness]): Row => [hazard, 'detect', strictness])) };
const lost = 'missing: not-returned';
const attack = '/filterConfig/piAndJailbreakFilterSettings';
const harm = '/filterConfig/raiSettings/raiFilters/0';
const data = '/filterConfig/sdpSettings';

contract(templates, given);
changesTable(templates, given, [
  [`${harm}/filterType`, 'SEXUALLY_EXPLICIT', but(0, ['sexual', 'block', 2])],
  [`${harm}/filterType`, 'HARASSMENT', but(0, ['harassment', 'block', 2])],
  [`${harm}/filterType`, 'DANGEROUS', but(0, ['dangerous', 'block', 2])],
  [`${harm}/filterType`, 'SARCASM', but(0, [lost, 'block', 2])],
  [`${harm}/filterType`, undefined, but(0, [lost, 'block', 2])],
  [`${harm}/confidenceLevel`, 'HIGH', but(0, ['hate', 'block', 1])],
  [`${harm}/confidenceLevel`, 'LOW_AND_ABOVE', but(0, ['hate', 'block', 3])],
  [`${harm}/confidenceLevel`, 'UTTER', but(0, ['hate', 'block', lost])],
  // One page says the strictest, another one says a reasonable default.
  [`${harm}/confidenceLevel`, undefined, but(0, ['hate', 'block', lost])],
  [`${harm}/confidenceLevel`, 'DETECTION_CONFIDENCE_LEVEL_UNSPECIFIED', but(0, ['hate', 'block', lost])],
  ['/filterConfig/raiSettings', undefined, but(0)],
  [`${attack}/filterEnforcement`, 'DISABLED', but(1, ['prompt-attack', 'none', 0])],
  [`${attack}/filterEnforcement`, undefined, but(1, ['prompt-attack', 'none', 0])],
  [
    `${attack}/filterEnforcement`,
    'PI_AND_JAILBREAK_FILTER_ENFORCEMENT_UNSPECIFIED',
    but(1, ['prompt-attack', 'none', 0]),
  ],
  [`${attack}/filterEnforcement`, 'PERHAPS', but(1, ['prompt-attack', lost, 3])],
  [`${attack}/confidenceLevel`, 'HIGH', but(1, ['prompt-attack', 'block', 1])],
  [`${attack}/confidenceLevel`, 'MEDIUM_AND_ABOVE', but(1, ['prompt-attack', 'block', 2])],
  [`${attack}/confidenceLevel`, undefined, {}],
  [attack, undefined, but(1)],
  ['/filterConfig/maliciousUriFilterSettings/filterEnforcement', 'DISABLED', but(2, ['malicious-url', 'none', 0])],
  ['/filterConfig/maliciousUriFilterSettings', {}, but(2, ['malicious-url', 'none', 0])],
  [`${data}/basicConfig/filterEnforcement`, 'DISABLED', but(3, ['pii', 'none', 0])],
  [data, { advancedConfig: { inspectTemplate: 'projects/111/locations/europe-west4/inspectTemplates/t' } }, {}],
  [data, { advancedConfig: { inspectTemplate: 'i', deidentifyTemplate: 'd' } }, but(3, ['pii', 'mask', 3])],
  [data, { advancedConfig: {} }, but(3, ['pii', lost, 3])],
  [data, {}, but(3)],
  ['/filterConfig', undefined, { filters: [] }],
  ['/templateMetadata/enforcementType', 'INSPECT_ONLY', { mode: 'inspect-only', ...noted }],
  ['/templateMetadata/enforcementType', undefined, {}],
  ['/templateMetadata/enforcementType', 'ENFORCEMENT_TYPE_UNSPECIFIED', {}],
  ['/templateMetadata/enforcementType', 'SOMETIMES', { mode: lost, filters: lost }],
  ['/templateMetadata/logSanitizeOperations', undefined, { accessLogged: false }],
  ['/templateMetadata/multiLanguageDetection', undefined, { multilingual: false }],
  ['/labels', undefined, { tags: {}, owner: '' }],
  ['/createTime', undefined, { createdAt: lost }],
  ['/updateTime', undefined, { modifiedAt: lost }],
]);

describe('where Model Armor is not offered', () => {
  it('nothing is asked', () => {
    expect(['africa-south1', 'europe-west4', 'eu', 'us'].filter((one) => templates.offered?.(one))).toEqual([
      'europe-west4',
      'eu',
      'us',
    ]);
    expect(new Set(modelArmorLocations).size).toBe(modelArmorLocations.length);
  });
});

it('a template that only inspects takes nothing out of the text', () => {
  const config = { sdpSettings: { advancedConfig: { inspectTemplate: 'i', deidentifyTemplate: 'd' } } };
  expect(filtersOf(config, 'detect').map(({ action }) => action)).toEqual(['detect', 'detect']);
});
