import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { iamIdentities, minutesOf, ownershipOf, pagesOf, same, stateOf } from '../rows/common.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import { supply } from '../rows/supply.ts';
import type { Session } from './answers.ts';
import { serverless } from './serverless.ts';

const operation = 'sessions.list';
const { from, raw } = answersOf<{ [operation]: Session }>('dataproc');
const execution = raw(operation, '/environmentConfig/executionConfig');
const own = serverless(execution, raw(operation, '/runtimeConfig/version'));
const image = supply(
  derive([raw(operation, '/runtimeConfig/containerImage')], (ref) => (ref ? [ref] : [])),
  fromScope(() => []),
);

/**
 * Machines of Spark that people work on, in notebooks or from their own computers, for as long as they do. Sessions that
 * have ended stay in the list: only running ones are asked for.
 */
export const sessions = collector({
  provider: 'gcp',
  id: 'gcp/dataproc/session',
  service: 'dataproc',
  kind: 'ml.compute',
  nativeType: 'dataproc.googleapis.com/Session',
  at: 'region',
  list: {
    service: 'dataproc',
    operation,
    permission: 'dataproc.sessions.list',
    items: 'sessions',
    input: { filter: 'state = ACTIVE' },
    ...pagesOf(100),
  },
  reads: auditReads,
  uid: (item, scope) => uidOf('dataproc', item.name ?? 'undefined', scope),
  name: (item) => lastSegment(item.name),
  facts: {
    ...own.facts,
    ...ownershipOf(raw(operation, '/labels')),
    authMethods: iamIdentities,
    plainSecrets: derive([raw(operation, '/runtimeConfig/properties')], (properties) =>
      countPlainSecrets(properties ?? {}),
    ),
    images: image.facts.images,
    artifacts: notExposed('Ask which files people load in it.'),
    sourceRevision: notSupported('A session is built from no commit.'),
    patched: notExposed('Ask whether the version of the runtime is still supported.'),
    accessLogged: useRecorded('dataproc.googleapis.com'),
    appLogged: notExposed('Ask whether the output of Spark reaches Cloud Logging.'),
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    minNodes: notSupported('A session ends when nobody works in it; see idleStopMinutes.'),
    // Work with the rights of the person reads what that person may read.
    userIsolation: derive([own.facts.runsAs], (as): boolean | MissingValue =>
      as === 'user' ? true : missing('Ask who else may work in the session.', 'not-exposed'),
    ),
    startScript: notSupported('A session has no script of its own.'),
    webPorts: notExposed('Ask who may open the pages of Spark: they are reached through Google.'),
    interruptible: notExposed('Ask whether its machines may be taken away.'),
    state: from(
      operation,
      '/state',
      stateOf({
        CREATING: 'pending',
        ACTIVE: 'active',
        TERMINATING: 'stopped',
        TERMINATED: 'stopped',
        FAILED: 'failed',
      }),
      { absent: missing() },
    ),
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/stateTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the jobs of the session.'),
    // "Defaults to 1 hour if not set."
    idleStopMinutes: derive([execution], (config) => minutesOf(config?.idleTtl ?? '3600s')),
  },
  links: {
    ...own.links,
    repositories: image.links.repositories,
    buckets: derive([execution], (config): (string | MissingValue)[] => [
      config?.stagingBucket
        ? `//storage.googleapis.com/${config.stagingBucket}`
        : missing('the answer does not name the bucket that it stages in'),
    ]),
    logGroups: notExposed('Ask for the log sinks of the project.'),
  },
});
