import { expect, it } from 'vitest';
import { holds, type Perimeter, type Way } from './perimeters.ts';

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

it.each<[what: string, status: Status | undefined, kept: Record<Way, boolean>]>([
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
  ['that lets some in', inward({ identityType: 'ANY_USER_ACCOUNT' }, {}), { in: true, out: true }],
  ['that lets in from somewhere', inward({ sources: [{ accessLevel: 'office' }] }, {}), { in: true, out: true }],
  ['that lets everything out', outward({}, {}), { in: true, out: false }],
  ['that lets all accounts out', outward({ identityType: 'ANY_SERVICE_ACCOUNT' }, {}), { in: true, out: false }],
  ['that lets people out', outward({ identityType: 'ANY_USER_ACCOUNT' }, {}), { in: true, out: true }],
  ['that lets out to one project', outward({}, { resources: ['projects/2'] }), { in: true, out: true }],
])('a perimeter %s', (_what, status, kept) => {
  const perimeter: Perimeter = status === undefined ? {} : { status };
  const found = (ways: Way[]) => holds(perimeter, '1', service, ways);
  expect({ in: found(['in']), out: found(['out']) }).toEqual(kept);
  expect(found(['in', 'out'])).toBe(kept.in && kept.out);
});
