import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { changesOf, denied, plainOf, resourceOf } from '../testing/map.ts';
import { saidOnlyOfProjectsThatAreThere } from '../testing/project-there.ts';
import { changesTable } from '../testing/table.ts';
import { trails } from './trail.ts';

const bucket = (name: string) => `projects/111/locations/global/buckets/${name}`;
const record = (service: string, logType: string, exemptedMembers?: string[]): JsonObject => ({
  service,
  auditLogConfigs: [{ logType, ...(exemptedMembers ? { exemptedMembers } : {}) }],
});
const vertex = 'aiplatform.googleapis.com';
const given = {
  item: { name: 'projects/imaging-train/logs/cloudaudit.googleapis.com' },
  reads: {
    'projects.getIamPolicy': {
      etag: 'e',
      auditConfigs: [record(vertex, 'DATA_READ'), record('allServices', 'ADMIN_READ')],
    },
    'sinks.list': {
      sinks: [
        {
          name: '_Required',
          destination: `logging.googleapis.com/${bucket('_Required')}`,
          filter: 'LOG_ID("cloudaudit.googleapis.com/activity")',
        },
        { name: 'keep', destination: 'storage.googleapis.com/audit-archive' },
        {
          name: 'tables',
          destination: 'bigquery.googleapis.com/projects/222/datasets/audit',
          filter: 'logName:cloudaudit',
        },
        { name: 'errors', destination: 'storage.googleapis.com/errors', filter: 'severity>=ERROR' },
      ],
    },
    'buckets.get': { name: bucket('_Required'), retentionDays: 400, locked: true },
  },
};
const kept = '//logging.googleapis.com/projects/imaging-train/locations/global/buckets/_Required';
const stores = [
  '//storage.googleapis.com/audit-archive',
  '//bigquery.googleapis.com/projects/imaging-serve/datasets/audit',
];
const lost = 'missing: not-returned';
const sink = 'sinks.list#/sinks';

contract(trails, given);
changesTable(trails, given, [
  ['projects.getIamPolicy#/auditConfigs/0/service', 'allServices', {}],
  ['projects.getIamPolicy#/auditConfigs/0/service', 'bigquery.googleapis.com', { mlDataEvents: [] }],
  ['projects.getIamPolicy#/auditConfigs/0/auditLogConfigs/0/logType', 'DATA_WRITE', { mlDataEvents: [] }],
  [
    'projects.getIamPolicy#/auditConfigs/0/auditLogConfigs/0/exemptedMembers',
    ['user:ada@hospital.example'],
    { exempted: ['user:ada@hospital.example'] },
  ],
  [
    'projects.getIamPolicy#/auditConfigs/1/auditLogConfigs/0/exemptedMembers',
    ['user:b@x.example'],
    { management: 'write-only' },
  ],
  ['projects.getIamPolicy#/auditConfigs/1/service', vertex, { management: 'write-only' }],
  ['projects.getIamPolicy#/auditConfigs/1/auditLogConfigs/0/logType', 'DATA_WRITE', { management: 'write-only' }],
  ['projects.getIamPolicy#/auditConfigs', undefined, { mlDataEvents: [], management: 'write-only' }],
  ['buckets.get#/locked', undefined, { tamperProof: false }],
  [`${sink}/1/disabled`, true, { '->buckets': [stores[1] ?? ''] }],
  [`${sink}/1/filter`, 'severity>=ERROR', { '->buckets': [stores[1] ?? ''] }],
  [`${sink}/3/filter`, '', { '->buckets': [...stores, '//storage.googleapis.com/errors'] }],
  [`${sink}/0/name`, 'mine', { tamperProof: lost }],
  [
    `${sink}/0/destination`,
    'logging.googleapis.com/projects/9/evil',
    { tamperProof: lost, '->logGroups': ['//logging.googleapis.com/projects/9/evil'] },
  ],
  ['sinks.list#/sinks', undefined, { tamperProof: lost, '->buckets': [], '->logGroups': [] }],
]);

describe('what Google sets by itself', () => {
  const plain = (reads: Record<string, JsonObject | typeof denied>): Record<string, Json> =>
    plainOf(resourceOf(trails, { ...given, reads: { ...given.reads, ...reads } }));
  it('is that changes are recorded and the use of data is not', () => {
    expect(plain({ 'projects.getIamPolicy': { etag: 'e' } })).toMatchObject({
      active: true,
      management: 'write-only',
      mlDataEvents: [],
      tamperProof: true,
      allRegions: true,
      '->logGroups': [kept],
      '->buckets': stores,
    });
  });
  it('can be changed above the project, and is not known where that cannot be read', () => {
    const above = plain({
      'projects.getIamPolicy': { etag: 'e' },
      'organizations.getIamPolicy': { etag: 'e', auditConfigs: [record(vertex, 'DATA_READ')] },
    });
    expect(above.mlDataEvents).toEqual([vertex]);
    const refused = plain({ 'projects.getIamPolicy': { etag: 'e' }, 'organizations.getIamPolicy': denied });
    expect([refused.mlDataEvents, refused.management, refused.exempted].map(String)).toEqual(
      Array(3).fill(expect.stringContaining('missing: access-denied')),
    );
  });
  it('is told by the project alone where that says yes, but not who is left out', () => {
    const whole = plain({});
    const part = plain({ 'organizations.getIamPolicy': denied });
    expect(Object.keys(changesOf(whole, part))).toEqual(['management', 'exempted']);
  });
});

saidOnlyOfProjectsThatAreThere(trails);
