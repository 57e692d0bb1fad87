import { expect, it } from 'vitest';
import { gcp } from './index.ts';
import { gcpRate } from './rates.ts';

it('gives Vertex AI one quota in each project and location, whatever is asked', () => {
  const of = (operation: string, project: string, region: string) =>
    gcpRate('aiplatform', operation, project, region).pool;
  expect(of('models.list', 'a', 'l')).toBe(of('endpoints.list', 'a', 'l'));
  expect(of('models.list', 'a', 'l')).not.toBe(of('models.list', 'b', 'l'));
  expect(of('models.list', 'a', 'l')).not.toBe(of('models.list', 'a', 'm'));
  expect(gcpRate('aiplatform', 'models.list', 'a', 'l')).toMatchObject({ perSecond: 10, fixed: true });
});

it('starts carefully where nothing is published, and may grow', () => {
  const rate = gcpRate('some', 'x', 'a', 'l');
  expect([rate.perSecond, rate.fixed, rate.pool]).toEqual([1, undefined, undefined]);
});

it('takes the limits of the config for known', () => {
  const rateOf = gcp.rateOf({
    'aiplatform:models.list': { per_second: 3, burst: 4 },
    'iam:*': { per_second: 5, burst: 6 },
  });
  expect(rateOf('gcp', 'aiplatform', 'models.list', 'a', 'l')).toEqual({ perSecond: 3, burst: 4, fixed: true });
  expect(rateOf('gcp', 'iam', 'x', 'a', 'l')).toEqual({ perSecond: 5, burst: 6, fixed: true });
  expect(rateOf('gcp', 'aiplatform', 'endpoints.list', 'a', 'l').perSecond).toBe(10);
});
