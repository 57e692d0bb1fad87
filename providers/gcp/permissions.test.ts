import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callsOf } from '../../src/scan/plan.ts';
import { gcp } from './index.ts';
import { gcpOperations } from './operations.ts';
import { assertRead, gcpRole } from './permissions.ts';

const calls = callsOf([...gcp.collectors, ...gcp.support], gcp.natives);

describe('the role of a scan', () => {
  it('holds what the collectors declare, each once, sorted', () => {
    const role = parse(gcpRole(calls).yaml) as { includedPermissions: string[] }; // as written below
    const wanted = new Set(calls.map((one) => one.permission));
    expect(role.includedPermissions).toEqual(expect.arrayContaining([...wanted]));
    expect(role.includedPermissions).toEqual([...new Set(role.includedPermissions)].sort());
    for (const one of role.includedPermissions) expect(gcpRole(calls).terraform).toContain(`"${one}"`);
  });

  it('is one of the organisation, and says what a project without one leaves out', () => {
    const { yaml, terraform } = gcpRole(calls);
    expect(yaml).toMatch(/^# .*leave out: .*resourcemanager\.folders\.getIamPolicy/m);
    expect(yaml).not.toMatch(/^# .*aiplatform/m);
    expect(terraform).toContain('google_organization_iam_custom_role');
  });

  it.each([
    'aiplatform.endpoints.predict',
    'aiplatform.endpoints.explain',
    'aiplatform.datasetVersions.restore',
    'aiplatform.ragCorpora.query',
    'aiplatform.models.upload',
    'aiplatform.models.delete',
    'storage.objects.get',
    'storage.buckets.setIamPolicy',
    'bigquery.tables.getData',
    'secretmanager.versions.access',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccountKeys.create',
    'aiplatform:endpoints.list',
    '*',
    '',
  ])('never holds %j', (permission) => {
    expect(() => assertRead(permission)).toThrow('no permission to read settings');
    expect(() => gcpRole([{ permission }])).toThrow();
  });
});

describe('the operations', () => {
  const all = Object.entries(gcpOperations).flatMap(([service, operations]) =>
    Object.entries(operations).map(([name, operation]) => [`${service}:${name}`, operation] as const),
  );
  it.each(all)('%s is a read', (_name, { method, path }) => {
    expect(path).not.toMatch(
      /:(predict|rawPredict|explain|restore|query|search(?!All)|generate|fetch(?!Predict|Publisher)|export|cancel|pause|resume|deploy)/i,
    );
    // A POST only where the vendor made a read one.
    if (method === 'POST') expect(path).toMatch(/:(getIamPolicy|getAncestry|testIamPermissions)$/);
  });
  it('have an address for every call that is declared, and no others', () => {
    const declared = new Set(calls.map((one) => `${one.service}:${one.operation}`));
    declared.add('cloudasset:resources.searchAll'); // asked when the scan connects
    expect(new Set(all.map(([name]) => name))).toEqual(declared);
  });
});
