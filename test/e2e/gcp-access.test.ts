import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { gcp } from '../../providers/gcp/index.ts';
import { loadCatalog } from '../../src/catalog/index.ts';
import { trustAuthorities } from '../../src/cli/trust.ts';
import { makeAuthority } from '../../src/lab/authority.ts';
import { demoGcp } from '../../src/lab/demo/gcp/index.ts';
import { startGcpLab } from '../../src/lab/gcp/lab.ts';
import { scanGcp } from '../support/scan-gcp.ts';

const now = new Date('2026-11-20T09:00:00Z');

it('a token that runs out, and no other to be had, leaves gaps and no pass', async () => {
  const catalog = await loadCatalog({ dirs: ['controls'] });
  // Every call asks for a token of its own; from when the scan is signed in there are none.
  const estate = { ...demoGcp(now), tokenSeconds: 1 };
  const found = await scanGcp({ estate, catalog, scanTime: now, faults: [{ kind: 'deny', service: 'sts' }] });
  try {
    expect(found.findings.length).toBeGreaterThan(10);
    expect(new Set(found.findings.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    const { gaps } = found.summary;
    expect(gaps.length).toBeGreaterThan(10);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['access-denied']));
    for (const { errorCode } of gaps) expect(errorCode).toMatch(/^(AUTH_EXPIRED|ExpiredToken)$/);
  } finally {
    await found.close();
  }
});

it('a certificate of an authority that nobody named ends the run; naming its file is enough', async () => {
  const { ca, ...tls } = await makeAuthority();
  const lab = await startGcpLab({ estate: demoGcp(now), tls });
  const connect = () => gcp.connect({ endpoint: lab.url, credentials: lab.credentials });
  const before = getCACertificates('default');
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  const file = join(folder, 'authority.pem');
  await writeFile(file, ca);
  try {
    expect(lab.url).toMatch(/^https:/);
    await expect(connect()).rejects.toMatchObject({
      code: 'NETWORK',
      hint: expect.stringContaining('certificate_authorities'),
    });
    trustAuthorities([file]);
    expect((await connect()).map(({ account }) => account).sort()).toEqual(['imaging-serve', 'imaging-train']);
  } finally {
    setDefaultCACertificates(before);
    await rm(folder, { recursive: true });
    await lab.close();
  }
});
