import { isMissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, missing, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { linkUid } from '../rows/names.ts';
import type { DeployedModel, DeploymentResourcePool, Endpoint, Model } from './answers.ts';

export const read = answersOf<{
  'endpoints.get': Endpoint;
  'models.get': Model;
  'deploymentResourcePools.get': DeploymentResourcePool;
}>('aiplatform');

/** The deployed model that an item `{ name: endpoint, id }` means, with where it stands in the endpoint. */
export const deployed: Spec<DeployedModel | undefined> = {
  reads: ['endpoints.get'],
  map: (answers) => {
    const list = read.raw('endpoints.get', '/deployedModels').map(answers);
    if (isMissingValue(list.value)) return { value: list.value, from: list.from };
    const index = (list.value ?? []).findIndex(({ id }) => id === answers.item.id);
    const from = list.from.map((one) => ({ ...one, pointer: index < 0 ? one.pointer : `${one.pointer}/${index}` }));
    const found = (list.value ?? [])[index];
    return { value: found ?? missing('it is not deployed any more'), from };
  },
};

/** One member of it. */
export function ofDeployed<K extends keyof DeployedModel>(name: K): Spec<DeployedModel[K] | undefined> {
  return {
    reads: deployed.reads,
    map: (answers) => {
      const found = refine(deployed, (one) => one?.[name]).map(answers);
      return { ...found, from: found.from.map((one) => ({ ...one, pointer: `${one.pointer}/${name}` })) };
    },
  };
}

/** Name of a version: `projects/.../models/m@2`. The model may be named with an alias; the version is told apart. */
export function versionName(model: string, versionId: string | undefined): string {
  const plain = model.replace(/@[^/]*$/, '');
  const version = versionId ?? /@(\d+)$/.exec(model)?.[1];
  return version === undefined ? plain : `${plain}@${version}`;
}

/** Uid of a version; undefined where the version is not told. */
export function versionUid(model: string, versionId: string | undefined, answers: Answers): string | undefined {
  const name = versionName(model, versionId);
  return name.includes('@') ? linkUid('aiplatform', name, answers) : undefined;
}

/** Uid of a deployed model: its endpoint and its id. */
export function deployedUid(endpointUid: string, id: string): string {
  return `${endpointUid}/deployedModels/${id}`;
}

export const endpointRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'endpoints.get',
  permission: 'aiplatform.endpoints.get',
  memo: true,
  expects: 'name',
  gone: true,
  input: (item) => ({ name: item.name ?? '' }),
};

/** The model behind it, in the version that is deployed; it may lie in another project or location. */
export const modelRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'models.get',
  permission: 'aiplatform.models.get',
  memo: true,
  expects: 'name',
  input: (_item, got) => {
    const { model, modelVersionId } = modelIn(got);
    return model ? { name: versionName(model, modelVersionId) } : null;
  },
  at: (_item, got) => placeOf(modelIn(got).model, got),
};

/** The machines that it shares with others. */
export const poolRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'deploymentResourcePools.get',
  permission: 'aiplatform.deploymentResourcePools.get',
  memo: true,
  expects: 'name',
  input: (_item, got) => {
    const { sharedResources } = modelIn(got);
    return sharedResources ? { name: sharedResources } : null;
  },
};

function modelIn(got: Answers): DeployedModel {
  const { value } = deployed.map(got);
  return isMissingValue(value) || value === undefined ? {} : value;
}

/** Account and location of a named resource, where they are not the scope's. */
export function placeOf(name: string | undefined, got: Answers): { account?: string; region?: string } {
  const [, project, location] = /^projects\/([^/]+)\/locations\/([^/]+)\//.exec(name ?? '') ?? [];
  const account = project === undefined ? undefined : (got.aliases?.get(project) ?? project);
  return {
    // A project that is not scanned is asked with the same credentials, in the name of the scanned one.
    ...(account !== undefined && got.accounts.has(account) ? { account } : {}),
    ...(location === undefined ? {} : { region: location }),
  };
}

/** What a deployment's own uid says of it. */
export function itemOf(uid: string): { account: string; region: string; item: JsonObject } | undefined {
  const found =
    /^\/\/aiplatform\.googleapis\.com\/(projects\/([^/]+)\/locations\/([^/]+)\/endpoints\/[^/]+)\/deployedModels\/([^/]+)$/.exec(
      uid,
    );
  if (!found?.[1] || !found[2] || !found[3] || !found[4]) return undefined;
  return { account: found[2], region: found[3], item: { name: found[1], id: found[4] } };
}
