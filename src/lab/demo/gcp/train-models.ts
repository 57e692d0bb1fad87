import type { JsonObject } from '../../../model/json.ts';
import type { GcpProject } from '../../gcp/estate.ts';
import { type GcpPlace, image } from './make.ts';

/** The registry: models are made here and served from imaging-serve. */
export function trainModels(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name, ago } = place;
  const triage = (versionId: string, days: number, aliases: string[], more: JsonObject): JsonObject =>
    make('models', '9001', {
      name: 'triage-chest',
      made: 200,
      changed: days,
      key: key('phi'),
      labels: { owner: 'imaging-ai', 'data-class': 'phi', approval: 'approved' },
      more: {
        description: 'Sorts chest images by urgency. Not for children under 16, nor for images of mobile devices.',
        versionId,
        versionAliases: aliases,
        versionDescription: `Trained on the cohort of ${versionId === '12' ? 'October' : 'May'} 2026`,
        versionCreateTime: ago(days),
        versionUpdateTime: ago(days),
        artifactUri: `gs://hvh-vertex-models/triage-chest/${versionId}/model`,
        containerSpec: { imageUri: image('serving', 'triage'), healthRoute: '/health', predictRoute: '/predict' },
        explanationSpec: { parameters: { integratedGradientsAttribution: { stepCount: 50 } } },
        predictSchemata: {
          instanceSchemaUri: 'gs://hvh-vertex-models/schema/in.yaml',
          predictionSchemaUri: 'gs://hvh-vertex-models/schema/out.yaml',
        },
        modelSourceInfo: { sourceType: 'CUSTOM' },
        ...more,
      },
    });
  const current = triage('12', 11, ['default', 'production'], { trainingPipeline: name('trainingPipelines/880012') });
  const before = triage('11', 150, [], { trainingPipeline: name('trainingPipelines/880007') });
  // From the internet, as a pickle; nobody approved it, and it serves.
  const derm = make('models', '9002', {
    name: 'derm-screening',
    made: 70,
    more: {
      versionId: '3',
      versionAliases: ['default'],
      versionCreateTime: ago(70),
      versionUpdateTime: ago(70),
      artifactUri: 'gs://hvh-derm-exchange/models/derm-v3.pkl',
      containerSpec: {
        imageUri: 'docker.io/someone/derm-serve:latest',
        env: [{ name: 'ADMIN_PASSWORD', value: 'melanocyte-2026' }],
      },
      modelSourceInfo: { sourceType: 'MARKETPLACE' },
    },
  });
  const risk = make('models', '9003', {
    name: 'no-show-risk',
    made: 43,
    labels: { owner: 'flow' },
    more: {
      versionId: '2',
      versionAliases: ['default', 'production'],
      versionCreateTime: ago(43),
      versionUpdateTime: ago(43),
      artifactUri: 'gs://hvh-vertex-models/no-show-risk/2/model.joblib',
      containerSpec: { imageUri: 'europe-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-6:latest' },
      modelSourceInfo: { sourceType: 'CUSTOM' },
    },
  });
  return {
    [list('models')]: [current, derm, risk],
    [list('models/9001:versions')]: [before, current],
    [list('models/9001@12/evaluations')]: [
      {
        name: name('models/9001/evaluations/1'),
        metricsSchemaUri: 'gs://google-cloud-aiplatform/schema/modelevaluation/classification_metrics_1.0.0.yaml',
        biasConfigs: { biasSlices: {} },
        modelExplanation: {},
        createTime: ago(11),
      },
    ],
  };
}
