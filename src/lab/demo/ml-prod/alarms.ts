import type { ScalableTarget, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchEstate } from '../../estate.ts';
import { hex, type Place } from '../place.ts';
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

/** How they scale; the third target has no policy, so that it never does. */
export function scalingPolicies(place: Place): ScalingPolicy[] {
  return ['triage-chest-xray', 'sepsis-early-warning'].map((name) => {
    const ResourceId = `endpoint/${name}/variant/AllTraffic`;
    return {
      PolicyARN: `arn:aws:autoscaling:${place.region}:${place.account}:scalingPolicy:${hex(name, 8)}:resource/sagemaker/${ResourceId}:policyName/invocations`,
      PolicyName: 'invocations',
      ServiceNamespace: 'sagemaker',
      ResourceId,
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
        DisableScaleIn: false,
      },
      Alarms: [],
      CreationTime: place.daysAgo(250),
    };
  });
}

/** Alarms on drift and on errors; one tells nobody. */
export function alarms(place: Place): CloudWatchEstate {
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
  const list = [
    drift('triage-chest-xray', [topic], 'OK'),
    drift('sepsis-early-warning', [], 'INSUFFICIENT_DATA'),
    alarm(place, 'triage-chest-xray-5xx', 'AWS/SageMaker', 'Invocation5XXErrors', 'triage-chest-xray', [topic], 'OK'),
    alarm(place, 'discharge-summary-5xx', 'AWS/SageMaker', 'Invocation5XXErrors', 'discharge-summary', [topic], 'OK'),
  ];
  return {
    alarms: list,
    composites: [
      {
        AlarmName: 'triage-chest-xray-health',
        AlarmArn: `arn:aws:cloudwatch:${place.region}:${place.account}:alarm:triage-chest-xray-health`,
        AlarmRule: 'ALARM("triage-chest-xray-drift") OR ALARM("triage-chest-xray-5xx")',
        ActionsEnabled: true,
        AlarmActions: [topic],
        StateValue: 'OK',
      },
    ],
    tags: Object.fromEntries(list.slice(0, 1).map((item) => [item.AlarmArn ?? '', { owner: 'imaging-ai' }])),
  };
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
