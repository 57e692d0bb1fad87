import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { findItem, type LazyCollection } from '../collection.ts';
import { type PageRules, page } from './paging.ts';
import { json10 } from './protocols/json.ts';
import { ApiError, type Call, type Output, required, routes, type Service, text, texts } from './route.ts';

const rules: PageRules = {
  size: 'MaxRecords',
  token: 'NextToken',
  defaultSize: 50,
  maxSize: 100,
  badToken: ['InvalidNextToken', 400],
};

/** CloudWatch: alarms. It speaks JSON 1.0 and keeps the error codes of the query protocol that it used to speak. */
export const cloudwatch: Service = {
  name: 'cloudwatch',
  signingName: 'monitoring',
  protocol: json10,
  target: 'GraniteServiceVersion20100801',
  routes: routes(
    { operation: 'DescribeAlarms', token: { input: 'NextToken', output: 'NextToken' }, handle: describeAlarms },
    { operation: 'ListMetrics', token: { input: 'NextToken', output: 'NextToken' }, handle: listMetrics },
    { operation: 'ListTagsForResource', resource: (call) => required(call, 'ResourceARN'), handle: listTags },
  ),
};

type Alarm = { composite?: CompositeAlarm; metric?: MetricAlarm };

/** Composite alarms before metric ones, those of the types asked for; metric alarms where no type is. */
function describeAlarms(call: Call): Output {
  const names = texts(call, 'AlarmNames');
  const types = texts(call, 'AlarmTypes') ?? ['MetricAlarm'];
  const prefix = text(call, 'AlarmNamePrefix') ?? '';
  const state = text(call, 'StateValue');
  const found = page(call, alarmsOf(call, types), rules, {
    keep({ composite, metric }) {
      const alarm = composite ?? metric;
      const name = alarm?.AlarmName ?? '';
      const isNamed = (names?.includes(name) ?? true) && name.startsWith(prefix);
      return isNamed && (state === undefined || alarm?.StateValue === state);
    },
  });
  const answer = {
    MetricAlarms: found.items.flatMap(({ metric }) => metric ?? []),
    CompositeAlarms: found.items.flatMap(({ composite }) => composite ?? []),
  };
  return found.next === undefined ? answer : { ...answer, NextToken: found.next };
}

/** Pages of metrics have no size to ask for. */
const metricRules: PageRules = { ...rules, size: 'PageSize', defaultSize: 500, maxSize: 500 };

/** What Bedrock counts: one metric a model that was called. */
function listMetrics(call: Call): Output {
  const namespace = text(call, 'Namespace');
  const name = text(call, 'MetricName');
  const metrics = (call.here.bedrock?.called ?? []).map((model) => ({
    Namespace: 'AWS/Bedrock',
    MetricName: 'Invocations',
    Dimensions: [{ Name: 'ModelId', Value: model }],
  }));
  const found = page(call, metrics, metricRules, {
    keep: (one) =>
      (namespace === undefined || one.Namespace === namespace) && (name === undefined || one.MetricName === name),
  });
  return found.next === undefined ? { Metrics: found.items } : { Metrics: found.items, NextToken: found.next };
}

function alarmsOf(call: Call, types: readonly string[]): LazyCollection<Alarm> {
  const { composites, alarms } = call.here.cloudwatch ?? {};
  const first = types.includes('CompositeAlarm') ? (composites?.length ?? 0) : 0;
  const length = first + (types.includes('MetricAlarm') ? (alarms?.length ?? 0) : 0);
  return {
    length,
    at(index) {
      const composite = index < first ? composites?.at(index) : undefined;
      const metric = index < first ? undefined : alarms?.at(index - first);
      return { ...(composite === undefined ? {} : { composite }), ...(metric === undefined ? {} : { metric }) };
    },
    find: () => undefined,
  };
}

/** @throws ApiError ResourceNotFoundException for an alarm that is not there. */
function listTags(call: Call): Output {
  const arn = required(call, 'ResourceARN');
  const { alarms, composites, tags } = call.here.cloudwatch ?? {};
  const known = [alarms, composites].some(
    (list) => findItem<CompositeAlarm>(list, arn, (item) => item.AlarmArn) !== undefined,
  );
  if (!known) throw new ApiError('ResourceNotFoundException', `${arn} does not exist`, 404);
  return { Tags: Object.entries(tags?.[arn] ?? {}).map(([Key, Value]) => ({ Key, Value })) };
}
