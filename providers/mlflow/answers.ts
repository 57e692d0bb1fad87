/**
 * What is read of MLflow's answers (REST API 2.0, MLflow 3.17; read 2026-11).
 *
 * Answers are protobuf as JSON: what is empty is left out. Times are milliseconds since 1970, as numbers or, from some
 * servers, as texts.
 *
 * @see https://mlflow.org/docs/latest/api_reference/rest-api.html and https://protobuf.dev/programming-guides/json/
 */
export interface Tag {
  key?: string;
  value?: string;
}
export type Millis = number | string;

export interface Experiment {
  experiment_id?: string;
  name?: string;
  artifact_location?: string;
  lifecycle_stage?: string;
  creation_time?: Millis;
  last_update_time?: Millis;
  tags?: Tag[];
}

export interface DatasetInput {
  tags?: Tag[];
  dataset?: {
    name?: string;
    digest?: string;
    source_type?: string;
    source?: string;
    schema?: string;
    profile?: string;
  };
}

export interface Run {
  info?: {
    run_id?: string;
    run_name?: string;
    experiment_id?: string;
    user_id?: string;
    status?: string;
    start_time?: Millis;
    end_time?: Millis;
    artifact_uri?: string;
    lifecycle_stage?: string;
  };
  data?: { metrics?: { key?: string; value?: number | string }[]; params?: Tag[]; tags?: Tag[] };
  inputs?: { dataset_inputs?: DatasetInput[] };
  outputs?: { model_outputs?: { model_id?: string }[] };
}

export interface RegisteredModel {
  name?: string;
  creation_timestamp?: Millis;
  last_updated_timestamp?: Millis;
  user_id?: string;
  description?: string;
  tags?: Tag[];
  aliases?: { alias?: string; version?: string | number }[];
}

export interface ModelVersion {
  name?: string;
  version?: string;
  creation_timestamp?: Millis;
  last_updated_timestamp?: Millis;
  user_id?: string;
  current_stage?: string;
  description?: string;
  source?: string;
  run_id?: string;
  status?: string;
  tags?: Tag[];
}

export interface LoggedModel {
  info?: {
    model_id?: string;
    experiment_id?: string;
    name?: string;
    creation_timestamp_ms?: Millis;
    last_updated_timestamp_ms?: Millis;
    artifact_uri?: string;
    status?: string;
    source_run_id?: string;
    tags?: Tag[];
  };
}

export interface Webhook {
  webhook_id?: string;
  name?: string;
  description?: string;
  url?: string;
  status?: string;
  creation_timestamp?: Millis;
  last_updated_timestamp?: Millis;
}

/** By operation; a list stands for its item. */
export type MlflowAnswers = {
  Version: { text?: string };
  GetExperiment: { experiment?: Experiment };
  SearchExperiments: Experiment;
  SearchRuns: Run;
  GetRun: { run?: Run };
  SearchRegisteredModels: RegisteredModel;
  GetRegisteredModel: { registered_model?: RegisteredModel };
  SearchModelVersions: ModelVersion;
  SearchLoggedModels: LoggedModel;
  GetLoggedModel: { model?: LoggedModel };
  ListArtifacts: { root_uri?: string; files?: { path?: string; is_dir?: boolean }[]; next_page_token?: string };
  ListWebhooks: Webhook;
  GetUser: { user?: { username?: string; is_admin?: boolean } };
};
