import type { Json } from '../../../src/model/json.ts';
import type { Table } from './map.ts';

/** A trail of all regions, as DescribeTrails has it. */
export const trail = {
  Name: 'audit',
  TrailARN: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit',
  HomeRegion: 'eu-west-1',
  IsMultiRegionTrail: true,
};

/** Answers of one trail that keeps data events of these types, with this status. */
export function recordedBy(types: readonly string[], status: Record<string, Json> = { IsLogging: true }): Table {
  const data = types.map((type) => ({
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: [type] },
    ],
  }));
  return {
    DescribeTrails: { trailList: [trail] },
    GetTrailStatus: { ...status },
    GetEventSelectors: {
      TrailARN: trail.TrailARN,
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }, ...data],
    },
  };
}
