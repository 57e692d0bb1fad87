import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { iamIdentities, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { perimeterReads, subnetsUnknown, vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { Described } from './answers.ts';
import { about, nameOf, none, uid, vertexList } from './common.ts';

/** @see https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.persistentResources (2026-11) */
interface PersistentResource extends Described {
  state?: string;
  network?: string;
  pscInterfaceConfig?: { networkAttachment?: string };
  resourcePools?: { replicaCount?: string; autoscalingSpec?: { minReplicaCount?: string } }[];
  resourceRuntimeSpec?: {
    serviceAccountSpec?: { enableCustomServiceAccount?: boolean; serviceAccount?: string };
    /** Left out: it takes custom jobs, and no code of its own runs on it. */
    raySpec?: { imageUri?: string; resourcePoolImages?: Record<string, string>; rayLogsSpec?: { disabled?: boolean } };
  };
}

const operation = 'persistentResources.list';
const own = about(operation);
const { from, raw } = answersOf<{ [operation]: PersistentResource }>('aiplatform');
const disk = encryption([{ name: 'volume', key: own.key }]);
const network = raw(operation, '/network');
const attachment = raw(operation, '/pscInterfaceConfig/networkAttachment');
const net = vertexNetwork({ network, attachment });
const joined = derive([network, attachment], (peered, connected) => peered || connected);
const runtime = raw(operation, '/resourceRuntimeSpec');
const ray = derive([runtime], (spec) => spec?.raySpec);
const jobs = 'Each job acts as the account that it names, and is judged itself.';

/** Without an account of the customer's, code acts as an agent of Google's; with one that is not named, as each job says. */
const account = derive([runtime], (spec) => {
  const { enableCustomServiceAccount: custom, serviceAccount: email } = spec?.serviceAccountSpec ?? {};
  if (custom !== true) return undefined;
  return email || missing(jobs, 'not-supported');
});
const identity = accountIdentity(account, {
  runsAs: 'default',
  what: "Google's service agent for custom code, which is no account of the project",
});
const parts = supply(
  derive([ray], (spec) => [spec?.imageUri ?? [], ...Object.values(spec?.resourcePoolImages ?? {})].flat()),
  fromScope(() => []),
);

/** Machines that stay for the jobs of a team, or for a cluster of Ray, until somebody deletes them. */
export const persistentResources = collector({
  provider: 'gcp',
  id: 'gcp/vertex/persistent-resource',
  service: 'aiplatform',
  kind: 'ml.compute',
  nativeType: 'aiplatform.googleapis.com/PersistentResource',
  at: 'region',
  list: vertexList(operation, 'persistentResources'),
  reads: [...auditReads, ...perimeterReads.filter((one) => !auditReads.includes(one))],
  uid,
  name: nameOf,
  facts: {
    ...disk.facts,
    ...own.facts,
    ...net.facts,
    ...identity.facts,
    ...parts.facts,
    authMethods: iamIdentities,
    // A cluster of Ray takes code from whoever may use it, through Google's own login.
    shell: derive([ray], (spec) => (spec === undefined ? 'off' : 'brokered')) as Spec<'off' | 'brokered' | 'open'>,
    plainSecrets: notSupported('It has no environment of its own; its jobs have.'),
    artifacts: notSupported('It loads no files of its own.'),
    sourceRevision: notSupported('It is built from no commit.'),
    patched: notExposed('Ask how old the machines are: they are renewed when it is rebooted.'),
    accessLogged: useRecorded('aiplatform.googleapis.com'),
    appLogged: derive([ray], (spec) =>
      spec === undefined
        ? missing('Its jobs have output of their own.', 'not-supported')
        : spec.rayLogsSpec?.disabled !== true,
    ),
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    // A pool that does not follow the load keeps all of its machines.
    minNodes: derive([raw(operation, '/resourcePools')], (pools) =>
      (pools ?? []).reduce(
        (sum, pool) => sum + Number(pool.autoscalingSpec?.minReplicaCount ?? pool.replicaCount ?? 0),
        0,
      ),
    ),
    userIsolation: notExposed('Ask who may send code to it, and whether they may see the work of one another.'),
    startScript: notSupported('No script runs when its machines start.'),
    webPorts: byDesign(
      false,
      'https://docs.cloud.google.com/vertex-ai/docs/open-source/ray-on-vertex-ai/develop',
      '2026-11',
    ) as Spec<boolean>,
    interruptible: notExposed('Ask whether its machines may be taken away.'),
    state: from(
      operation,
      '/state',
      stateOf({
        PROVISIONING: 'pending',
        RUNNING: 'active',
        UPDATING: 'active',
        REBOOTING: 'active',
        STOPPING: 'deleting',
        ERROR: 'failed',
      }),
      { absent: missing() },
    ),
    lastUsedAt: notExposed('Ask for the jobs that ran on it.'),
    // "Persistent resources remain active until they are deleted": https://cloud.google.com/sdk/gcloud/reference/ai/persistent-resources/create
    idleStopMinutes: refine(raw(operation, '/name'), () => null),
  },
  links: {
    ...disk.links,
    ...identity.links,
    repositories: parts.links.repositories,
    buckets: none,
    logGroups: notExposed('Ask for the log sinks of the project.'),
    subnets: subnetsUnknown(joined),
    firewalls: subnetsUnknown(joined),
  },
});
