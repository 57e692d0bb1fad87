import type { AwsAccount } from '../../../providers/aws/connect.ts';
import type { Credentials } from '../../../providers/aws/session.ts';
import { providers } from '../../../providers/index.ts';
import type { Config } from '../../config/schema.ts';
import { callsOf } from '../../scan/plan.ts';
import { unknownWord } from '../words.ts';
import { awsRegions, knownRegions } from './aws-regions.ts';
import type { Cloud } from './cloud.ts';

const isId = (text: string) => /^\d{12}$/.test(text);

/** Of an account that has only a profile, nobody knows the id before it is asked. AWS gives no names. */
function mayBe({ aws }: Config, id: string): boolean {
  const accounts = (aws?.accounts ?? []).filter((one) => one.id === undefined);
  return (
    (aws?.accounts ?? []).length === 0 || accounts.some(({ role }) => role === undefined || role.includes(`:${id}:`))
  );
}

/** @param credentials Keys in place of the standard places: the lab's. */
export function awsCloud(credentials?: (account: AwsAccount) => Credentials): Cloud {
  return {
    provider: 'aws',
    configured: (config) => config.aws !== undefined,
    accounts: (config) => ({
      known: (config.aws?.accounts ?? []).flatMap(({ id, name }) => [id ?? [], name ?? []].flat()),
      isId: (text) => (config.aws?.accounts ?? []).length === 0 && isId(text),
      mayBe: (text) => isId(text) && mayBe(config, text),
    }),
    regions: knownRegions,
    async ready({ config, regions: wanted, accounts: names }) {
      const accounts = chosen(config, names);
      const regions = awsRegions(wanted, config);
      const homeRegion = regions[0] ?? 'us-east-1';
      const { collectors, support, natives, connect, rateOf } = await providers.aws();
      const { endpoint, concurrency, rates = {}, services = [] } = config.aws ?? {};
      return {
        regions,
        homeRegion,
        services,
        rateOf: rateOf(rates),
        collectors,
        support,
        natives,
        ...(concurrency ? { concurrency } : {}),
        connect: () =>
          connect({
            accounts,
            region: homeRegion,
            ...(endpoint ? { endpoint } : {}),
            ...(concurrency ? { sockets: concurrency } : {}),
            ...(credentials ? { credentials } : {}),
          }),
      };
    },
    permissions: { formats: ['json', 'terraform'], print: printPolicy },
  };
}

function chosen(config: Config, wanted: readonly string[]): AwsAccount[] {
  const all: AwsAccount[] = (config.aws?.accounts ?? []).map(({ external_id: externalId, ...rest }) => ({
    ...defined(rest),
    ...(externalId ? { externalId } : {}),
  }));
  if (wanted.length === 0) return all;
  return wanted.map((name) => {
    const found = all.find((one) => one.id === name || one.name === name);
    if (found) return found;
    // Without accounts in the config, an id says whose the credentials must be.
    if (all.length === 0 && isId(name)) return { id: name };
    throw unknownWord(
      'account',
      name,
      all.flatMap((one) => [one.name ?? [], one.id ?? []].flat()),
    );
  });
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  }; // undefined ones are gone
}

async function printPolicy(format: string): Promise<string> {
  const { awsPolicy } = await import('../../../providers/aws/permissions.ts');
  const { collectors, support, natives } = await providers.aws();
  const policy = awsPolicy(callsOf([...collectors, ...support], natives));
  return format === 'json' ? policy.json : policy.terraform;
}
