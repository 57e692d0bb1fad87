import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Jsonified } from '../../../src/model/json.ts';

export type Alarm = Jsonified<MetricAlarm>;
export type Watch =
  | 'drift'
  | 'model-quality'
  | 'errors'
  | 'data-change'
  | 'off-hours-training'
  | 'policy-change'
  | 'cost';

interface Metric {
  namespace: string;
  name: string;
  dimensions: readonly { Name?: string | undefined; Value?: string | undefined }[];
}

/** The metrics that an alarm looks at: its own, or those of its expression. */
export function metricsOf(alarm: Alarm): Metric[] {
  const own = alarm.Namespace
    ? [{ namespace: alarm.Namespace, name: alarm.MetricName ?? '', dimensions: alarm.Dimensions ?? [] }]
    : [];
  const others = (alarm.Metrics ?? []).flatMap((query) => {
    const metric = query.MetricStat?.Metric;
    if (!metric?.Namespace) return [];
    return [{ namespace: metric.Namespace, name: metric.MetricName ?? '', dimensions: metric.Dimensions ?? [] }];
  });
  return [...own, ...others];
}

/**
 * Namespaces of Model Monitor: `/aws/sagemaker/Endpoints/data-metrics`, `aws/sagemaker/ModelMonitoring/bias-metrics` and
 * so on; AWS spells them with and without the first slash and the last `s`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-interpreting-cloudwatch.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-bias-drift-cw.html
 */
const monitor = /^\/?aws\/sagemaker\/(?:endpoints?|modelmonitoring)\/([a-z]+)-metrics?$/;
/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html */
const service = /^(?:aws\/sagemaker(?:\/.+)?|\/aws\/sagemaker\/.+)$/;

/** Whether a metric is one of SageMaker's. */
export function isMlMetric({ namespace }: Metric): boolean {
  return service.test(namespace.toLowerCase());
}

/** Whether a metric is one that Model Monitor writes. */
export function isMonitorMetric({ namespace }: Metric): boolean {
  return monitor.test(namespace.toLowerCase());
}

/** What an alarm on this metric watches for, undefined for what none of the words covers (latency, load). */
export function watchOf({ namespace, name }: Metric): Watch | undefined {
  const sort = monitor.exec(namespace.toLowerCase())?.[1];
  if (sort === 'model') return 'model-quality';
  // Data quality, bias and attributions are measured to be compared with their baseline.
  if (sort !== undefined) return 'drift';
  return /error|fail/i.test(name) ? 'errors' : undefined;
}

/** Actions that tell somebody; scaling a service or stopping a machine tells nobody. */
const tells = /^arn:[a-z-]+:(?:sns|ssm|ssm-incidents|lambda|aiops):/;

/** Who is told when the alarm goes off. */
export function receivers(alarm: Alarm): string[] {
  return [...new Set(alarm.AlarmActions ?? [])].filter((action) => tells.test(action));
}
