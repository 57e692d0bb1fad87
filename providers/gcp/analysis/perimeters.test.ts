import { expect, it } from 'vitest';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { AccessLevel } from './access-levels.ts';
import { holds, levelsOf, type Perimeter, type Way } from './perimeters.ts';

const service = 'aiplatform.googleapis.com';
type Status = NonNullable<Perimeter['status']>;
const wall: Status = { resources: ['projects/1'], restrictedServices: [service] };
const inward = (from: object, to: object): Status => ({
  ...wall,
  ingressPolicies: [
    {
      ingressFrom: { identityType: 'ANY_IDENTITY', sources: [{ accessLevel: '*' }], ...from },
      ingressTo: { operations: [{ serviceName: '*' }], resources: ['*'], ...to },
    },
  ],
});
const outward = (from: object, to: object): Status => ({
  ...wall,
  egressPolicies: [
    {
      egressFrom: { identityType: 'ANY_IDENTITY', ...from },
      egressTo: { operations: [{ serviceName: 'storage.googleapis.com' }], resources: ['*'], ...to },
    },
  ],
});

const limited = (...sources: object[]) => ({ sourceRestriction: 'SOURCE_RESTRICTION_ENABLED', sources });
const levels: Record<string, AccessLevel> = {
  office: { basic: { conditions: [{ ipSubnetworks: ['198.51.100.0/24'] }] } },
  world: { basic: { conditions: [{ ipSubnetworks: ['0.0.0.0/0'] }] } },
};
const unread = missing('the access level is not read', 'access-denied');
const unasked = { $missing: { reason: 'not-exposed', detail: expect.stringContaining('Ask') } };

it.each<[what: string, status: Status | undefined, kept: Record<Way, unknown>]>([
  ['without rules', wall, { in: true, out: true }],
  ['around another project', { ...wall, resources: ['projects/2'] }, { in: false, out: false }],
  ['around another service', { ...wall, restrictedServices: ['x'] }, { in: false, out: false }],
  ['that is only tried out', undefined, { in: false, out: false }],
  ['that lets everybody in', inward({}, {}), { in: false, out: true }],
  [
    'that lets everybody in to the service',
    inward({}, { operations: [{ serviceName: service }] }),
    { in: false, out: true },
  ],
  ['that lets everybody in to the project', inward({}, { resources: ['projects/1'] }), { in: false, out: true }],
  [
    'that lets everybody in to another service',
    inward({}, { operations: [{ serviceName: 'x' }] }),
    { in: true, out: true },
  ],
  ['that lets everybody in to another project', inward({}, { resources: ['projects/2'] }), { in: true, out: true }],
  ['that lets all people in', inward({ identityType: 'ANY_USER_ACCOUNT' }, {}), { in: false, out: true }],
  ['that lets all accounts in', inward({ identityType: 'ANY_SERVICE_ACCOUNT' }, {}), { in: false, out: true }],
  ['that lets some in', inward({ identityType: undefined, identities: ['user:a@b.c'] }, {}), { in: true, out: true }],
  ['that lets in from somewhere', inward({ sources: [{ accessLevel: 'office' }] }, {}), { in: true, out: true }],
  ['that lets in from another project', inward({ sources: [{ resource: 'projects/2' }] }, {}), { in: true, out: true }],
  ['that lets in from nowhere', inward({ sources: [] }, {}), { in: true, out: true }],
  ['whose level lets everybody in', inward({ sources: [{ accessLevel: 'world' }] }, {}), { in: false, out: true }],
  ['whose level is not read', inward({ sources: [{ accessLevel: 'lost' }] }, {}), { in: unread, out: true }],
  [
    'that lets everybody in by role',
    inward({}, { operations: undefined, roles: ['roles/x'] }),
    { in: unasked, out: true },
  ],
  [
    'that lets in by role from somewhere',
    inward({ sources: [{ accessLevel: 'office' }] }, { operations: undefined, roles: ['roles/x'] }),
    { in: true, out: true },
  ],
  ['with a level', { ...wall, accessLevels: ['office'] }, { in: true, out: true }],
  ['with a level for everybody', { ...wall, accessLevels: ['office', 'world'] }, { in: false, out: true }],
  ['with a level that is not read', { ...wall, accessLevels: ['office', 'lost'] }, { in: unread, out: true }],
  ['that is open, whatever is not read', { ...wall, accessLevels: ['lost', 'world'] }, { in: false, out: true }],
  ['that lets everything out', outward({}, {}), { in: true, out: false }],
  ['that lets all accounts out', outward({ identityType: 'ANY_SERVICE_ACCOUNT' }, {}), { in: true, out: false }],
  // Code may bring the credentials of whoever wrote it.
  ['that lets people out', outward({ identityType: 'ANY_USER_ACCOUNT' }, {}), { in: true, out: false }],
  ['that lets some out', outward({ identityType: undefined, identities: ['user:a@b.c'] }, {}), { in: true, out: true }],
  ['that lets out from somewhere', outward(limited({ accessLevel: 'office' }), {}), { in: true, out: false }],
  ['that lets this project out', outward(limited({ resource: 'projects/1' }), {}), { in: true, out: false }],
  ['that lets another project out', outward(limited({ resource: 'projects/2' }), {}), { in: true, out: true }],
  [
    'that names another project and limits nothing',
    outward({ ...limited({ resource: 'projects/2' }), sourceRestriction: 'SOURCE_RESTRICTION_DISABLED' }, {}),
    { in: true, out: false },
  ],
  ['that lets out to one project', outward({}, { resources: ['projects/2'] }), { in: true, out: true }],
])('a perimeter %s', (_what, status, kept) => {
  const perimeter: Perimeter = status === undefined ? {} : { status };
  const found = (ways: Way[]) =>
    holds(perimeter, { project: '1', service, ways }, (name) => (name === 'lost' ? unread : (levels[name] ?? {})));
  expect({ in: found(['in']), out: found(['out']) }).toEqual(kept);
  expect(found(['in', 'out'])).toEqual(kept.out === false ? false : kept.in);
});

it('names the levels that it asks about', () => {
  const ingressPolicies = [
    { ingressFrom: { sources: [{ accessLevel: '*' }, { accessLevel: 'b' }, { resource: 'c' }] } },
  ];
  expect(levelsOf({ status: { accessLevels: ['a'], ingressPolicies } })).toEqual(['a', 'b']);
  expect(levelsOf({})).toEqual([]);
});
