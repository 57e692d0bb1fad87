import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Place } from '../place.ts';
import { scalingRole } from './endpoints.ts';

/** Variants that scale by themselves. */
export function scalableTargets(place: Place): ScalableTarget[] {
  return ['triage-chest-xray', 'sepsis-early-warning', 'no-show'].map((name) => ({
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${name}/variant/AllTraffic`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    MinCapacity: 2,
    MaxCapacity: name === 'triage-chest-xray' ? 8 : 4,
    RoleARN: scalingRole,
    CreationTime: place.daysAgo(250),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  }));
}

/** Alarms on drift and on errors; one tells nobody. */
export function alarms(place: Place): MetricAlarm[] {
  const topic = `arn:aws:sns:${place.region}:${place.account}:ml-oncall`;
  const drift = (name: string, actions: string[], state: 'OK' | 'INSUFFICIENT_DATA') =>
    alarm(
      place,
      `${name}-drift`,
      'aws/sagemaker/Endpoints/data-metrics',
      'feature_baseline_drift_age',
      name,
      actions,
      state,
    );
  return [
    drift('triage-chest-xray', [topic], 'OK'),
    drift('sepsis-early-warning', [], 'INSUFFICIENT_DATA'),
    alarm(place, 'triage-chest-xray-5xx', 'AWS/SageMaker', 'Invocation5XXErrors', 'triage-chest-xray', [topic], 'OK'),
    alarm(place, 'discharge-summary-5xx', 'AWS/SageMaker', 'Invocation5XXErrors', 'discharge-summary', [topic], 'OK'),
  ];
}

function alarm(
  place: Place,
  name: string,
  namespace: string,
  metric: string,
  endpoint: string,
  actions: string[],
  state: 'OK' | 'INSUFFICIENT_DATA',
): MetricAlarm {
  return {
    AlarmName: name,
    AlarmArn: `arn:aws:cloudwatch:${place.region}:${place.account}:alarm:${name}`,
    AlarmConfigurationUpdatedTimestamp: place.daysAgo(200),
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: actions,
    InsufficientDataActions: [],
    StateValue: state,
    StateReason:
      state === 'OK' ? 'Threshold not crossed' : 'Insufficient Data: no datapoints were received for 40 periods',
    StateUpdatedTimestamp: place.daysAgo(state === 'OK' ? 12 : 39),
    MetricName: metric,
    Namespace: namespace,
    Statistic: 'Maximum',
    Dimensions: [{ Name: 'Endpoint', Value: endpoint }],
    Period: 3600,
    EvaluationPeriods: 3,
    Threshold: 0.2,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'missing',
  };
}
