import type { MissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { workspaceAbove } from './workspace.ts';

const { raw } = answersOf<{ EnvironmentVersions_Get: { properties: { image?: string } } }>('machinelearning');
const image = raw('EnvironmentVersions_Get', '/properties/image');

/** The environment version that an item names at one of these pointers: many items name one, which is read once. */
export function environmentRead(...pointers: readonly string[]): ReadSpec {
  return {
    service: 'machinelearning',
    operation: 'EnvironmentVersions_Get',
    permission: 'Microsoft.MachineLearningServices/workspaces/environments/versions/read',
    memo: true,
    expects: 'properties',
    // An environment of a registry lies in another service, which is not asked.
    input: (item: JsonObject) => {
      const id = pointers.map((pointer) => at(item, pointer)).find((one) => typeof one === 'string');
      return typeof id === 'string' && id.startsWith('/') ? { environment: id } : null;
    },
  };
}

/**
 * Fact images of what runs in an environment version.
 *
 * @param none What it runs when no environment is named.
 * @see https://learn.microsoft.com/rest/api/azureml/environment-versions/get
 */
export function imagesOf(environment: Spec<unknown>, none: ReturnType<typeof missing> | []) {
  return derive([environment, image, workspaceAbove], (id, ref, { containerRegistry }) => {
    if (typeof ref === 'string')
      return [{ ref, pinned: ref.includes('@sha256:'), registry: registryOf(ref, containerRegistry) }];
    if (typeof id === 'string' && !id.startsWith('/'))
      return missing('the environment lies in a registry, which is not asked', 'out-of-scope');
    return id === undefined || id === null ? none : missing('the environment is built from a file and names no image');
  });
}

/**
 * Whose registry an image comes from: that of the workspace, Microsoft's public one, or any other. Registries of Azure
 * are anybody's: one that is not the workspace's may be of the same organisation, or of somebody else.
 *
 * @param own ARM id of the workspace's registry.
 * @see https://learn.microsoft.com/azure/container-registry/container-registry-concepts 2026-11
 */
function registryOf(ref: string, own: string | null | undefined): 'own' | 'provider' | 'public' | MissingValue {
  const host = ref.split('/')[0]?.toLowerCase() ?? '';
  if (host === 'mcr.microsoft.com') return 'provider';
  if (!/^[a-z0-9][a-z0-9.-]*\.azurecr\.(io|cn|us)$/.test(host)) return 'public';
  // With a hash behind its name, a registry may be that of another tenant who has chosen the same name.
  return host.split('.')[0] === own?.toLowerCase().split('/').at(-1)
    ? 'own'
    : missing(`whose registry ${host} is: it is not the one of the workspace`, 'not-exposed');
}
