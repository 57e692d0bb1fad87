import { type PageRules, page } from './paging.ts';
import { json10 } from './protocols/json.ts';
import { type Call, type Output, routes, type Service, text, texts } from './route.ts';

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
  routes: routes({
    operation: 'DescribeAlarms',
    token: { input: 'NextToken', output: 'NextToken' },
    handle: describeAlarms,
  }),
};

/** Metric alarms; the lab has no composite ones. */
function describeAlarms(call: Call): Output {
  const names = texts(call, 'AlarmNames');
  const types = texts(call, 'AlarmTypes') ?? ['MetricAlarm'];
  const prefix = text(call, 'AlarmNamePrefix') ?? '';
  const state = text(call, 'StateValue');
  const found = page(call, types.includes('MetricAlarm') ? call.here.cloudwatch?.alarms : [], rules, {
    keep: (alarm) =>
      (names?.includes(alarm.AlarmName ?? '') ?? true) &&
      (alarm.AlarmName ?? '').startsWith(prefix) &&
      (state === undefined || alarm.StateValue === state),
  });
  const answer = { MetricAlarms: found.items, CompositeAlarms: [] };
  return found.next === undefined ? answer : { ...answer, NextToken: found.next };
}
