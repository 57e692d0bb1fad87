import type { ArmObject, AzureEstate } from '../../src/lab/azure/estate.ts';

/**
 * An estate with more workspaces, which hold nothing: as many for each that it has, named `<name>-bare-<n>`, in the same
 * resource groups.
 */
export function withBareWorkspaces(estate: AzureEstate, count: number): AzureEstate {
  const bare = (one: ArmObject): ArmObject[] =>
    one.type.toLowerCase() === 'microsoft.machinelearningservices/workspaces'
      ? Array.from({ length: count }, (_, n) => ({ ...one, id: `${one.id}-bare-${n}`, name: `${one.name}-bare-${n}` }))
      : [];
  const subscriptions = estate.subscriptions.map((one) => ({
    ...one,
    resources: [...one.resources, ...one.resources.flatMap(bare)],
  }));
  return { ...estate, subscriptions };
}
