import { type PageRules, page } from './paging.ts';
import { json11 } from './protocols/json.ts';
import { type Call, type Output, routes, type Service, text } from './route.ts';

const rules: PageRules = {
  size: 'limit',
  token: 'nextToken',
  defaultSize: 50,
  maxSize: 50,
  badToken: ['InvalidParameterException', 400],
  badSize: ['InvalidParameterException', 400],
};

/** CloudWatch Logs: log groups. */
export const logs: Service = {
  name: 'logs',
  signingName: 'logs',
  protocol: json11,
  target: 'Logs_20140328',
  errors: { internal: ['ServiceUnavailableException', 500] },
  routes: routes({
    operation: 'DescribeLogGroups',
    token: { input: 'nextToken', output: 'nextToken' },
    handle: describeLogGroups,
  }),
};

function describeLogGroups(call: Call): Output {
  const prefix = text(call, 'logGroupNamePrefix') ?? '';
  const found = page(call, call.here.logs, rules, {
    keep: (group) => (group.logGroupName ?? '').startsWith(prefix),
  });
  return found.next === undefined ? { logGroups: found.items } : { logGroups: found.items, nextToken: found.next };
}
