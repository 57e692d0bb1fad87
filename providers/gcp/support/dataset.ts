import type { MissingValue } from '../../../src/model/facts.ts';
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
import { alwaysActive, notRead, ownershipOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { sharingOf, sharingReads } from '../rows/sharing.ts';
import { type AccessEntry, bindingsOf } from './dataset-access.ts';

/** @see https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets */
interface Dataset {
  id?: string;
  location?: string;
  access?: AccessEntry[];
  labels?: Record<string, string>;
  defaultEncryptionConfiguration?: { kmsKeyName?: string };
  maxTimeTravelHours?: string;
  creationTime?: string;
  lastModifiedTime?: string;
}

const read = 'datasets.get';
const { from, raw } = answersOf<{ [read]: Dataset }>('bigquery');
const disk = encryption([{ name: 'data', key: raw(read, '/defaultEncryptionConfiguration/kmsKeyName') }]);
// Every dataset has entries, its owner's at the least.
const access = derive([raw(read, '/access'), fromScope((answers) => answers.scope.account)], (entries, project) =>
  entries === undefined ? missing() : bindingsOf(entries, project),
);
const audit = 'https://cloud.google.com/logging/docs/audit/configure-data-access';
const api = 'https://cloud.google.com/bigquery/docs/authentication';

/** A dataset of BigQuery: a store of tables, as a bucket is one of files. */
export const datasets = collector({
  provider: 'gcp',
  id: 'gcp/support/dataset',
  service: 'bigquery',
  kind: 'storage.bucket',
  nativeType: 'bigquery.googleapis.com/Dataset',
  at: 'account',
  refer: (uid) => {
    const found = /^\/\/bigquery\.googleapis\.com\/projects\/([^/]+)\/datasets\/([^/]+)$/.exec(uid);
    return found?.[1] && found[2]
      ? { scope: { account: found[1], region: 'global' }, item: { project: found[1], dataset: found[2] } }
      : null;
  },
  reads: [
    {
      service: 'bigquery',
      operation: read,
      permission: 'bigquery.datasets.get',
      memo: true,
      expects: 'id',
      gone: true,
      input: (item) => ({ project: String(item.project), dataset: String(item.dataset) }),
    },
    ...sharingReads,
  ],
  uid: (item, scope) => `//bigquery.googleapis.com/projects/${scope.account}/datasets/${String(item.dataset)}`,
  name: (item) => String(item.dataset),
  facts: {
    ...disk.facts,
    ...sharingOf(access).facts,
    ...ownershipOf(raw(read, '/labels')),
    region: from(read, '/location', (place) => place.toLowerCase(), { absent: missing() }),
    processing: from(read, '/location', spreadOf, { absent: missing() }),
    nodeTraffic: notSupported('A dataset has no machines of its own.'),
    clientTls: byDesign(
      'required' as 'required' | 'optional' | 'none',
      'https://cloud.google.com/docs/security/encryption-in-transit',
      '2026-11',
    ),
    // Even what everyone may read is read by callers that are signed in.
    publicAccess: byDesign('provider-api' as 'private' | 'provider-api' | 'filtered' | 'open', api, '2026-11'),
    allowedRanges: byDesign([] as string[], api, '2026-11') as Spec<string[]>,
    authMethods: byDesign(['identity'], api, '2026-11') as Spec<
      ('identity' | 'token' | 'key' | 'password' | 'anonymous')[]
    >,
    shell: notSupported('A dataset is no machine.'),
    plainSecrets: notSupported('What is in the tables is not read.'),
    // The audit log of BigQuery is the one that cannot be switched off.
    accessLogged: byDesign(true as boolean, audit, '2026-11'),
    appLogged: notSupported('A dataset has no output of its own.'),
    logFeeds: fromScope<never>(() => missing('not read by this version: where the audit log is kept', 'out-of-scope')),
    versioned: notSupported('BigQuery keeps earlier states of tables for some days only.'),
    // Time travel; a week unless it was made shorter: https://cloud.google.com/bigquery/docs/time-travel (2026-11)
    recoverableDays: from(
      read,
      '/maxTimeTravelHours',
      (hours): number | MissingValue =>
        /^\d+$/.test(hours) ? Math.floor(Number(hours) / 24) : missing('the time is no number of hours'),
      { absent: 7 },
    ),
    locked: notSupported('Tables cannot be locked against changes.'),
    objectAcls: notSupported('That single tables have rights of their own cannot be switched off.'),
    scanned: fromScope<boolean>(() =>
      missing('not read by this version: discovery of Sensitive Data Protection', 'out-of-scope'),
    ),
    state: alwaysActive,
    createdAt: from(read, '/creationTime', toTime, { absent: missing() }),
    modifiedAt: from(read, '/lastModifiedTime', toTime, { absent: missing() }),
    lastUsedAt: notExposed('the last query of the dataset, from the audit log'),
    idleStopMinutes: notSupported('A dataset is no machine.'),
  },
  links: {
    ...disk.links,
    privateEndpoints: notRead('compute: forwarding rules that lead to BigQuery'),
  },
});

/** @see https://cloud.google.com/bigquery/docs/locations */
function spreadOf(location: string): 'region' | 'geography' | MissingValue {
  if (/^(eu|us)$/i.test(location)) return 'geography';
  return /^[a-z]+-[a-z]+\d+$/i.test(location) ? 'region' : missing(`location ${location} is not known to this version`);
}

/** Milliseconds since 1970, as text. */
function toTime(text: string): string | MissingValue {
  const date = new Date(/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN);
  return Number.isNaN(date.getTime()) ? missing('the time is no number') : date.toISOString();
}
