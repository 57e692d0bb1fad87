import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { byTable, minutesOf, ownershipOf, pagesOf, same, stateOf } from '../rows/common.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import { supply } from '../rows/supply.ts';
import type { Batch, BatchCode } from './answers.ts';
import { serverless, versionOf } from './serverless.ts';

const operation = 'batches.list';
const { from, raw } = answersOf<{ [operation]: Batch }>('dataproc');
const execution = raw(operation, '/environmentConfig/executionConfig');
const own = serverless(execution, raw(operation, '/runtimeConfig/version'));
/** What runs: one of these, by the language it is written in. */
const code: Spec<BatchCode> = derive(
  [
    raw(operation, '/pysparkBatch'),
    raw(operation, '/sparkBatch'),
    raw(operation, '/sparkRBatch'),
    raw(operation, '/sparkSqlBatch'),
  ],
  (...all) => all.find((one) => one !== undefined) ?? missing('what it runs is not told'),
);
const parts = supply(
  derive([raw(operation, '/runtimeConfig/containerImage')], (image) => (image ? [image] : [])),
  derive([code], ({ mainPythonFileUri: py, mainJarFileUri: jar, mainRFileUri: r, queryFileUri: sql, ...more }) => [
    ...[py, jar, r, sql].flatMap((uri) => uri ?? []),
    ...[more.pythonFileUris, more.jarFileUris, more.fileUris, more.archiveUris].flatMap((uris) => uris ?? []),
  ]),
);
const words = {
  PENDING: ['pending', 'running'],
  RUNNING: ['active', 'running'],
  CANCELLING: ['stopped', 'stopped'],
  CANCELLED: ['stopped', 'stopped'],
  SUCCEEDED: ['stopped', 'succeeded'],
  FAILED: ['failed', 'failed'],
} as const;
const table = <V>(pick: (both: (typeof words)[keyof typeof words]) => V) =>
  Object.fromEntries(Object.entries(words).map(([word, both]) => [word, pick(both)]));

/** Work that Dataproc runs on machines of its own choosing, in a subnet of the customer's. */
export const batches = collector({
  provider: 'gcp',
  id: 'gcp/dataproc/batch',
  service: 'dataproc',
  kind: 'ml.training_job',
  nativeType: 'dataproc.googleapis.com/Batch',
  at: 'region',
  list: {
    service: 'dataproc',
    operation,
    permission: 'dataproc.batches.list',
    items: 'batches',
    ...pagesOf(100),
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: { orderBy: 'create_time desc' },
      why: 'a list of jobs has no end, and old jobs cannot be changed',
    },
  },
  reads: [],
  uid: (item, scope) => uidOf('dataproc', item.name ?? 'undefined', scope),
  name: (item) => lastSegment(item.name),
  facts: {
    ...own.facts,
    ...parts.facts,
    ...ownershipOf(raw(operation, '/labels')),
    nodeTraffic: notExposed('Ask whether Spark encrypts what its machines send each other.'),
    clientTls: notSupported('Nobody calls a batch.'),
    authMethods: notSupported('Nobody calls a batch.'),
    plainSecrets: derive(
      [raw(operation, '/runtimeConfig/properties'), code],
      (properties, { args }) => countPlainSecrets(properties ?? {}) + (args ? countPlainSecrets(args.join(' ')) : 0),
    ),
    sourceRevision: notSupported('A batch records no commit.'),
    patched: notSupported('The version of the runtime says what software runs.'),
    purpose: { reads: [], map: () => ({ value: 'process', from: [] }) },
    outcome: from(
      operation,
      '/state',
      byTable(
        'state',
        table(([, outcome]) => outcome),
      ),
      { absent: missing() },
    ),
    state: from(operation, '/state', stateOf(table(([state]) => state)), { absent: missing() }),
    startedAt: derive(
      [raw(operation, '/stateHistory'), raw(operation, '/state'), raw(operation, '/stateTime')],
      (past, now, time) => {
        const ran = [...(past ?? []), { state: now, stateStartTime: time }].find(({ state }) => state === 'RUNNING');
        return ran?.stateStartTime ?? missing('the answer does not say when it started');
      },
    ),
    // Without a limit older runtimes let it run for ever, newer ones for four hours.
    maxMinutes: derive(
      [execution, raw(operation, '/runtimeConfig/version')],
      (config, version): number | MissingValue => {
        if (config?.ttl !== undefined) return minutesOf(config.ttl);
        const [major, minor] = versionOf(version) ?? [0, 0];
        return major > 2 || (major === 2 && minor >= 1)
          ? 240
          : missing('how long it may run is not told: what holds without a limit hangs on its runtime');
      },
    ),
    interruptible: notExposed('Ask whether its machines may be taken away.'),
    inputs: notExposed('Ask which data its arguments name.'),
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/stateTime', same, { absent: missing() }),
    lastUsedAt: notSupported('A batch runs once.'),
    idleStopMinutes: notSupported('A batch ends by itself; see maxMinutes.'),
  },
  links: {
    ...own.links,
    ...parts.links,
    computes: fromScope(() => []),
    datasets: notExposed('Ask which data its arguments name.'),
    outputs: notExposed('Ask where its arguments send what it makes.'),
    runs: fromScope(() => []),
  },
});
