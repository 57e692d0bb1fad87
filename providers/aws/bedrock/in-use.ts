import type { ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import { canonical } from '../../../src/model/canonical.ts';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Json } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, missing } from '../../../src/model/mapping/spec.ts';
import type { ListSpec, ReadSpec } from '../../../src/model/provider.ts';

const { raw } = answersOf<{ Invocations: ListMetricsOutput }>('cloudwatch');

const paging = { ask: 'NextToken', answer: 'NextToken' } as const;
const call = {
  service: 'cloudwatch',
  operation: 'ListMetrics',
  permission: 'cloudwatch:ListMetrics',
} as const;
const input = { Namespace: 'AWS/Bedrock', MetricName: 'Invocations' };

/**
 * What is set for Bedrock in a whole region exists in every region, used or not, and has no list of its own. So it is
 * looked for where models were called: CloudWatch names a metric of theirs for two weeks after its last value.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html
 */
export const calledModels: ListSpec = { ...call, items: 'Metrics', input, paging };

/** The same list as a whole: one metric of many stands for the region. */
export const calledModelsRead: ReadSpec = {
  ...call,
  as: 'Invocations',
  memo: true,
  pages: { ...paging, items: 'Metrics' },
  input: () => input,
};

/** Whether an item is the first of the list: the others name further models of the same region. */
export function isFirst(answers: Answers): boolean | MissingValue {
  const { value } = raw('Invocations', '/Metrics').map(answers);
  if (isMissingValue(value)) return value;
  if (value === undefined) return missing('the metrics of the models that are called');
  const names = value.map((one) => canonical(one as Json)).sort(); // read from JSON
  return names[0] === canonical(answers.item);
}
