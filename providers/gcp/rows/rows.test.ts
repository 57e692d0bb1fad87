import { describe, expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Spec } from '../../../src/model/mapping/spec.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';
import { answersOf, type Canned } from '../../aws/testing/map.ts';
import { denied, full, usual } from '../testing/map.ts';
import { auditReads, useRecorded } from './audit.ts';
import { encryption } from './encryption.ts';
import { accountIdentity } from './identity.ts';
import { inPerimeter, perimeterReads, vertexNetwork } from './network.ts';

const item = { name: 'projects/111/locations/europe-west4/customJobs/1' };

/** What a row says with these reads answered so. */
function told<V>(spec: Spec<V>, reads: readonly ReadSpec[], canned: Record<string, Canned> = {}): V | string {
  const collector = { id: 'test', reads, list: undefined } as unknown as Collector; // only its reads are looked at
  const { value } = spec.map(answersOf(collector, full({ item, reads: canned })));
  return isMissingValue(value) ? `missing: ${value.$missing.reason} ${value.$missing.permission ?? ''}`.trim() : value;
}
const constant = <V>(value: V): Spec<V> => ({ reads: [], map: () => ({ value, from: [] }) });

describe('whether use is recorded', () => {
  const spec = useRecorded('aiplatform.googleapis.com');
  const policy = (service: string, logType: string, exemptedMembers?: string[]): JsonObject => ({
    etag: 'e',
    auditConfigs: [{ service, auditLogConfigs: [{ logType, ...(exemptedMembers ? { exemptedMembers } : {}) }] }],
  });
  const reads = policy('aiplatform.googleapis.com', 'DATA_READ');
  it.each<[string, Record<string, Canned>, boolean | string]>([
    ['nowhere', {}, false],
    ['in the project', { 'projects.getIamPolicy': reads }, true],
    ['for all services', { 'projects.getIamPolicy': policy('allServices', 'DATA_READ') }, true],
    ['for another service', { 'projects.getIamPolicy': policy('storage.googleapis.com', 'DATA_READ') }, false],
    ['for writes', { 'projects.getIamPolicy': policy('allServices', 'DATA_WRITE') }, false],
    ['but not for some', { 'projects.getIamPolicy': policy('allServices', 'DATA_READ', ['user:a@b.c']) }, false],
    ['in a folder above', { 'folders.getIamPolicy': reads }, true],
    ['in the organisation', { 'organizations.getIamPolicy': reads }, true],
    [
      'in the project, and above it is denied',
      { 'projects.getIamPolicy': reads, 'folders.getIamPolicy': denied },
      // Somebody may be left out there.
      'missing: access-denied resourcemanager.folders.getIamPolicy',
    ],
    [
      'in the project, but above some are left out',
      { 'projects.getIamPolicy': reads, 'folders.getIamPolicy': policy('allServices', 'DATA_READ', ['user:a@b.c']) },
      false,
    ],
    [
      'but not for some, and above it is denied',
      {
        'projects.getIamPolicy': policy('allServices', 'DATA_READ', ['user:a@b.c']),
        'folders.getIamPolicy': denied,
      },
      false,
    ],
    [
      'not in the project, and above it is denied',
      { 'folders.getIamPolicy': denied },
      'missing: access-denied resourcemanager.folders.getIamPolicy',
    ],
    [
      'nobody knows what is above',
      { 'projects.getAncestry': denied },
      'missing: access-denied resourcemanager.projects.get',
    ],
    ['denied', { 'projects.getIamPolicy': denied }, 'missing: access-denied resourcemanager.projects.getIamPolicy'],
    [
      'without an organisation',
      { 'projects.getAncestry': { ancestor: [{ resourceId: { type: 'project', id: 'p' } }] } },
      false,
    ],
  ])('%s', (_name, canned, expected) => expect(told(spec, auditReads, canned)).toBe(expected));
});

describe('a perimeter', () => {
  const spec = inPerimeter('aiplatform.googleapis.com', ['out']);
  const perimeter = (resources: string[], restrictedServices: string[], where = 'status'): JsonObject => ({
    servicePerimeters: [{ name: 'x', [where]: { resources, restrictedServices } }],
  });
  const around = perimeter(['projects/111'], ['aiplatform.googleapis.com']);
  it.each<[string, Record<string, Canned>, boolean | string]>([
    ['around project and service', { 'servicePerimeters.list': around }, true],
    [
      'around another project',
      { 'servicePerimeters.list': perimeter(['projects/222'], ['aiplatform.googleapis.com']) },
      false,
    ],
    [
      'around another service',
      { 'servicePerimeters.list': perimeter(['projects/111'], ['storage.googleapis.com']) },
      false,
    ],
    [
      'that is only tried out',
      { 'servicePerimeters.list': perimeter(['projects/111'], ['aiplatform.googleapis.com'], 'spec') },
      false,
    ],
    ['that does not exist', {}, false],
    ['in an organisation without policies', { 'accessPolicies.list': {} }, false],
    [
      'without an organisation',
      { 'projects.getAncestry': { ancestor: [{ resourceId: { type: 'project', id: 'p' } }] } },
      false,
    ],
    [
      'denied',
      { 'servicePerimeters.list': denied },
      'missing: access-denied accesscontextmanager.servicePerimeters.list',
    ],
    [
      'of policies denied',
      { 'accessPolicies.list': denied },
      'missing: access-denied accesscontextmanager.policies.list',
    ],
    [
      'of an ancestry denied',
      { 'projects.getAncestry': denied },
      'missing: access-denied resourcemanager.projects.get',
    ],
  ])('%s', (_name, canned, expected) => expect(told(spec, perimeterReads, canned)).toBe(expected));

  describe('with an access level', () => {
    const way = inPerimeter('aiplatform.googleapis.com', ['in']);
    const office = 'accessPolicies/7/accessLevels/office';
    const status = {
      resources: ['projects/111'],
      restrictedServices: ['aiplatform.googleapis.com'],
      accessLevels: [office],
    };
    const level = (...ipSubnetworks: string[]) => ({
      accessLevels: [{ name: office, basic: { conditions: [{ ipSubnetworks }] } }],
    });
    it.each<[string, Canned, boolean | string]>([
      ['of an office', level('198.51.100.0/24'), true],
      ['of everybody', level('0.0.0.0/0'), false],
      ['that is not listed', {}, 'missing: not-returned'],
      ['denied', denied, 'missing: access-denied accesscontextmanager.accessLevels.list'],
    ])('%s', (_name, canned, expected) => {
      const reads = {
        'servicePerimeters.list': { servicePerimeters: [{ name: 'x', status }] },
        'accessLevels.list': canned,
      };
      expect(told(way, perimeterReads, reads)).toBe(expected);
      // What is kept in hangs on none of them.
      expect(told(spec, perimeterReads, reads)).toBe(true);
    });
  });

  it.each([
    ['projects/1/global/networks/n', true, 'customer', 'customer-network'],
    ['projects/1/global/networks/n', false, 'customer', 'internet'],
    [undefined, true, 'provider', 'allow-list'],
    [undefined, false, 'provider', 'internet'],
    ['', false, 'provider', 'internet'],
  ])('with network %j and closed %j', (network, closed, expected, egress) => {
    const canned: Record<string, Canned> = closed ? { 'servicePerimeters.list': around } : {};
    for (const rows of [
      vertexNetwork({ network: constant(network) }),
      vertexNetwork({ attachment: constant(network) }),
    ]) {
      expect(told(rows.facts.network, rows.reads, canned)).toBe(expected);
      expect(told(rows.facts.egress, rows.reads, canned)).toBe(egress);
    }
  });
});

describe('whose rights code has', () => {
  const agent = 'missing: not-exposed';
  it.each([
    [
      'train@imaging-train.iam.gserviceaccount.com',
      'own',
      ['//iam.googleapis.com/projects/imaging-train/serviceAccounts/train@imaging-train.iam.gserviceaccount.com'],
    ],
    [
      'a@system.iam.gserviceaccount.com',
      'own',
      ['//iam.googleapis.com/projects/system/serviceAccounts/a@system.iam.gserviceaccount.com'],
    ],
    [
      'a@imaging-system.iam.gserviceaccount.com',
      'own',
      ['//iam.googleapis.com/projects/imaging-system/serviceAccounts/a@imaging-system.iam.gserviceaccount.com'],
    ],
    [
      'a@p.example.com.iam.gserviceaccount.com',
      'own',
      ['//iam.googleapis.com/projects/example.com:p/serviceAccounts/a@p.example.com.iam.gserviceaccount.com'],
    ],
    [
      '222-compute@developer.gserviceaccount.com',
      'default',
      ['//iam.googleapis.com/projects/imaging-serve/serviceAccounts/222-compute@developer.gserviceaccount.com'],
    ],
    ['service-111@gcp-sa-aiplatform-cc.iam.gserviceaccount.com', 'default', agent],
    ['service-111@compute-system.iam.gserviceaccount.com', 'default', agent],
    [undefined, 'default', agent],
    ['', 'default', agent],
  ])('%s', (email, runsAs, principals) => {
    const rows = accountIdentity(constant(email), { runsAs: 'default', what: 'the service agent' });
    expect(told(rows.facts.runsAs, [])).toBe(runsAs);
    expect(told(rows.links.principals, [])).toEqual(principals);
  });
  it('is nobody where the code has none', () => {
    const rows = accountIdentity(constant<string | undefined>(undefined), { runsAs: 'none', what: '' });
    expect([told(rows.facts.runsAs, []), told(rows.links.principals, [])]).toEqual(['none', []]);
  });
});

describe('who controls a key', () => {
  const key = 'projects/222/locations/l/keyRings/r/cryptoKeys/k';
  const uid = '//cloudkms.googleapis.com/projects/imaging-serve/locations/l/keyRings/r/cryptoKeys/k';
  it.each([
    [key, 'customer', [uid]],
    [`${key}/cryptoKeyVersions/3`, 'customer', [uid]],
    [undefined, 'provider', []],
    ['', 'provider', []],
  ])('%s', (name, holder, links) => {
    const rows = encryption([{ name: 'data', key: constant(name) }]);
    expect(told(rows.facts.keyAtRest, [])).toBe(holder);
    expect(told(rows.links.keys, [])).toEqual(links);
  });
  it('is not known of something that is no key', () => {
    const rows = encryption([{ name: 'data', key: constant('hunter2') }]);
    expect(told(rows.facts.keyAtRest, [])).toBe('missing: not-returned');
  });
  it('is the weakest of several; a store that is not there does not count', () => {
    const rows = encryption([
      { name: 'data', key: constant(key) },
      { name: 'logs', key: constant<string | undefined>(undefined) },
    ]);
    expect(told(rows.facts.keyAtRest, [])).toBe('provider');
    const one = encryption([
      { name: 'data', key: constant(key) },
      { name: 'logs', key: constant<string | undefined>(undefined), used: constant(false) },
    ]);
    expect(told(one.facts.keyAtRest, [])).toBe('customer');
    expect(told(encryption([]).facts.keyAtRest, [])).toBe('missing: not-supported');
  });
});

it('has the usual answers for all of these', () => {
  const asked = [...auditReads, ...perimeterReads].map((one) => one.operation);
  expect(Object.keys(usual)).toEqual(expect.arrayContaining(asked));
});
