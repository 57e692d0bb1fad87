import type { CloudTrailEstate } from '../estate.ts';
import { json11 } from './protocols/json.ts';
import { ApiError, type Call, type Output, required, routes, type Service, texts } from './route.ts';

type StoredTrail = CloudTrailEstate['trails'][number];

/** CloudTrail: the trails of a region, and the shadows there of trails whose home is elsewhere. */
export const cloudtrail: Service = {
  name: 'cloudtrail',
  signingName: 'cloudtrail',
  protocol: json11,
  target: 'CloudTrail_20131101',
  routes: routes(
    { operation: 'DescribeTrails', handle: describeTrails },
    {
      operation: 'GetTrailStatus',
      resource: (call) => required(call, 'Name'),
      handle: (call) => findTrail(call, required(call, 'Name')).status,
    },
    {
      operation: 'GetEventSelectors',
      resource: (call) => required(call, 'TrailName'),
      handle(call) {
        const { trail, selectors } = findTrail(call, required(call, 'TrailName'));
        return { TrailARN: trail.TrailARN, ...selectors };
      },
    },
  ),
};

function describeTrails(call: Call): Output {
  const names = texts(call, 'trailNameList');
  const withShadows = call.input.includeShadowTrails !== false;
  const trails = visible(call).filter((stored) => withShadows || stored.trail.HomeRegion === call.region);
  const wanted = (stored: StoredTrail) => names?.some((name) => isNamed(stored, name, call)) ?? true;
  // A name that is not there is left out without an error.
  return { trailList: trails.filter(wanted).map((stored) => stored.trail) };
}

/** The trails that show in a region, each once. */
function visible(call: Call): StoredTrail[] {
  return Object.entries(call.account.regions).flatMap(([region, estate]) =>
    (estate.cloudtrail?.trails ?? []).filter(
      ({ trail }) => region === call.region || trail.IsMultiRegionTrail === true,
    ),
  );
}

/** @throws ApiError TrailNotFoundException, also for the short name of a trail whose home is elsewhere. */
function findTrail(call: Call, name: string): StoredTrail {
  const found = visible(call).find((stored) => isNamed(stored, name, call));
  if (found !== undefined) return found;
  throw new ApiError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.account.id}`);
}

function isNamed({ trail }: StoredTrail, name: string, call: Call): boolean {
  return trail.TrailARN === name || (trail.Name === name && trail.HomeRegion === call.region);
}
