import type { GcpProject } from '../../gcp/estate.ts';
import { type GcpPlace, projects } from './make.ts';

/** Features and vectors that requests are answered with. */
export function serveStores(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name } = place;
  return {
    [list('featureOnlineStores')]: [
      make('featureOnlineStores', 'appointments', {
        made: 110,
        key: key('serving'),
        labels: { owner: 'flow' },
        more: {
          state: 'STABLE',
          optimized: {},
          dedicatedServingEndpoint: {
            publicEndpointDomainName: '8.europe-west4-611203344552.featurestore.vertexai.goog',
          },
        },
      }),
    ],
    [list('featurestores')]: [
      make('featurestores', 'beds_legacy', {
        made: 900,
        more: { state: 'STABLE', onlineServingConfig: { fixedNodeCount: 1 } },
      }),
    ],
    [list('indexes')]: [
      make('indexes', '6601', {
        name: 'letters',
        made: 90,
        key: key('serving'),
        labels: { owner: 'patient-letters' },
        more: { deployedIndexes: [{ indexEndpoint: name('indexEndpoints/6701'), deployedIndexId: 'letters' }] },
      }),
      make('indexes', '6602', { name: 'letters-try', made: 130 }),
    ],
    [list('indexEndpoints')]: [
      make('indexEndpoints', '6701', {
        name: 'letters',
        made: 90,
        key: key('serving'),
        labels: { owner: 'patient-letters' },
        more: {
          network: `projects/${projects.serve.number}/global/networks/serving`,
          deployedIndexes: [
            {
              id: 'letters',
              index: name('indexes/6601'),
              dedicatedResources: { minReplicaCount: 2, maxReplicaCount: 2 },
            },
          ],
        },
      }),
    ],
  };
}
