import type { ArmObject } from '../../../azure/estate.ts';
import { clinicalMaker, closedWorkspace, names, trainingIdentity } from './names.ts';

const { features } = names;

/** Prepared inputs for models: a feature store, which is a workspace of a kind of its own. */
export function clinicalFeatures(now: Date): ArmObject[] {
  const { make, base, owned, endpointTo } = clinicalMaker(now);
  return [
    make(
      features,
      {
        ...closedWorkspace(base),
        featureStoreSettings: { computeRuntime: { sparkRuntimeVersion: '3.4' }, offlineStoreConnectionName: 'offline' },
        ...endpointTo('clinical-models-pe'),
      },
      { kind: 'FeatureStore', identity: trainingIdentity(base), ...owned('clinical-ml') },
    ),
    make(`${features}/outboundRules/storage`, {
      type: 'ServiceTag',
      category: 'Required',
      destination: { serviceTag: 'Storage.WestEurope', protocol: 'TCP', portRanges: '443' },
    }),
    make(`${features}/featuresets/vitals`, { description: 'Vital signs, by patient and hour' }),
    make(
      `${features}/featuresets/vitals/versions/2`,
      {
        description: 'Vital signs, by patient and hour; gaps of more than three hours are left open',
        tags: { owner: 'clinical-ml', 'data-class': 'phi' },
        stage: 'Production',
        materializationSettings: { storeType: 'Offline' },
      },
      { age: 90 },
    ),
    make(
      `${features}/featuresets/vitals/versions/3`,
      {
        tags: { 'data-class': 'phi' },
        stage: 'Development',
        materializationSettings: { storeType: 'OnlineAndOffline' },
      },
      { age: 9 },
    ),
  ];
}
