import { expect, it } from 'vitest';
import { plan } from '../../src/scan/plan.ts';
import { gcp } from './index.ts';

it('asks Model Armor alone where several regions are one location', () => {
  const targets = plan({
    provider: 'gcp',
    accounts: [{ account: 'p', name: 'p', regions: ['eu', 'europe-west4', 'africa-south1'] }],
    collectors: gcp.collectors,
    natives: [],
    services: [],
  });
  const services = (region: string) =>
    [...new Set(targets.find(({ scope }) => scope.region === region)?.collectors.map(({ service }) => service))].sort();
  expect([services('eu'), services('europe-west4'), services('africa-south1')]).toEqual([
    ['modelarmor'],
    ['aiplatform', 'dataproc', 'modelarmor'],
    ['aiplatform', 'dataproc'],
  ]);
});
