import { gcpFault } from './dialect.ts';
import { listed, paging, projectOf, type Route } from './resources.ts';

/** Cloud Logging, as far as it goes: where logs are sent, and the buckets that they are kept in. */
export const loggingRoutes: readonly Route[] = [
  {
    service: 'logging',
    operation: 'sinks.list',
    path: '/logging/v2/projects/{project}/sinks',
    list: (call) => {
      const { number } = projectOf(call);
      const bucket = (name: string) => `logging.googleapis.com/projects/${number}/locations/global/buckets/${name}`;
      const changes = 'LOG_ID("cloudaudit.googleapis.com/activity") OR LOG_ID("externalaudit.googleapis.com/activity")';
      const own = listed(call, 'sinks');
      return [
        { name: '_Required', destination: bucket('_Required'), filter: changes },
        { name: '_Default', destination: bucket('_Default'), filter: `NOT ${changes}` },
        ...Array.from({ length: own.length }, (_one, index) => own.at(index) ?? {}),
      ];
    },
    paging: paging('sinks'),
  },
  {
    service: 'logging',
    operation: 'buckets.get',
    path: '/logging/v2/projects/{project}/locations/{location}/buckets/{bucket}',
    handle: (call) => {
      const { number } = projectOf(call);
      const { bucket = '', location = '' } = call.params;
      const name = `projects/${number}/locations/${location}/buckets/${bucket}`;
      if (bucket === '_Required') return { name, retentionDays: 400, locked: true, lifecycleState: 'ACTIVE' };
      if (bucket === '_Default') return { name, retentionDays: 30, lifecycleState: 'ACTIVE' };
      throw gcpFault(404, 'NOT_FOUND', `Bucket ${bucket} does not exist.`);
    },
  },
];
