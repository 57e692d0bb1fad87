import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { armRegion, armUid } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import {
  authMethods,
  disks,
  list,
  minutesOf,
  network,
  ofService,
  operation,
  platformImage,
  rows,
  state,
  subnets,
  times,
} from './compute-rows.ts';

const { common, field } = rows;
const identity = managedIdentity(field('/identity'));

/** Clusters and attached computes: whatever jobs run on that is no notebook machine. */
export const computes = collector({
  provider: 'azure',
  id: 'azure/ml/compute',
  service: 'machinelearning',
  kind: 'ml.compute',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/computes',
  at: 'account',
  list,
  reads: [],
  keep: (answers) => {
    const outcome = answers.get(operation);
    return outcome.status === 'answer' && at(outcome.body, '/properties/computeType') !== 'ComputeInstance';
  },
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...times,
    ...disks,
    ...network,
    ...identity.facts,
    ...platformImage,
    patched: notSupported('Nodes of a cluster start with the newest image of the platform.'),
    state,
    lastUsedAt: notExposed('the last job on the cluster, from the studio'),
    // A cluster that goes down to no nodes costs and offers nothing while it is idle.
    idleStopMinutes: derive(
      [
        field('/properties/computeType'),
        field('/properties/properties/scaleSettings/minNodeCount'),
        field('/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown'),
      ],
      (type, least, idle) => {
        if (type !== 'AmlCompute')
          return missing('An attached compute is switched off where it comes from.', 'not-supported');
        return typeof least === 'number' && least > 0 ? null : minutesOf(idle);
      },
    ),
    authMethods,
    shell: derive(
      [field('/properties/computeType'), field('/properties/properties/remoteLoginPortPublicAccess')],
      (type, access) => {
        if (type !== 'AmlCompute')
          return missing('An attached compute is logged in to where it comes from.', 'not-supported');
        if (access === 'Enabled') return 'open' as const;
        if (access === 'Disabled') return 'off' as const;
        // NotSpecified: open when there is no subnet of the customer's. The API gives the effective value after creation.
        return missing('the answer does not say whether the port for logins is open');
      },
    ),
    plainSecrets: notSupported('A cluster has no environment of its own; its jobs have.'),
    accessLogged: notExposed('the audit log of the workspace'),
    appLogged: notExposed('the logs of its jobs'),
    logFeeds: notExposed('the diagnostic settings of the workspace'),
    minNodes: derive([field('/properties/properties/scaleSettings/minNodeCount')], (least) =>
      typeof least === 'number' ? least : missing('the answer has no scale settings'),
    ),
    userIsolation: notSupported('Jobs of a cluster share its nodes one after the other.'),
    startScript: notSupported('Clusters run no script of their own.'),
    webPorts: notSupported(),
    // Left out means dedicated: the default of the API.
    interruptible: ofService(
      derive([field('/properties/properties/vmPriority')], (priority) => priority === 'LowPriority'),
      missing('whether the nodes of the attached compute may be taken away, from where it comes from', 'not-exposed'),
    ),
  },
  links: { ...identity.links, subnets },
});
