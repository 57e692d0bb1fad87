import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { isPrivate } from '../analysis/place.ts';
import { weaknessesOf } from '../analysis/versions.ts';
import { encryptionUnknown, mlflow, neverIdle, noSuchPath, notThere, residency } from '../rows/common.ts';
import { anonymousRead, authKind, connection, handshakeRead, managed } from '../rows/connection.ts';
import { bucketLinks } from '../rows/storage.ts';
import { accessControl, authMethods, defaultAdmin, secondFactor } from './server-access.ts';

const scheme = connection.raw('Handshake', '/scheme');
const protocol = connection.raw('Handshake', '/protocol');
const address = connection.raw('Handshake', '/address');
const defaultRoot = mlflow.raw('GetExperiment', '/experiment/artifact_location');

/** A server that a cloud runs is patched by it, and has no version page. */
const version: Spec<string> = deriveSome([mlflow.raw('Version', '/text'), authKind], (text, kind) => {
  if (isMissingValue(kind)) return kind;
  if (managed.has(kind)) return missing('A managed server tells its version in its cloud.', 'not-supported');
  return text ?? missing('the server tells no version');
});

/** TLS as it was agreed; the port that the address names is the one that was asked. */
const clientTls: Spec<'required' | 'optional' | 'none'> = derive([scheme, protocol], (way, agreed) => {
  if (way === 'http') return 'none';
  if (way !== 'https') return missing();
  // Below 1.2 the lines can be read by others: RFC 8996.
  if (agreed === 'TLSv1.2' || agreed === 'TLSv1.3') return 'required';
  return agreed === undefined || agreed === '' ? missing('no protocol was agreed') : 'optional';
});

const publicAccess: Spec<'private' | 'provider-api' | 'filtered' | 'open'> = derive([address, authKind], (ip, kind) => {
  if (kind === 'sagemaker') return 'provider-api';
  if (managed.has(kind))
    return missing('Ask for the network settings of the workspace that runs the server.', 'not-exposed');
  const inside = ip === undefined ? undefined : isPrivate(ip);
  if (inside === undefined) return missing('the address is not known');
  return inside
    ? 'private'
    : missing(
        'The address is public. Ask for the rules of the firewall or load balancer in front of the server.',
        'not-exposed',
      );
});

/** Files go through the server where runs get addresses of its own proxy by default. */
const artifactsProxied: Spec<boolean> = refine(defaultRoot, (root) =>
  root === undefined || root === ''
    ? missing('the default experiment, which shows where files go, is not there')
    : /^(mlflow-artifacts|https?):/.test(root),
);

export const trackingServer = collector({
  provider: 'mlflow',
  id: 'mlflow/server',
  service: 'mlflow',
  kind: 'tracking.server',
  nativeType: 'MLflow::TrackingServer',
  at: 'account',
  one: ({ account, accountName }) => ({ server: account, name: accountName }),
  reads: [
    handshakeRead,
    anonymousRead,
    {
      service: 'mlflow',
      operation: 'Version',
      permission: 'a network path to the server',
      memo: true,
      expects: 'text',
      input: (_item, got) => (isManaged(authKind.map(got).value) ? null : {}),
    },
    {
      service: 'mlflow',
      operation: 'GetExperiment',
      permission: 'READ on experiments',
      memo: true,
      expects: 'experiment',
      answers: notThere,
      input: () => ({ experiment_id: '0' }),
    },
    {
      service: 'mlflow',
      operation: 'GetUser',
      permission: 'administrator of the server',
      memo: true,
      expects: 'user',
      answers: [...notThere, ...noSuchPath],
      input: (_item, got) => (isManaged(authKind.map(got).value) ? null : { username: 'admin' }),
    },
  ],
  uid: (_item, { account }) => uidOf(account, 'server'),
  name: (item) => String(item.name),

  facts: {
    ...encryptionUnknown,
    nodeTraffic: notSupported('A tracking server is one machine to its callers.'),
    clientTls,
    publicAccess,
    allowedRanges: notExposed('Ask for the rules of the firewall or load balancer in front of the server.'),
    authMethods,
    shell: notExposed('Ask whether people can log in to the machine that runs the server.'),
    plainSecrets: notExposed('Ask for the environment and the start command of the server.'),
    accessLogged: notExposed(
      'Ask for the access log of the server or of the door in front of it, and how long it is kept.',
    ),
    appLogged: notExposed('Ask where the output of the server goes, and how long it is kept.'),
    logFeeds: notExposed(
      'Ask for the access log of the server or of the door in front of it, and how long it is kept.',
    ),
    tags: notSupported('A tracking server has no tags of its own.'),
    owner: notSupported('A tracking server has no tags of its own.'),
    dataClass: notSupported('A tracking server has no tags of its own.'),
    state: refine(authKind, () => 'active'),
    createdAt: notExposed('Ask when the server was set up.'),
    modifiedAt: notExposed('Ask when the server was last changed.'),
    ...neverIdle,
    images: notExposed('Ask for the container image that the server runs, with its digest.'),
    artifacts: notSupported('The server loads no model files.'),
    sourceRevision: notSupported('The server runs a release.'),
    patched: notSupported('The version says it.'),
    ...residency,
    version,
    knownVulnerabilities: refine(version, (text): number | MissingValue => {
      const found = weaknessesOf(text);
      return found === undefined ? missing('the version is none that MLflow released') : found.length;
    }),
    artifactsProxied,
    lineage: refine(authKind, () => true),
    accessControl,
    secondFactor,
    defaultAdmin,
  },
  links: { buckets: bucketLinks(refine(defaultRoot, (root) => [root])) },
});

function isManaged(kind: string | MissingValue): boolean {
  return typeof kind === 'string' && managed.has(kind);
}
