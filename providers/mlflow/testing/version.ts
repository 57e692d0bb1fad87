import type { JsonObject } from '../../../src/model/json.ts';
import type { Table } from './map.ts';

const ms = 1_730_000_000_000;
/** A version of a model, the run that made it, and their files: everything is there. */
export const artifacts = 's3://wards/7/r1/artifacts';
export const versionItem: JsonObject = {
  name: 'beds',
  version: '3',
  creation_timestamp: ms,
  last_updated_timestamp: ms,
  current_stage: 'None',
  description: 'Third',
  source: `${artifacts}/model`,
  run_id: 'r1',
  status: 'READY',
  user_id: 'ann',
  tags: [{ key: 'approval', value: 'approved' }],
};
export const versionReads: Table = {
  GetRegisteredModel: {
    registered_model: {
      name: 'beds',
      aliases: [
        { alias: 'champion', version: '3' },
        { alias: 'old', version: '2' },
      ],
    },
  },
  GetRun: {
    run: {
      info: { run_id: 'r1', run_name: 'train', artifact_uri: artifacts },
      data: {
        metrics: [{ key: 'test_auc', value: 0.9 }],
        tags: [
          { key: 'mlflow.source.git.commit', value: 'c0ffee' },
          {
            key: 'mlflow.log-model.history',
            value: JSON.stringify([
              { artifact_path: 'model', flavors: { sklearn: { pickled_model: 'model.pkl' } }, signature: {} },
            ]),
          },
          { key: 'job', value: 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/t' },
        ],
      },
      inputs: { dataset_inputs: [{ dataset: { name: 'd', digest: 'x1' } }] },
    },
  },
  RunFiles: { root_uri: artifacts },
  ModelFiles: { root_uri: artifacts, files: [{ path: 'model/model.pkl' }] },
};
