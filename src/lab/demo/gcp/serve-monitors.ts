import type { GcpProject } from '../../gcp/estate.ts';
import type { GcpPlace } from './make.ts';
import { registry } from './serve-endpoints.ts';

/** What watches the endpoints. */
export function serveMonitors(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name, ago } = place;
  return {
    [list('modelDeploymentMonitoringJobs')]: [
      make('modelDeploymentMonitoringJobs', '5001', {
        name: 'triage-chest drift',
        made: 188,
        changed: 1,
        key: key('serving'),
        labels: { owner: 'imaging-ai' },
        more: {
          endpoint: name('endpoints/3001'),
          state: 'JOB_STATE_RUNNING',
          scheduleState: 'PENDING',
          modelDeploymentMonitoringObjectiveConfigs: [
            {
              deployedModelId: '71',
              objectiveConfig: {
                trainingDataset: { dataset: registry('x').replace(/models\/x$/, 'datasets/5520010001') },
                trainingPredictionSkewDetectionConfig: { defaultSkewThreshold: { value: 0.25 } },
                predictionDriftDetectionConfig: { defaultDriftThreshold: { value: 0.25 } },
              },
            },
          ],
          loggingSamplingStrategy: { randomSampleConfig: { sampleRate: 0.5 } },
          modelMonitoringAlertConfig: { emailAlertConfig: { userEmails: ['imaging-oncall@harbour-vale.example'] } },
          latestMonitoringPipelineMetadata: { runTime: ago(0.5), status: {} },
        },
      }),
      // It has failed since a column was renamed, and nobody is told.
      make('modelDeploymentMonitoringJobs', '5002', {
        name: 'derm-screening drift',
        made: 68,
        changed: 40,
        more: {
          endpoint: name('endpoints/3002'),
          state: 'JOB_STATE_RUNNING',
          modelDeploymentMonitoringObjectiveConfigs: [
            {
              deployedModelId: '72',
              objectiveConfig: { predictionDriftDetectionConfig: { defaultDriftThreshold: { value: 0.3 } } },
            },
          ],
          loggingSamplingStrategy: { randomSampleConfig: { sampleRate: 0.1 } },
          modelMonitoringAlertConfig: { emailAlertConfig: {} },
          latestMonitoringPipelineMetadata: {
            runTime: ago(40),
            status: { code: 3, message: 'Feature lesion_size not found.' },
          },
        },
      }),
    ],
    [list('modelMonitors')]: [
      make('modelMonitors', '5101', {
        name: 'no-show-risk monitor',
        made: 30,
        labels: { owner: 'flow' },
        more: {
          modelMonitoringTarget: { vertexModel: { model: registry('9003'), modelVersionId: '2' } },
          tabularObjective: { featureDriftSpec: {}, predictionOutputDriftSpec: {} },
          trainingDataset: {},
          notificationSpec: { emailConfig: { userEmails: ['flow@harbour-vale.example'] } },
        },
      }),
    ],
    [list('schedules')]: [
      make('schedules', '5201', { name: 'no-show-risk monitor weekly', made: 30, more: { state: 'ACTIVE' } }),
    ],
    [list('modelMonitors/5101/modelMonitoringJobs')]: [
      {
        schedule: name('schedules/5201'),
        name: name('modelMonitors/5101/modelMonitoringJobs/1'),
        state: 'JOB_STATE_SUCCEEDED',
        createTime: ago(3),
        modelMonitoringSpec: {
          objectiveSpec: { targetDataset: { vertexEndpointLogs: { endpoints: [name('endpoints/3003')] } } },
        },
      },
    ],
  };
}
