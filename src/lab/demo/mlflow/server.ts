import type { MlflowEstate } from '../../mlflow/estate.ts';
import { agoFrom, experiment, model, runId, version } from './make.ts';
import { places } from './places.ts';
import { demoRuns } from './runs.ts';

/** Who scans: a reader, so that what only administrators may ask stays unknown. The password is the lab's own. */
export const demoMlflowReader = { username: 'plumbline', password: 'lab-reader-of-harbour-vale' } as const;

/**
 * The tracking server of the demo organisation, which its teams use on all three clouds: models that SageMaker, Azure and
 * Vertex serve lead back to runs here.
 *
 * What is wrong with it: an old release behind a password alone, with the administrator that it ships with; its default
 * experiment writes straight to storage; a pickle that came from nobody knows where is in production; the sepsis model
 * went there on the word of the person who trained it, though the check of its data had failed.
 */
export function demoMlflow(now: Date): MlflowEstate {
  const ago = agoFrom(now);
  const approved = { approval: 'approved', approved_by: 'clinical-safety-officer' };
  const hash = 'b1f6c2a94d07e35188c0d2f7a6b34e915f0c7d8293ab64e1c05f7d9a8e2b4c61';
  return {
    id: 'mlflow.harbour-vale',
    name: 'mlflow.harbour-vale',
    version: '3.9.0',
    users: [
      { username: 'admin', password: 'lab-admin-of-harbour-vale', admin: true },
      { ...demoMlflowReader, admin: false },
      { username: 'sepsis-lead', password: 'lab-sepsis-lead', admin: false },
    ],
    experiments: [
      experiment('4', 'no-show-risk', ago(260), `${places.gcs}/mlflow/4`, {
        owner: 'outpatients',
        'mlflow.note.content': 'Risk that an appointment is missed',
      }),
      experiment('3', 'bed-forecast', ago(300), `${places.azure}/mlflow/3`, {
        owner: 'operations',
        'mlflow.note.content': 'Beds per ward, seven days ahead',
      }),
      experiment('2', 'sepsis-early-warning', ago(410), `${places.s3}/mlflow/2`),
      experiment('1', 'triage-chest-xray', ago(600), `${places.s3}/mlflow/1`, {
        owner: 'radiology-ai',
        'mlflow.note.content': 'Orders the worklist of chest radiographs',
      }),
      experiment('0', 'Default', ago(900), 's3://hvh-mlflow-default/0'),
    ],
    runs: demoRuns(ago),
    models: [
      model(
        'bed-forecast',
        ago(300),
        { production: '12' },
        { description: 'Beds needed per ward', tags: { owner: 'operations' } },
      ),
      model('discharge-summary', ago(140), { production: '3' }),
      model(
        'no-show-risk',
        ago(260),
        { champion: '2' },
        { description: 'Risk of a missed appointment', tags: { owner: 'outpatients' } },
      ),
      model('sepsis-early-warning', ago(410), { production: '7' }, { tags: { owner: 'sepsis-lead' } }),
      model(
        'triage-chest-xray',
        ago(600),
        { production: '42', candidate: '43' },
        { description: 'Urgency of chest radiographs', tags: { owner: 'radiology-ai' } },
      ),
    ],
    versions: [
      version('triage-chest-xray', '42', ago(24), `${places.s3}/triage-chest-xray/42/model.tar.gz`, {
        run: 'triage-train-42',
        description: 'Adds portable radiographs',
        tags: {
          ...approved,
          model_sha256: hash,
          intended_use: 'Orders a worklist; a radiologist reads every image',
          limitations: 'Adults only',
        },
      }),
      version('triage-chest-xray', '43', ago(3), `${places.s3}/triage-chest-xray/43/model.tar.gz`, {
        tags: { approval: 'pending' },
      }),
      version(
        'sepsis-early-warning',
        '7',
        ago(41),
        `${places.s3}/mlflow/2/${runId('sepsis-train-7')}/artifacts/model`,
        {
          run: 'sepsis-train-7',
          tags: { approval: 'approved' },
        },
      ),
      // Copied from a laptop into the bucket, registered by hand, promoted the same evening.
      version('discharge-summary', '3', ago(6.1), `${places.s3}/discharge-summary/3/model.pkl`),
      version('bed-forecast', '12', ago(10), `${places.azure}/bed-forecast/12/model.onnx`, {
        run: 'beds-train-12',
        description: 'Retrained on the summer',
        tags: { ...approved, model_sha256: hash },
      }),
      version('no-show-risk', '2', ago(60), `${places.gcs}/no-show/2/model.ubj`, {
        run: 'no-show-train-2',
        tags: { ...approved, intended_use: 'Reminders only' },
      }),
    ],
    loggedModels: {
      '2': [
        {
          info: {
            model_id: 'm-3f1c9a7be0d24c5f8a61',
            experiment_id: '2',
            name: 'sepsis-with-lactate',
            creation_timestamp_ms: ago(5),
            last_updated_timestamp_ms: ago(5),
            artifact_uri: `${places.s3}/mlflow/2/models/m-3f1c9a7be0d24c5f8a61/artifacts`,
            status: 'LOGGED_MODEL_READY',
            source_run_id: runId('sepsis-train-7'),
          },
        },
      ],
    },
    webhooks: [
      {
        webhook_id: 'wh-1',
        name: 'registry-events',
        url: 'https://hooks.chat.example/services/T0HVH/B1/planted-path-of-a-webhook',
        status: 'ACTIVE',
        events: [{ entity: 'MODEL_VERSION', action: 'CREATED' }],
        creation_timestamp: ago(200),
        last_updated_timestamp: ago(200),
      },
    ],
    files: {
      [runId('sepsis-train-7')]: ['model/MLmodel', 'model/model.pkl', 'model/conda.yaml', 'shap_beeswarm_plot.png'],
      [runId('triage-train-42')]: ['evaluation/report.html', 'shap_summary.png'],
    },
  };
}

/** The server in plumbline.yaml of the demo; the password stands in the variable that is named. */
export function demoMlflowConfig(url: string, variable: string) {
  return {
    id: 'mlflow.harbour-vale',
    name: 'mlflow.harbour-vale',
    url,
    auth: { kind: 'basic' as const, user: demoMlflowReader.username, password: { env: variable } },
  };
}
