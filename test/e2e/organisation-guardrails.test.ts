import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aws } from '../../providers/aws/index.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { smallEstate } from '../../src/lab/small-estate.ts';
import { done, type LabScan, type LabScanOptions, scanLab } from '../support/scan-lab.ts';

const region = 'eu-west-1';
const estate = smallEstate({
  first: {
    policiesInEffect: {
      BEDROCK_POLICY: {
        bedrock: {
          guardrail_inference: {
            [region]: { config_1: { identifier: `arn:aws:bedrock:${region}:999999999999:guardrail/abc:1` } },
          },
        },
      },
    },
    regions: { [region]: { bedrock: { called: ['amazon.nova-pro-v1:0'] } } },
  },
  second: { regions: { [region]: { bedrock: { called: ['amazon.nova-pro-v1:0'] } } } },
});
let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
});
const scans: LabScan[] = [];
afterEach(async () => {
  for (const scan of scans.splice(0)) await done(scan);
});

/** GEN-026 by account. */
async function verdicts(more: Partial<LabScanOptions> = {}): Promise<Record<string, string>> {
  const collectors = aws.collectors.filter(({ id }) => id === 'aws/bedrock/account');
  const scan = await scanLab({ estate, catalog, collectors, regions: [region], ...more });
  scans.push(scan);
  const found = scan.findings.filter(({ control, population }) => control === 'GEN-026' && population === undefined);
  return Object.fromEntries(found.map(({ resource, verdict }) => [resource.accountName, verdict]));
}

describe('a guardrail that the organisation makes compulsory', () => {
  it('is one where its policy reaches, and nowhere else', async () =>
    expect(await verdicts()).toEqual({ one: 'pass', two: 'fail' }));
  it('is not known where the policy may not be read', async () =>
    expect(
      await verdicts({ faults: [{ kind: 'deny', service: 'organizations', operation: 'DescribeEffectivePolicy' }] }),
    ).toEqual({ one: 'unknown', two: 'unknown' }));
});
