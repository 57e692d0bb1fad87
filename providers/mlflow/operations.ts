import type { RestOperations } from '../rest/operation.ts';

const api = '/api/2.0/mlflow';

/**
 * Every read of MLflow's REST API that may be sent. Searches that take a body are POSTs; nothing here changes anything.
 * The names are those of MLflow's own service definition, which are also the IAM actions of SageMaker.
 *
 * @see https://mlflow.org/docs/latest/api_reference/rest-api.html (3.17) and https://mlflow.org/docs/latest/api_reference/auth/rest-api.html
 */
export const mlflowOperations: RestOperations = {
  mlflow: {
    Version: { path: '/version', text: true },
    GetExperiment: { path: `${api}/experiments/get` },
    SearchExperiments: { method: 'POST', path: `${api}/experiments/search` },
    SearchRuns: { method: 'POST', path: `${api}/runs/search` },
    GetRun: { path: `${api}/runs/get` },
    SearchRegisteredModels: { path: `${api}/registered-models/search` },
    GetRegisteredModel: { path: `${api}/registered-models/get` },
    SearchModelVersions: { path: `${api}/model-versions/search` },
    SearchLoggedModels: { method: 'POST', path: `${api}/logged-models/search` },
    GetLoggedModel: { path: `${api}/logged-models/{model_id}` },
    ListArtifacts: { path: `${api}/artifacts/list` },
    ListWebhooks: { path: `${api}/webhooks` },
    GetUser: { path: `${api}/users/get` },
  },
  // The same question as above, by nobody: whether the server asks who is there.
  anonymous: {
    SearchExperiments: { method: 'POST', path: `${api}/experiments/search` },
  },
};
