import type { TokenSource } from '../../../providers/azure/session.ts';
import { providers } from '../../../providers/index.ts';
import type { Config } from '../../config/schema.ts';
import { callsOf } from '../../scan/plan.ts';
import { unknownWord } from '../words.ts';
import type { Cloud } from './cloud.ts';

const isId = (text: string) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);

/** @param credential In place of the standard places: the lab's. */
export function azureCloud(credential?: TokenSource): Cloud {
  return {
    provider: 'azure',
    configured: (config) => config.azure !== undefined,
    accounts: (config) => ({
      known: (config.azure?.subscriptions ?? []).flatMap(({ id, name }) => (name ? [id, name] : [id])),
      isId: (text) => (config.azure?.subscriptions ?? []).length === 0 && isId(text),
      // Names that the config does not give are Azure's own.
      mayBe: () => {
        const { subscriptions, management_groups } = config.azure ?? {};
        return (
          !subscriptions || management_groups !== undefined || subscriptions.some(({ name }) => name === undefined)
        );
      },
    }),
    regions: [],
    async ready({ config, accounts }) {
      const subscriptions = chosen(config, accounts);
      const { collectors, support, natives, connect, rateOf } = await providers.azure();
      const { concurrency, rates = {}, services = [], tenant, cloud, endpoint, authority } = config.azure ?? {};
      return {
        regions: [],
        homeRegion: 'global',
        services,
        rateOf: rateOf(rates),
        collectors,
        support,
        natives,
        ...(concurrency ? { concurrency } : {}),
        connect: () =>
          connect({
            subscriptions,
            managementGroups: config.azure?.management_groups ?? [],
            ...(tenant ? { tenant } : {}),
            ...(cloud ? { cloud } : {}),
            ...(endpoint ? { endpoint } : {}),
            ...(authority ? { authority } : {}),
            ...(credential ? { credential } : {}),
          }),
      };
    },
    permissions: { formats: ['json', 'terraform'], print: printRole },
  };
}

function chosen(config: Config, wanted: readonly string[]): { id: string; name?: string }[] {
  const all = (config.azure?.subscriptions ?? []).map(({ id, name }) => (name ? { id, name } : { id }));
  if (wanted.length === 0) return all;
  return wanted.map((name) => {
    const found = all.find((one) => one.id === name || one.name === name);
    if (found) return found;
    if (all.length === 0 && isId(name)) return { id: name };
    throw unknownWord(
      'subscription',
      name,
      all.flatMap((one) => [one.name ?? [], one.id].flat()),
    );
  });
}

async function printRole(format: string): Promise<string> {
  const { azureRole } = await import('../../../providers/azure/permissions.ts');
  const { collectors, support, natives } = await providers.azure();
  const role = azureRole(callsOf([...collectors, ...support], natives));
  return format === 'json' ? role.json : role.terraform;
}
