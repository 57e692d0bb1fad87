import { type PageRules, page } from './paging.ts';
import { json11 } from './protocols/json.ts';
import { type Call, type Output, required, routes, type Service, text, texts } from './route.ts';

const rules: PageRules = {
  size: 'MaxResults',
  token: 'NextToken',
  defaultSize: 50,
  maxSize: 50,
  badToken: ['InvalidNextTokenException', 400],
};

const token = { input: 'NextToken', output: 'NextToken' };

/** Application Auto Scaling: the endpoint variants that scale by themselves, and how. */
export const applicationAutoscaling: Service = {
  name: 'application-autoscaling',
  signingName: 'application-autoscaling',
  protocol: json11,
  target: 'AnyScaleFrontendService',
  errors: { internal: ['InternalServiceException', 500] },
  routes: routes(
    { operation: 'DescribeScalableTargets', token, handle: describeScalableTargets },
    { operation: 'DescribeScalingPolicies', token, handle: describeScalingPolicies },
  ),
};

function describeScalableTargets(call: Call): Output {
  const namespace = required(call, 'ServiceNamespace');
  const ids = texts(call, 'ResourceIds');
  const dimension = text(call, 'ScalableDimension');
  const found = page(call, call.here.autoscaling?.targets, rules, {
    keep: (target) =>
      target.ServiceNamespace === namespace &&
      (ids?.includes(target.ResourceId ?? '') ?? true) &&
      (dimension === undefined || target.ScalableDimension === dimension),
  });
  return found.next === undefined
    ? { ScalableTargets: found.items }
    : { ScalableTargets: found.items, NextToken: found.next };
}

function describeScalingPolicies(call: Call): Output {
  const namespace = required(call, 'ServiceNamespace');
  const names = texts(call, 'PolicyNames');
  const [id, dimension] = [text(call, 'ResourceId'), text(call, 'ScalableDimension')];
  const found = page(call, call.here.autoscaling?.policies, rules, {
    keep: (policy) =>
      policy.ServiceNamespace === namespace &&
      (id === undefined || policy.ResourceId === id) &&
      (dimension === undefined || policy.ScalableDimension === dimension) &&
      (names?.includes(policy.PolicyName ?? '') ?? true),
  });
  return found.next === undefined
    ? { ScalingPolicies: found.items }
    : { ScalingPolicies: found.items, NextToken: found.next };
}
