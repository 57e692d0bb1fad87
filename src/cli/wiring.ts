import type { AwsAccount, Connected } from '../../providers/aws/connect.ts';
import type { Credentials } from '../../providers/aws/session.ts';
import { providers } from '../../providers/index.ts';
import { type Catalog, loadCatalog } from '../catalog/index.ts';
import type { Config } from '../config/schema.ts';
import { defaultSettings, type Settings } from '../model/mapping/outcome.ts';
import type { Target } from '../scan/collect.ts';
import { plan } from '../scan/plan.ts';
import type { ScanOptions } from '../scan/run.ts';
import { packageFolder } from './places.ts';
import { awsRegions } from './regions.ts';
import { version } from './version.ts';
import { assertKnown, unknownWord } from './words.ts';

/** What the command line and the config ask for. */
export interface Wanted {
  config: Config;
  regions: readonly string[];
  /** Account ids or names; empty for all. */
  accounts: readonly string[];
  services: readonly string[];
  /** Ids of the frameworks that the PDF shows; empty for all. */
  frameworks: readonly string[];
  /** Folders with controls of the user's own. */
  controls: readonly string[];
  /** The lab's keys. */
  credentials?: (account: AwsAccount) => Credentials;
}

type Fixed =
  | 'version'
  | 'catalog'
  | 'targets'
  | 'support'
  | 'sessions'
  | 'homeRegion'
  | 'settings'
  | 'rateOf'
  | 'concurrency';

export interface Wired {
  catalog: Catalog;
  /** Asks the cloud who we are: the first call. */
  connect(): Promise<Connected[]>;
  targets(connected: readonly Connected[]): Target[];
  scanOptions(connected: readonly Connected[], targets: readonly Target[]): Pick<ScanOptions, Fixed>;
}

/**
 * Puts catalog, provider and config together, before any call.
 *
 * @throws PlumblineError CATALOG_INVALID, CONFIG_INVALID
 */
export async function wire(wanted: Wanted): Promise<Wired> {
  const { config } = wanted;
  // What is quick to look at comes first.
  const accounts = chosen(config, wanted.accounts);
  const regions = awsRegions(wanted.regions, config);
  const homeRegion = regions[0] ?? 'us-east-1';
  const catalog = await openCatalog(config, wanted.controls);
  assertKnown(
    'framework',
    wanted.frameworks,
    catalog.frameworks.map(({ id }) => id),
  );
  const { collectors, support, natives, connect, rateOf } = await providers.aws();
  const services = wanted.services.length > 0 ? wanted.services : (config.aws?.services ?? []);
  assertKnown(
    'service',
    services,
    collectors.map((one) => one.service),
  );
  return {
    catalog,
    connect: () =>
      connect({
        accounts,
        region: homeRegion,
        ...(config.aws?.endpoint ? { endpoint: config.aws.endpoint } : {}),
        ...(config.aws?.concurrency ? { sockets: config.aws.concurrency } : {}),
        ...(wanted.credentials ? { credentials: wanted.credentials } : {}),
      }),
    targets: (connected) =>
      plan({
        provider: 'aws',
        accounts: connected.map(({ account, name }) => ({ account, name })),
        regions,
        collectors,
        natives,
        services,
      }),
    scanOptions: (connected, targets) => ({
      version: version(),
      catalog,
      targets,
      support,
      sessions: new Map(connected.map(({ account, session }) => [account, session])),
      homeRegion,
      settings: settingsOf(config),
      rateOf: rateOf(config.aws?.rates ?? {}),
      ...(config.aws?.concurrency ? { concurrency: config.aws.concurrency } : {}),
    }),
  };
}

/** Our catalog and the user's own controls. */
export function openCatalog(config: Config, controls: readonly string[]): Promise<Catalog> {
  return Promise.resolve(loadCatalog({ dirs: [packageFolder('controls'), ...(config.controls ?? []), ...controls] }));
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
    if (all.length === 0 && /^\d{12}$/.test(name)) return { id: name };
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

function settingsOf(config: Config): Settings {
  return {
    newestJobs: config.jobs?.newest ?? defaultSettings.newestJobs,
    ownerTags: config.tags?.owner ?? defaultSettings.ownerTags,
    dataClassTags: config.tags?.data_class ?? defaultSettings.dataClassTags,
    organisationAccounts: config.organisation_accounts ?? defaultSettings.organisationAccounts,
  };
}
