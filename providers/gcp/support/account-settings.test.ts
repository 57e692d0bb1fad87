import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, plainOf, resourceOf } from '../testing/map.ts';
import { saidOnlyOfProjectsThatAreThere } from '../testing/project-there.ts';
import { changesTable } from '../testing/table.ts';
import { accountSettings, constraints } from './account-settings.ts';

const rules = (...list: JsonObject[]): JsonObject => ({ name: 'projects/111/policies/x', spec: { rules: list } });
const service = (name: string, effectiveEnablementState: string) => ({
  name: `projects/111/locations/global/securityCenterServices/${name}`,
  effectiveEnablementState,
});
const given = {
  item: { name: 'projects/imaging-train', title: 'imaging train' },
  reads: {
    'policies in effect': ({ constraint }: JsonObject) =>
      rules(constraint === 'vertexai.allowedModels' ? { values: { allowedValues: ['m'] } } : { enforce: false }),
    'storage.publicAccessPrevention': rules({ enforce: true }),
    'securityCenterServices.list': {
      securityCenterServices: [
        service('event-threat-detection', 'DISABLED'),
        service('security-health-analytics', 'ENABLED'),
      ],
    },
    'servicePerimeters.list': {
      servicePerimeters: [
        { status: { resources: ['projects/111'], restrictedServices: ['aiplatform.googleapis.com'] } },
      ],
    },
  },
};
const lost = 'missing: not-returned';
const scc = 'securityCenterServices.list#/securityCenterServices';

contract(accountSettings, given);
changesTable(accountSettings, given, [
  [`${scc}/1/effectiveEnablementState`, 'DISABLED', { nativePosture: [] }],
  [`${scc}/1/effectiveEnablementState`, 'ENABLEMENT_STATE_UNSPECIFIED', { nativePosture: lost }],
  [`${scc}/1/name`, 'projects/111/locations/global/securityCenterServices/SECURITY_HEALTH_ANALYTICS', {}],
  [
    `${scc}/1/name`,
    'projects/111/locations/global/securityCenterServices/web-security-scanner',
    { nativePosture: lost },
  ],
  ['storage.publicAccessPrevention#/spec/rules/0/enforce', false, { publicStorageBlocked: false }],
  ['storage.publicAccessPrevention#/spec/rules', undefined, { publicStorageBlocked: lost }],
  ['servicePerimeters.list#/servicePerimeters', [], { perimeter: false }],
]);

describe('policies in effect', () => {
  const of = (answer: JsonObject | typeof denied): Json | undefined => {
    const reads = { ...given.reads, 'policies in effect': answer };
    const found = plainOf(resourceOf(accountSettings, { ...given, reads })).policies;
    return Array.isArray(found) ? (found[0] as JsonObject).enforced : found; // all are alike
  };
  it('have a row each', () => {
    const rows = plainOf(resourceOf(accountSettings, given)).policies as JsonObject[]; // a list of rows
    expect(rows.map(({ name }) => name)).toEqual(constraints);
    expect(rows.filter(({ enforced }) => enforced === true)).toEqual([
      { name: 'vertexai.allowedModels', enforced: true },
    ]);
  });
  it.each<[what: string, answer: JsonObject, expected: Json]>([
    ['on', rules({ enforce: true }), true],
    ['off', rules({ enforce: false }), false],
    ['everything allowed', rules({ allowAll: true }), false],
    ['everything denied', rules({ denyAll: true }), true],
    ['some denied', rules({ values: { deniedValues: ['x'] } }), true],
    ['an empty list', rules({ values: {} }), lost],
    ['under a condition', rules({ enforce: true, condition: { expression: 'x' } }), lost],
    ['one of two', rules({ condition: {}, enforce: true }, { denyAll: true }), true],
    ['no rules', rules(), lost],
    ['no spec', { name: 'projects/111/policies/x' }, lost],
  ])('%s', (_what, answer, expected) => expect(of(answer)).toEqual(expected));
  it('refused', () => expect(of(denied)).toEqual('missing: access-denied orgpolicy.policy.get'));
});

saidOnlyOfProjectsThatAreThere(accountSettings);
