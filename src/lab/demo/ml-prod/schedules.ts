import type { DescribeMonitoringScheduleResponse, MonitoringJobDefinition } from '@aws-sdk/client-sagemaker';
import { schedule } from '../make/serve.ts';
import type { Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { analyzer, machines, output } from './job-definitions.ts';

/** Monitors of ml-prod: one healthy, one that has failed for forty days, one of attribution, one stopped, one inline. */
export function schedules(place: Place): DescribeMonitoringScheduleResponse[] {
  const sepsis = { endpoint: 'sepsis-early-warning', lastDaysAgo: 0.25, createdDaysAgo: 400 };
  return [
    schedule(place, 'triage-chest-xray-data', {
      type: 'DataQuality',
      endpoint: 'triage-chest-xray',
      definition: 'triage-data-quality',
      cron: 'cron(0 * ? * * *)',
      createdDaysAgo: 560,
      modifiedDaysAgo: 21,
      lastDaysAgo: 0.05,
      last: 'Completed',
      job: 'triage-chest-xray-data-monitoring',
    }),
    schedule(place, 'triage-chest-xray-attribution', {
      type: 'ModelExplainability',
      endpoint: 'triage-chest-xray',
      definition: 'triage-attribution',
      cron: 'cron(0 4 ? * * *)',
      createdDaysAgo: 300,
      modifiedDaysAgo: 21,
      lastDaysAgo: 0.4,
      last: 'CompletedWithViolations',
      job: 'triage-chest-xray-attribution-monitoring',
    }),
    // Failing since the endpoint's configuration lost its data capture.
    schedule(place, 'sepsis-early-warning-data', {
      ...sepsis,
      type: 'DataQuality',
      definition: 'sepsis-data-quality',
      cron: 'cron(0 6 ? * * *)',
      modifiedDaysAgo: 40,
      last: 'Failed',
      failure: 'Job inputs had no data',
    }),
    {
      ...schedule(place, 'sepsis-early-warning-bias', {
        ...sepsis,
        type: 'ModelBias',
        definition: 'sepsis-bias',
        cron: 'cron(0 7 ? * * *)',
        modifiedDaysAgo: 39,
        lastDaysAgo: 39.2,
        last: 'Failed',
        failure: 'Job inputs had no data',
      }),
      MonitoringScheduleStatus: 'Stopped' as const,
    },
    {
      ...schedule(place, 'no-show-inline', {
        type: 'DataQuality',
        endpoint: 'no-show',
        cron: 'cron(0 5 ? * * *)',
        createdDaysAgo: 70,
        modifiedDaysAgo: 70,
        lastDaysAgo: 0.3,
        last: 'Completed',
      }),
      MonitoringScheduleConfig: {
        ScheduleConfig: { ScheduleExpression: 'cron(0 5 ? * * *)' },
        MonitoringJobDefinition: inlineDefinition(place),
        MonitoringType: 'DataQuality' as const,
      },
    },
  ];
}

/** A definition written into its schedule, as the older tools do. */
function inlineDefinition(place: Place): MonitoringJobDefinition {
  return {
    MonitoringInputs: [{ EndpointInput: { EndpointName: 'no-show', LocalPath: '/opt/ml/processing/input' } }],
    MonitoringOutputConfig: output('no-show'),
    MonitoringResources: machines(place),
    MonitoringAppSpecification: { ImageUri: analyzer },
    Environment: { publish_cloudwatch_metrics: 'Enabled' },
    NetworkConfig: { EnableNetworkIsolation: false, EnableInterContainerTrafficEncryption: false },
    RoleArn: prodRoles.monitoring,
  };
}
