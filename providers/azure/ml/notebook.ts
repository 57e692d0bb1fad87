import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { armRegion, armUid } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import {
  authMethods,
  disks,
  list,
  minutesOf,
  network,
  operation,
  parentOf,
  platformImage,
  rows,
  state,
  subnets,
  times,
} from './compute-rows.ts';

const { common, field } = rows;
const identity = managedIdentity(field('/identity'));

/** Compute instances: machines of one person, with notebooks in the browser. */
export const notebooks = collector({
  provider: 'azure',
  id: 'azure/ml/notebook',
  service: 'machinelearning',
  kind: 'ml.notebook',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/computes',
  at: 'account',
  list,
  reads: [],
  keep: (answers) => {
    const outcome = answers.get(operation);
    return outcome.status === 'answer' && at(outcome.body, '/properties/computeType') === 'ComputeInstance';
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
    state,
    lastUsedAt: notExposed('the last activity on the instance, from the studio'),
    idleStopMinutes: derive([field('/properties/properties/idleTimeBeforeShutdown')], minutesOf),
    publicAccess: derive([field('/properties/properties/enableNodePublicIp')], (ip) =>
      ip === false ? ('private' as const) : ('provider-api' as const),
    ),
    allowedRanges: notSupported('The browser is let in by the workspace, by identity.'),
    authMethods,
    shell: derive([field('/properties/properties/sshSettings/sshPublicAccess')], (access) => {
      // Left out: the default of the API is Disabled.
      if (access === undefined || access === null || access === 'Disabled') return 'off' as const;
      return access === 'Enabled'
        ? ('open' as const)
        : missing(`sshPublicAccess ${String(access)} is not known to this version`);
    }),
    plainSecrets: notExposed('the setup scripts of the instance, which the API does not return'),
    rootAccess: derive([field('/properties/properties/enableRootAccess')], (root) =>
      // The setting is younger than the type: an answer without it is of a machine that was made with sudo.
      typeof root === 'boolean' ? root : true,
    ),
    // Left out: the default of the API is Shared, whoever the machine was assigned to.
    singleUser: derive([field('/properties/properties/applicationSharingPolicy')], (sharing) => {
      const word = String(sharing ?? 'Shared').toLowerCase();
      return word === 'personal' || word === 'shared'
        ? word === 'personal'
        : missing(`applicationSharingPolicy ${String(sharing)} is not known to this version`);
    }),
    fileDownload: notSupported(),
    terminal: notSupported(),
    startScript: derive([field('/properties/properties/setupScripts/scripts')], (scripts) => {
      const { creationScript, startupScript } = (scripts ?? {}) as { creationScript?: object; startupScript?: object }; // both optional
      return (creationScript ?? startupScript ?? null) !== null;
    }),
    metadataV2: notSupported('The metadata service of Azure asks for a header of its own; there is no older one.'),
    secureBoot: notExposed('whether the machine image starts signed software only'),
    autoPatch: derive([field('/properties/properties/enableOSPatching')], (value) => value === true),
  },
  links: {
    ...identity.links,
    subnets,
    workspaces: fromScope((answers) => [parentOf(answers.item.id)]),
  },
});
