import { allLocations } from '../../../providers/gcp/locations.ts';
import { providers } from '../../../providers/index.ts';
import type { Config } from '../../config/schema.ts';
import { callsOf } from '../../scan/plan.ts';
import { assertKnown, unknownWord } from '../words.ts';
import type { Cloud } from './cloud.ts';

const isId = (text: string) => /^([a-z][a-z0-9-]*(\.[a-z]+)?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text);

/** @param credentials Credentials in place of the standard places: the lab's. */
export function gcpCloud(credentials?: Readonly<Record<string, unknown>>): Cloud {
  return {
    provider: 'gcp',
    configured: (config) => config.gcp !== undefined,
    accounts: (config) => ({
      known: (config.gcp?.projects ?? []).flatMap(({ id, name }) => [id, name ?? []].flat()),
      isId: (text) => (config.gcp?.projects ?? []).length === 0 && isId(text),
      // Names that the config does not give are Google's own.
      mayBe: () => {
        const { projects, folders, organisations } = config.gcp ?? {};
        return !projects || (folders ?? organisations) !== undefined || projects.some(({ name }) => name === undefined);
      },
    }),
    regions: allLocations,
    async ready({ config, regions, accounts }) {
      const {
        endpoint,
        concurrency,
        impersonate,
        rates = {},
        services = [],
        folders,
        organisations,
      } = config.gcp ?? {};
      const locations = regions.length > 0 ? regions : (config.gcp?.locations ?? []);
      assertKnown('location', locations, allLocations);
      const projects = chosen(config, accounts);
      const { collectors, support, natives, connect, rateOf } = await providers.gcp();
      return {
        // Each project says its own.
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
            locations,
            ...(projects
              ? { projects }
              : { ...(folders ? { folders } : {}), ...(organisations ? { organisations } : {}) }),
            ...(impersonate ? { impersonate } : {}),
            ...(endpoint ? { endpoint } : {}),
            ...(credentials ? { credentials } : {}),
          }),
      };
    },
    permissions: { formats: ['yaml', 'terraform'], print: printRole },
  };
}

/** Undefined: those below the config's folders and organisations, or all that may be read. */
function chosen(config: Config, wanted: readonly string[]): { id: string; name?: string }[] | undefined {
  const all = config.gcp?.projects?.map(({ id, name }) => ({ id, ...(name ? { name } : {}) }));
  if (wanted.length === 0) return all;
  return wanted.map((word) => {
    const found = (all ?? []).find((one) => one.id === word || one.name === word);
    if (found) return found;
    if (!all && isId(word)) return { id: word };
    throw unknownWord(
      'project',
      word,
      (all ?? []).flatMap((one) => [one.name ?? [], one.id].flat()),
    );
  });
}

async function printRole(format: string): Promise<string> {
  const { gcpRole } = await import('../../../providers/gcp/permissions.ts');
  const { collectors, support, natives } = await providers.gcp();
  const role = gcpRole(callsOf([...collectors, ...support], natives));
  return format === 'yaml' ? role.yaml : role.terraform;
}
