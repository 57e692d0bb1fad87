import { providers } from '../../../providers/index.ts';
import { serverId } from '../../../providers/mlflow/address.ts';
import type { MlflowServer } from '../../config/mlflow.ts';
import type { Config } from '../../config/schema.ts';
import { PlumblineError } from '../../model/errors.ts';
import { callsOf } from '../../scan/plan.ts';
import { unknownWord } from '../words.ts';
import type { Cloud } from './cloud.ts';

/** Servers that the config names, each with the id that findings will have. */
function serversOf(config: Config): (MlflowServer & { id: string })[] {
  return (config.mlflow?.servers ?? []).map((server) => ({ ...server, id: server.id ?? serverId(server.url) }));
}

/** MLflow tracking servers: one account each. They have no regions. */
export function mlflowCloud(): Cloud {
  return {
    provider: 'mlflow',
    configured: (config) => config.mlflow !== undefined,
    accounts: (config) => ({
      known: serversOf(config).flatMap(({ id, name }) => (name === undefined ? [id] : [id, name])),
      isId: () => false,
      mayBe: () => false,
    }),
    regions: [],
    async ready({ config, accounts: names }) {
      const servers = chosen(config, names);
      const { collectors, support, natives, connect, rateOf } = await providers.mlflow();
      const { services = [], rates = {}, concurrency } = config.mlflow ?? {};
      return {
        regions: [],
        homeRegion: 'global',
        services,
        rateOf: rateOf(rates),
        collectors,
        support,
        natives,
        ...(concurrency ? { concurrency } : {}),
        connect: () => connect(servers),
      };
    },
    permissions: { formats: ['text', 'json'], print: printPermissions },
  };
}

function chosen(config: Config, wanted: readonly string[]): (MlflowServer & { id: string })[] {
  const all = serversOf(config);
  if (all.length === 0)
    throw new PlumblineError('CONFIG_INVALID', 'The config names no MLflow server.', {
      hint: 'Write mlflow: { servers: [{ url: https://mlflow.example.com }] } into the file that --config names.',
    });
  const twice = all.find(({ id }, index) => all.findIndex((one) => one.id === id) !== index);
  if (twice)
    throw new PlumblineError('CONFIG_INVALID', `Two MLflow servers have the id ${twice.id}.`, {
      hint: 'Give one of them another id, or take it out.',
    });
  if (wanted.length === 0) return all;
  return wanted.map((name) => {
    const found = all.find((one) => one.id === name || one.name === name);
    if (found) return found;
    throw unknownWord(
      'account',
      name,
      all.map(({ id }) => id),
    );
  });
}

async function printPermissions(format: string): Promise<string> {
  const { mlflowPermissions } = await import('../../../providers/mlflow/permissions.ts');
  const { collectors, support, natives } = await providers.mlflow();
  const { text, json } = mlflowPermissions(callsOf([...collectors, ...support], natives));
  return format === 'json' ? json : text;
}
