import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/scan/plan.ts';
import { baseOf } from '../session.ts';
import { described } from '../testing/canned.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { batchPredictionJobs } from './batch-prediction-job.ts';
import { atGlobalEndpoint } from './global-endpoint.ts';
import { vertexCollectors } from './index.ts';

describe('what is asked for at the global endpoint', () => {
  it('is asked once a project, at an address of its own', () => {
    const targets = plan({
      provider: 'gcp',
      accounts: [{ account: 'p', name: 'p', regions: ['europe-west4', 'us-east1'] }],
      collectors: vertexCollectors.filter(({ at }) => at === 'account'),
      natives: [],
      services: [],
    });
    const asked = targets.flatMap(({ scope, collectors }) => collectors.map(({ id }) => [scope.region, id]));
    expect(asked).toEqual([
      ['global', 'gcp/vertex/global-batch-prediction-job'],
      ['global', 'gcp/vertex/global-cached-content'],
    ]);
    expect(baseOf('aiplatform', 'global')).toBe('https://aiplatform.googleapis.com');
  });
  it('is worked on anywhere, and otherwise the same', () => {
    const item = described('batchPredictionJobs', { name: 'projects/111/locations/global/batchPredictionJobs/7' });
    const here = plainOf(resourceOf(batchPredictionJobs, { item }));
    const there = plainOf(resourceOf(atGlobalEndpoint(batchPredictionJobs), { item }));
    expect(here.processing).toBe('region');
    expect(there).toEqual({ ...here, processing: 'global' });
  });
});
