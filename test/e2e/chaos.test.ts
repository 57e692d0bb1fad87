import { expect, it } from 'vitest';
import { aws } from '../../providers/aws/index.ts';
import { loadCatalog } from '../../src/catalog/index.ts';
import { demoEstate } from '../../src/lab/demo/index.ts';
import { done, scanLab } from '../support/scan-lab.ts';

const now = new Date('2026-11-20T09:00:00Z');

it('10 % refused, 5 % broken, 2 % reset: the verdicts are those of the quiet scan', async () => {
  const catalog = await loadCatalog({ dirs: ['controls'] });
  const options = {
    estate: demoEstate(now),
    catalog,
    collectors: aws.collectors,
    support: aws.support,
    natives: aws.natives,
    scanTime: now,
  };
  // As patient as a busy machine needs: what is slow is no fault here.
  const retry = { attempts: 10, baseMs: 1, maxMs: 20, attemptMs: 30_000, callMs: 300_000 };
  const quiet = await scanLab({ ...options, faults: [], retry });
  const rough = await scanLab({
    ...options,
    seed: 7,
    faults: [
      { kind: 'throttle', rate: 0.1 },
      { kind: 'server-error', rate: 0.05 },
      { kind: 'reset', rate: 0.02 },
    ],
    retry,
  });
  try {
    const verdicts = (findings: typeof quiet.findings) =>
      findings.map(({ key, verdict, stateHash }) => `${key} ${verdict} ${stateHash}`);
    expect(rough.summary.calls.retried).toBeGreaterThan(50);
    expect(verdicts(rough.findings)).toEqual(verdicts(quiet.findings));
    expect(rough.summary.gaps).toEqual(quiet.summary.gaps);
  } finally {
    await done(quiet);
    await done(rough);
  }
});
