import type {
  DescribeTrailsResponse,
  GetEventSelectorsResponse,
  GetTrailStatusResponse,
} from '@aws-sdk/client-cloudtrail';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { type TrailEvents, trailEvents } from '../analysis/trails.ts';

const { raw, each } = answersOf<{
  DescribeTrails: DescribeTrailsResponse;
  GetTrailStatus: GetTrailStatusResponse;
  GetEventSelectors: GetEventSelectorsResponse;
}>('cloudtrail');

const trails = raw('DescribeTrails', '/trailList');
const status = each('GetTrailStatus', '');
const selectors = each('GetEventSelectors', '');

function listed(got: Answers): NonNullable<Jsonified<DescribeTrailsResponse>['trailList']> {
  const { value } = trails.map(got);
  return isMissingValue(value) ? [] : (value ?? []);
}

/** A trail is asked where it lives: a copy in another region answers for itself only in part. */
const atHome = (_item: unknown, got: Answers, arn: string) => {
  const region = listed(got).find((one) => one.TrailARN === arn)?.HomeRegion;
  return region === undefined ? {} : { region };
};

const arns = (_item: unknown, got: Answers) => listed(got).flatMap(({ TrailARN }) => TrailARN ?? []);

/**
 * Reads every trail that records in a region, those of other regions and of the organisation among them; once a scope.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html includeShadowTrails
 */
export const trailReads: readonly ReadSpec[] = [
  {
    service: 'cloudtrail',
    operation: 'DescribeTrails',
    permission: 'cloudtrail:DescribeTrails',
    memo: true,
    expects: 'trailList',
    input: () => ({ includeShadowTrails: true }),
  },
  {
    service: 'cloudtrail',
    operation: 'GetTrailStatus',
    permission: 'cloudtrail:GetTrailStatus',
    memo: true,
    expects: 'IsLogging',
    each: arns,
    at: atHome,
    input: (_item, _got, arn) => ({ Name: arn }),
  },
  {
    service: 'cloudtrail',
    operation: 'GetEventSelectors',
    permission: 'cloudtrail:GetEventSelectors',
    memo: true,
    expects: 'TrailARN',
    each: arns,
    at: atHome,
    input: (_item, _got, arn) => ({ TrailName: arn }),
  },
];

/**
 * Whether some trail that is switched on keeps what is asked for. One that certainly does settles it; otherwise what
 * could not be read of another one leaves it open.
 */
function someTrail(keeps: (events: TrailEvents) => boolean): Spec<boolean> {
  return deriveSome(
    [trails, status, selectors, fromScope((answers) => answers.scope.region)],
    (list, on, chosen, region) => {
      if (isMissingValue(list)) return list;
      if (isMissingValue(on)) return on;
      if (isMissingValue(chosen)) return chosen;
      if (isMissingValue(region)) return region;
      let open: MissingValue | undefined;
      for (const { TrailARN: arn = '', IsMultiRegionTrail: everywhere, HomeRegion: home } of list ?? []) {
        if (everywhere !== true && home !== region) continue;
        const active = recording(on.get(arn));
        const events = chosen.get(arn);
        // One known "no" settles this trail, whatever else of it could not be read.
        if (active === false) continue;
        if (events !== undefined && !isMissingValue(events) && !keeps(trailEvents(events))) continue;
        if (active === true && events !== undefined && !isMissingValue(events)) return true;
        open ??= isMissingValue(active)
          ? active
          : isMissingValue(events)
            ? events
            : missing(`nothing is known of ${arn}`);
      }
      return open ?? false;
    },
  );
}

/** Switched on, but not delivered, leaves no record: CloudTrail names the error of the newest delivery, if it failed. */
function recording(
  state: Jsonified<GetTrailStatusResponse> | undefined | MissingValue,
): boolean | undefined | MissingValue {
  if (state === undefined || isMissingValue(state)) return state;
  return state.IsLogging === true && !state.LatestDeliveryError;
}

/** Whether a trail records the changes made in this region. */
export const changesRecorded: Spec<boolean> = someTrail(({ management }) => management !== 'none');

/** Whether a trail records each use of resources of a type, e.g. `AWS::SageMaker::Endpoint`. */
export function useRecorded(type: string): Spec<boolean> {
  return someTrail(({ mlDataEvents }) => mlDataEvents.includes(type));
}

/**
 * Whether a trail records every change and every read in this region: calls of models are such reads.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html management events
 */
export const callsRecorded: Spec<boolean> = someTrail(({ management }) => management === 'all');
