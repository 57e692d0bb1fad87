import {
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
import { alwaysActive, iamIdentities, ownershipOf, residency } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import { subnetsUnknown, vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import { noShell, secretsOf } from './common.ts';
import {
  deployed,
  deployedUid,
  endpointRead,
  itemOf,
  modelRead,
  ofDeployed,
  poolRead,
  read,
  versionUid,
} from './deployed.ts';

const disk = encryption([{ name: 'volume', key: read.raw('endpoints.get', '/encryptionSpec/kmsKeyName') }]);
const peering = read.raw('endpoints.get', '/network');
const network = vertexNetwork({ network: peering });
/** On machines that several share, the account is theirs. */
const account = derive(
  [
    ofDeployed('sharedResources'),
    ofDeployed('serviceAccount'),
    read.raw('deploymentResourcePools.get', '/serviceAccount'),
  ],
  (shared, own, pool) => (shared ? pool : own),
);
const identity = accountIdentity(account, {
  runsAs: 'none',
  what: 'an account of Google that has no access to the project',
});
/** Which model it is, its endpoint tells: where that is not known, nothing of the model is. */
const ofModel = <V>(spec: Spec<V>): Spec<V> => derive([deployed, spec] as const, (_known, value) => value as V); // derive infers no type through a parameter
const container = ofModel(read.raw('models.get', '/containerSpec'));
const parts = supply(
  refine(container, (spec) => (spec?.imageUri ? [spec.imageUri] : [])),
  refine(ofModel(read.raw('models.get', '/artifactUri')), (uri) => (uri ? [uri] : [])),
);

/** A model as it runs behind an endpoint: read where an endpoint names it. */
export const deployments = collector({
  provider: 'gcp',
  id: 'gcp/vertex/deployment',
  service: 'aiplatform',
  kind: 'ml.deployment',
  nativeType: 'aiplatform.googleapis.com/DeployedModel',
  at: 'region',
  refer: (uid) => {
    const found = itemOf(uid);
    return found
      ? { scope: { account: found.account, region: found.region }, item: found.item }
      : missing('it is no deployed model', 'out-of-scope');
  },
  reads: [endpointRead, modelRead, poolRead, ...network.reads],
  uid: (item, scope) => deployedUid(uidOf('aiplatform', item.name, scope), String(item.id)),
  name: (item) => `${lastSegment(item.name)}/${String(item.id)}`,

  facts: {
    ...disk.facts,
    ...network.facts,
    ...identity.facts,
    ...parts.facts,
    ...residency,
    ...ownershipOf(read.raw('endpoints.get', '/labels')),
    authMethods: iamIdentities,
    shell: noShell,
    plainSecrets: derive([container], (spec) => secretsOf(spec?.env, spec?.args, spec?.command)),
    sourceRevision: notSupported('A model of Vertex AI records no commit.'),
    patched: notSupported('Which software a container holds is up to its image.'),
    repositoryPath: notSupported(),
    probes: byDesign(
      true,
      'https://docs.cloud.google.com/vertex-ai/docs/predictions/custom-container-requirements#health',
      '2026-11',
    ) as Spec<boolean>,
    explained: derive(
      [ofDeployed('disableExplanations'), ofDeployed('explanationSpec'), read.raw('models.get', '/explanationSpec')],
      // The model's own holds where the deployment has none.
      (off, own, model) => off !== true && (own ?? model) !== undefined,
    ),
    state: alwaysActive,
    createdAt: refine(ofDeployed('createTime'), (time) => time ?? missing()),
    modifiedAt: refine(ofDeployed('status'), (status) => status?.lastUpdateTime ?? missing()),
    lastUsedAt: notExposed('Ask for the metric aiplatform.googleapis.com/prediction/online/prediction_count.'),
    idleStopMinutes: notSupported('A deployed model runs until it is taken away.'),
  },
  links: {
    ...disk.links,
    ...identity.links,
    ...parts.links,
    subnets: subnetsUnknown(peering),
    firewalls: subnetsUnknown(peering),
    versions: derive([deployed, fromScope((answers) => answers)], (one, answers) => {
      if (!one?.model) return missing('the model is not named');
      return [versionUid(one.model, one.modelVersionId, answers) ?? missing('the version is not told')];
    }),
  },
});
