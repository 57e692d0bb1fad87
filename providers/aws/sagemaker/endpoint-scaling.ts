import type {
  DescribeScalableTargetsResponse,
  DescribeScalingPoliciesResponse,
} from '@aws-sdk/client-application-auto-scaling';
import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified, JsonObject } from '../../../src/model/json.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { byTable } from '../rows/common.ts';

const { raw } = answersOf<{ DescribeEndpoint: DescribeEndpointOutput }>('sagemaker');
const scaling = answersOf<{
  DescribeScalableTargets: DescribeScalableTargetsResponse;
  DescribeScalingPolicies: DescribeScalingPoliciesResponse;
}>('application-autoscaling');

type Summary = NonNullable<Jsonified<DescribeEndpointOutput>['ProductionVariants']>[number];
type Target = NonNullable<Jsonified<DescribeScalableTargetsResponse>['ScalableTargets']>[number];
type Policies = Jsonified<DescribeScalingPoliciesResponse>['ScalingPolicies'];
export interface Variant {
  name: string | MissingValue;
  trafficPercent: number | MissingValue;
  minReplicas: number | MissingValue;
  serverless: boolean | MissingValue;
  shadow: boolean | MissingValue;
}

const production = raw('DescribeEndpoint', '/ProductionVariants');
const shadows = raw('DescribeEndpoint', '/ShadowProductionVariants');
const endpointName = raw('DescribeEndpoint', '/EndpointName');

const resourceId = (endpoint: unknown, variant: Summary) =>
  `endpoint/${String(endpoint)}/variant/${variant.VariantName}`;

/** Variants that are registered for scaling, and the policies of those that are. */
export const scalingReads: readonly ReadSpec[] = [
  {
    service: 'application-autoscaling',
    operation: 'DescribeScalableTargets',
    permission: 'application-autoscaling:DescribeScalableTargets',
    pages: { items: 'ScalableTargets', ask: 'NextToken', answer: 'NextToken' },
    input: (_item, got) => {
      const list = production.map(got).value;
      if (list === undefined || isMissingValue(list) || list.length === 0) return null;
      const name = endpointName.map(got).value;
      // At most ten variants stand behind an endpoint; the request takes fifty ids.
      return { ServiceNamespace: 'sagemaker', ResourceIds: list.map((variant) => resourceId(name, variant)) };
    },
  },
  {
    service: 'application-autoscaling',
    operation: 'DescribeScalingPolicies',
    permission: 'application-autoscaling:DescribeScalingPolicies',
    pages: { items: 'ScalingPolicies', ask: 'NextToken', answer: 'NextToken' },
    each: (_item, got) => {
      const list = targets.map(got).value;
      if (list === undefined || isMissingValue(list)) return [];
      return [...new Set(list.map((target) => target.ResourceId ?? ''))].filter((id) => id !== '');
    },
    input: (_item, _got, id): JsonObject => ({ ServiceNamespace: 'sagemaker', ResourceId: id }),
  },
];

const targets = scaling.raw('DescribeScalableTargets', '/ScalableTargets');
const policies = scaling.each('DescribeScalingPolicies', '/ScalingPolicies');

/**
 * Fact variants. Shares are those of the requests that are answered: a shadow variant answers none.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantSummary.html
 */
export const variants: Spec<Variant[]> = deriveSome(
  [production, shadows, targets, endpointName],
  (list, copies, registered, endpoint) => {
    if (isMissingValue(list)) return list;
    if (isMissingValue(copies)) return copies;
    if (list === undefined) return missing();
    const sum = list.reduce((total, variant) => total + (variant.CurrentWeight ?? 0), 0);
    return [
      ...list.map((variant) => ({
        ...row(variant, targetOf(resourceId(endpoint, variant), registered)),
        trafficPercent: shareOf(variant.CurrentWeight, sum),
        shadow: false,
      })),
      ...(copies ?? []).map((variant) => ({ ...row(variant, undefined), trafficPercent: 0, shadow: true })),
    ];
  },
);

function shareOf(weight: number | undefined, sum: number): number | MissingValue {
  if (weight === undefined) return missing('the variant has no weight yet');
  return sum > 0 ? Math.round((weight / sum) * 100) : 0;
}

function row(variant: Summary, target: Target | undefined | MissingValue) {
  const serverless = variant.CurrentServerlessConfig !== undefined;
  return { name: variant.VariantName ?? missing(), serverless, minReplicas: leastOf(variant, target) };
}

/** The number of machines never falls below what scaling keeps; without scaling it stays what it is. */
function leastOf(variant: Summary, target: Target | undefined | MissingValue): number | MissingValue {
  if (isMissingValue(target)) return target;
  if (target !== undefined) return target.MinCapacity ?? missing('the scalable target names no least capacity');
  const serverless = variant.CurrentServerlessConfig;
  if (serverless !== undefined) return serverless.ProvisionedConcurrency ?? 0;
  const managed = isManaged(variant);
  if (isMissingValue(managed)) return managed;
  if (managed) return variant.ManagedInstanceScaling?.MinInstanceCount ?? 0;
  return variant.CurrentInstanceCount ?? missing('the variant has no machines yet');
}

/** Whether SageMaker itself scales the machines of a variant: left out it does not. */
export function isManaged({
  ManagedInstanceScaling: managed,
}: {
  ManagedInstanceScaling?: { Status?: string | undefined } | undefined;
}): boolean | MissingValue {
  return managedStatus(managed?.Status ?? 'DISABLED');
}
const managedStatus = byTable('managed scaling', { ENABLED: true, DISABLED: false });

type Targets = Target[] | undefined | MissingValue;
const dimensions: readonly (string | undefined)[] = [
  'sagemaker:variant:DesiredInstanceCount',
  'sagemaker:variant:DesiredProvisionedConcurrency',
];

function targetOf(id: string, registered: Targets): Target | undefined | MissingValue {
  if (isMissingValue(registered)) return registered;
  return registered?.find((one) => one.ResourceId === id && dimensions.includes(one.ScalableDimension));
}

/**
 * Fact autoscaled: every variant that answers requests follows the load. A serverless variant does by itself, an
 * instance variant by managed scaling or by a registered target that has room, a policy, and is not suspended.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export const autoscaled: Spec<boolean> = deriveSome(
  [production, targets, policies, endpointName],
  (list, registered, rules, endpoint) => {
    if (isMissingValue(list)) return list;
    if (list === undefined || list.length === 0) return missing('the endpoint has no variants');
    const each = list.map((variant) => followsLoad(variant, resourceId(endpoint, variant), registered, rules));
    if (each.includes(false)) return false;
    return each.find(isMissingValue) ?? true;
  },
);

function followsLoad(
  variant: Summary,
  id: string,
  registered: Targets,
  rules: ReadonlyMap<string, Policies | MissingValue> | MissingValue,
): boolean | MissingValue {
  if (variant.CurrentServerlessConfig !== undefined) return true;
  const managed = isManaged(variant);
  if (isMissingValue(managed)) return managed;
  if (managed) {
    const { MinInstanceCount: least, MaxInstanceCount: most } = variant.ManagedInstanceScaling ?? {};
    return least === undefined || most === undefined ? missing('managed scaling names no limits') : most > least;
  }
  const target = targetOf(id, registered);
  if (isMissingValue(target)) return target;
  if (target === undefined) return false;
  const { MinCapacity: least, MaxCapacity: most, SuspendedState: off } = target;
  if (least === undefined || most === undefined) return missing('the scalable target names no limits');
  if (most <= least || off?.DynamicScalingInSuspended === true || off?.DynamicScalingOutSuspended === true)
    return false;
  if (isMissingValue(rules)) return rules;
  const found = rules.get(id);
  if (isMissingValue(found)) return found;
  return found === undefined ? missing('the scaling policies were not read') : found.length > 0;
}
