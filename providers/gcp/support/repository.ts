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
import { alwaysActive, notRead, ownershipOf, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { lastSegment, locationIn } from '../rows/names.ts';
import type { IamPolicy } from '../rows/organisation.ts';
import { sharingOf, sharingReads } from '../rows/sharing.ts';

/** @see https://cloud.google.com/artifact-registry/docs/reference/rest/v1/projects.locations.repositories */
interface Repository {
  name?: string;
  format?: string;
  mode?: string;
  kmsKeyName?: string;
  labels?: Record<string, string>;
  createTime?: string;
  updateTime?: string;
  dockerConfig?: { immutableTags?: boolean };
  vulnerabilityScanningConfig?: { enablementState?: string };
}

const read = 'repositories.get';
const { from, raw } = answersOf<{ [read]: Repository; 'repositories.getIamPolicy': IamPolicy }>('artifactregistry');
const disk = encryption([{ name: 'data', key: raw(read, '/kmsKeyName') }]);
const sharing = sharingOf(raw('repositories.getIamPolicy', '/bindings'));

/**
 * Images are scanned when they are pushed, and what is known of them is kept up to date after that.
 *
 * @see https://cloud.google.com/artifact-analysis/docs/container-scanning-overview (2026-11)
 */
const scanning = from(
  read,
  '/vulnerabilityScanningConfig/enablementState',
  (state) => {
    if (state === 'SCANNING_ACTIVE') return 'continuous' as const;
    if (state === 'SCANNING_DISABLED') return 'off' as const;
    return state === 'SCANNING_UNSUPPORTED'
      ? missing('Repositories of this type are not scanned.', 'not-supported')
      : missing(`scanning ${state} is not known to this version`);
  },
  { absent: missing() },
);

/** Left out: tags can be moved. @see https://cloud.google.com/artifact-registry/docs/docker/immutable-tags (2026-11) */
const immutableTags: Spec<boolean> = derive(
  [raw(read, '/format'), raw(read, '/mode'), raw(read, '/dockerConfig/immutableTags')],
  (format, mode, immutable) => {
    if (format === undefined) return missing();
    if (format !== 'DOCKER') return missing('Only repositories of container images have tags.', 'not-supported');
    if (mode === 'VIRTUAL_REPOSITORY') return missing('the repositories that it stands for', 'not-exposed');
    return immutable === true;
  },
);

/** A repository of Artifact Registry, whether its images are named under pkg.dev or gcr.io. */
export const repositories = collector({
  provider: 'gcp',
  id: 'gcp/support/repository',
  service: 'artifactregistry',
  kind: 'registry.image_repository',
  nativeType: 'artifactregistry.googleapis.com/Repository',
  at: 'account',
  refer: (uid) => {
    const found =
      /^\/\/artifactregistry\.googleapis\.com\/(projects\/([^/]+)\/locations\/[^/]+\/repositories\/[^/]+)$/.exec(uid);
    return found?.[1] && found[2]
      ? { scope: { account: found[2], region: 'global' }, item: { name: found[1] } }
      : missing('it is no repository of Artifact Registry', 'out-of-scope');
  },
  reads: [
    {
      service: 'artifactregistry',
      operation: read,
      permission: 'artifactregistry.repositories.get',
      expects: 'name',
      gone: true,
      input: ({ name }) => ({ name: String(name) }),
    },
    {
      service: 'artifactregistry',
      operation: 'repositories.getIamPolicy',
      permission: 'artifactregistry.repositories.getIamPolicy',
      expects: 'etag',
      input: ({ name }) => ({ name: String(name) }),
    },
    ...sharingReads,
  ],
  uid: ({ name }) => `//artifactregistry.googleapis.com/${String(name)}`,
  name: ({ name }) => lastSegment(name),
  region: ({ item }) => locationIn(String(item.name)),
  facts: {
    ...disk.facts,
    ...sharing.facts,
    ...ownershipOf(raw(read, '/labels')),
    region: fromScope(({ item }) => locationIn(String(item.name)) ?? missing('the name has no location')),
    // Locations are regions, or one of asia, europe and us.
    processing: from(
      read,
      '/name',
      (name): 'region' | 'geography' => (/\/locations\/[a-z]+-[a-z]+\d+\//.test(name) ? 'region' : 'geography'),
      { absent: missing() },
    ),
    // Whoever has no right is refused by the API; everybody may pull where everyone has one.
    publicAccess: derive([sharing.open], (open) => (open ? ('open' as const) : ('provider-api' as const))),
    allowedRanges: byDesign(
      [] as string[],
      'https://cloud.google.com/artifact-registry/docs/access-control',
      '2026-11',
    ) as Spec<string[]>,
    authMethods: derive([sharing.open], (open) =>
      open ? ['identity' as const, 'anonymous' as const] : ['identity' as const],
    ) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>,
    shell: notSupported('A repository is no machine.'),
    plainSecrets: notSupported('What is in the images is not read.'),
    scanning,
    immutableTags,
    quarantine: notSupported('Artifact Registry holds no images back; Binary Authorization stops them where they run.'),
    state: alwaysActive,
    createdAt: from(read, '/createTime', same, { absent: missing() }),
    modifiedAt: from(read, '/updateTime', same, { absent: missing() }),
    lastUsedAt: notExposed('the last pull, from the audit log of Artifact Registry'),
    idleStopMinutes: notSupported('A repository is no machine.'),
  },
  links: {
    ...disk.links,
    privateEndpoints: notRead('compute: forwarding rules that lead to Artifact Registry'),
  },
});
