import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, exemptedFrom, someUseRecorded, useRecorded } from '../rows/audit.ts';
import { alwaysActive, googleList } from '../rows/common.ts';
import { linkUid } from '../rows/names.ts';
import { projectThere } from '../rows/organisation.ts';
import type { LogBucket } from './log-bucket.ts';

/** @see https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks#LogSink (2026-11) */
interface Sink {
  name?: string;
  destination?: string;
  filter?: string;
  disabled?: boolean;
}

const { raw } = answersOf<{ 'sinks.list': { sinks?: Sink[] }; 'buckets.get': LogBucket }>('logging');
const audit = 'https://cloud.google.com/logging/docs/audit#admin-activity';
const vertex = 'aiplatform.googleapis.com';
const untagged = notSupported('Audit logs take no labels.');
const nowhere = notSupported('The audit log of a project lies in no region; where it is kept is judged there.');
const elsewhere = notSupported('What it is encrypted with is said where it is kept, and judged there.');

/** Sinks that may send audit records somewhere: those without a filter, and those whose filter speaks of them. */
const carrying = derive([raw('sinks.list', '/sinks')], (all) =>
  (all ?? []).filter(
    ({ disabled, filter = '' }) => disabled !== true && (filter === '' || filter.includes('cloudaudit')),
  ),
);

/** The log bucket that Google keeps the records of changes in, by the sink that nobody can change. */
function requiredBucket(sinks: readonly Sink[]): string | undefined {
  const found = sinks.find(({ name }) => name === '_Required')?.destination ?? '';
  return /^logging\.googleapis\.com\/(projects\/[^/]+\/locations\/[^/]+\/buckets\/_Required)$/.exec(found)?.[1];
}

/** Where sinks send to: destinations are told as `<service>/<name>`. Datasets are stores as buckets are. */
function sentTo(services: readonly string[]): Spec<(string | MissingValue)[]> {
  return derive([carrying, fromScope((answers) => answers)], (sinks, answers) => {
    const uids = sinks.flatMap(({ destination = '' }) => {
      const [, service = '', name = ''] = /^([a-z]+)\.googleapis\.com\/(.+)$/.exec(destination) ?? [];
      return services.includes(service) ? linkUid(service, name, answers) : [];
    });
    return [...new Set(uids)];
  });
}

/**
 * The audit log of a project: changes are always recorded, reads of settings and the use of data where it is set.
 *
 * @see https://cloud.google.com/logging/docs/audit (2026-11)
 */
export const trails = collector({
  provider: 'gcp',
  id: 'gcp/support/trail',
  service: 'logging',
  kind: 'log.trail',
  nativeType: 'cloudaudit.googleapis.com/AuditLog',
  at: 'account',
  one: ({ account }) => ({ name: `projects/${account}/logs/cloudaudit.googleapis.com` }),
  reads: [
    ...auditReads,
    {
      service: 'logging',
      operation: 'sinks.list',
      permission: 'logging.sinks.list',
      pages: { ...googleList.paging, items: 'sinks', emptyOmitted: googleList.emptyOmitted },
      input: () => ({}),
    },
    {
      service: 'logging',
      operation: 'buckets.get',
      permission: 'logging.buckets.get',
      expects: 'name',
      input: (_item, got) => {
        const { value } = carrying.map(got);
        const name = isMissingValue(value) ? undefined : requiredBucket(value);
        return name === undefined ? null : { name };
      },
    },
  ],
  keep: projectThere,
  uid: (item) => `//logging.googleapis.com/${String(item.name)}`,
  name: () => 'audit log',
  facts: {
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    region: nowhere,
    processing: nowhere,
    keyAtRest: elsewhere,
    stores: elsewhere,
    state: alwaysActive,
    createdAt: notSupported('It is as old as the project.'),
    modifiedAt: notExposed('Ask for the records of SetIamPolicy that changed what is recorded.'),
    lastUsedAt: notExposed('Ask for its newest entry.'),
    idleStopMinutes: notSupported('A log is no machine.'),
    // "You can't configure, exclude, or disable" the records of changes.
    active: byDesign(true, audit, '2026-11') as Spec<boolean>,
    management: derive([useRecorded('allServices', 'ADMIN_READ')], (reads) =>
      reads ? ('all' as const) : ('write-only' as const),
    ),
    // Predictions and queries are reads of data. Other services are left out: BigQuery always records its own.
    mlDataEvents: derive([someUseRecorded(vertex)], (on) => (on ? [vertex] : [])),
    // Nobody can change or delete what is in a locked bucket before its time.
    tamperProof: derive([carrying, raw('buckets.get', '/locked')], (sinks, locked) =>
      requiredBucket(sinks) === undefined
        ? missing('no sink leads to the bucket that Google keeps the records of changes in')
        : locked === true,
    ),
    allRegions: byDesign(true, audit, '2026-11') as Spec<boolean>,
    exempted: exemptedFrom(vertex),
  },
  links: {
    buckets: sentTo(['storage', 'bigquery']),
    logGroups: sentTo(['logging']),
  },
});
