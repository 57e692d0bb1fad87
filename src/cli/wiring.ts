import { type Catalog, loadCatalog } from '../catalog/index.ts';
import type { Config } from '../config/schema.ts';
import { PlumblineError } from '../model/errors.ts';
import { defaultSettings, type Settings } from '../model/mapping/outcome.ts';
import type { Connected } from '../model/provider.ts';
import { plan } from '../scan/plan.ts';
import type { ScanOptions, ScanPart } from '../scan/run.ts';
import type { Cloud, Ready } from './clouds/cloud.ts';
import { clouds as allClouds } from './clouds/index.ts';
import { packageFolder } from './places.ts';
import { trustAuthorities } from './trust.ts';
import { version } from './version.ts';
import { assertKnown, unknownWord } from './words.ts';

/** What the command line and the config ask for. */
export interface Wanted {
  config: Config;
  /** Clouds to scan; empty for those that the config names, or else AWS. */
  providers: readonly string[];
  regions: readonly string[];
  /** Account ids or names; empty for all. */
  accounts: readonly string[];
  services: readonly string[];
  /** Ids of the frameworks that the PDF shows; empty for all. */
  frameworks: readonly string[];
  /** Folders with controls of the user's own. */
  controls: readonly string[];
  /** In place of the real ones: the lab's. */
  clouds?: readonly Cloud[];
}

export interface Wired {
  catalog: Catalog;
  /** Asks the clouds who we are: the first calls. The caller closes the sessions. */
  connect(): Promise<Joined>;
  options: Pick<ScanOptions, 'version' | 'catalog' | 'settings'>;
}

/** Sessions that are ready, and what is scanned with them. */
export interface Joined {
  connected: readonly Connected[];
  parts: readonly ScanPart[];
  close(): void;
}

/**
 * Puts catalog, clouds and config together, before any call.
 *
 * @throws PlumblineError CATALOG_INVALID, CONFIG_INVALID
 */
export async function wire(wanted: Wanted): Promise<Wired> {
  const { config } = wanted;
  trustAuthorities(config.certificate_authorities ?? []);
  // What is quick to look at comes first.
  const clouds = wantedClouds(wanted);
  const asked = clouds.map((cloud) => [cloud, shareOf(cloud, clouds, wanted)] as const);
  const ready = await Promise.all(
    asked.flatMap(([cloud, share]) =>
      share ? [cloud.ready({ config, ...share }).then((one) => [cloud, one] as const)] : [],
    ),
  );
  const catalog = await openCatalog(config, wanted.controls);
  assertKnown(
    'framework',
    wanted.frameworks,
    catalog.frameworks.map(({ id }) => id),
  );
  assertKnown(
    'service',
    wanted.services,
    ready.flatMap(([, one]) => one.collectors.map(({ service }) => service)),
  );
  return {
    catalog,
    connect: () => join(ready, wanted.services),
    options: { version: version(), catalog, settings: settingsOf(config) },
  };
}

/** Our catalog and the user's own controls. */
export function openCatalog(config: Config, controls: readonly string[]): Promise<Catalog> {
  return Promise.resolve(loadCatalog({ dirs: [packageFolder('controls'), ...(config.controls ?? []), ...controls] }));
}

function wantedClouds({ config, providers, clouds = allClouds }: Wanted): readonly Cloud[] {
  assertKnown(
    'provider',
    providers,
    clouds.map((one) => one.provider),
  );
  if (providers.length > 0) return clouds.filter((one) => providers.includes(one.provider));
  const configured = clouds.filter((one) => one.configured(config));
  return configured.length > 0 ? configured : clouds.filter((one) => one.provider === 'aws');
}

/** What of the accounts and regions asked for is one cloud's; undefined: nothing, though others have some. */
function shareOf(
  cloud: Cloud,
  clouds: readonly Cloud[],
  { config, accounts, regions }: Wanted,
): { accounts: string[]; regions: string[] } | undefined {
  const knows = (one: Cloud, name: string) => {
    const { known, isId } = one.accounts(config);
    return known.includes(name) || isId(name);
  };
  const stray = accounts.find((name) => !clouds.some((one) => knows(one, name)));
  if (stray !== undefined)
    throw unknownWord(
      'account',
      stray,
      clouds.flatMap((one) => one.accounts(config).known),
    );
  assertKnown(
    clouds.length === 1 && clouds[0]?.provider === 'aws' ? 'AWS region' : 'region',
    regions,
    clouds.flatMap((one) => one.regions),
  );
  const mine = accounts.filter((name) => knows(cloud, name));
  if (accounts.length > 0 && mine.length === 0) return undefined;
  return { accounts: mine, regions: regions.filter((name) => cloud.regions.includes(name)) };
}

async function join(ready: readonly (readonly [Cloud, Ready])[], services: readonly string[]): Promise<Joined> {
  const settled = await Promise.allSettled(ready.map(([, one]) => one.connect()));
  const connected = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const close = () => {
    for (const { session } of connected) session.close();
  };
  for (const one of settled) {
    if (one.status !== 'rejected') continue;
    close();
    throw one.reason;
  }
  const parts = ready.map(([cloud, one]) =>
    partOf(
      cloud,
      one,
      connected.filter(({ session }) => session.provider === cloud.provider),
      services,
    ),
  );
  if (parts.every((one) => one.targets.length === 0)) {
    close();
    throw new PlumblineError('CONFIG_INVALID', 'There is nothing to scan.', {
      hint: 'Name accounts, subscriptions, projects or servers in the config, and services that they have.',
    });
  }
  return { connected, parts, close };
}

function partOf(cloud: Cloud, ready: Ready, connected: readonly Connected[], services: readonly string[]): ScanPart {
  const { collectors, natives, support, homeRegion, rateOf, concurrency } = ready;
  return {
    targets: plan({
      provider: cloud.provider,
      accounts: connected
        .filter((one) => one.unread === undefined)
        .map(({ account, name, regions }) => ({ account, name, regions: regions ?? ready.regions })),
      collectors,
      natives,
      services: services.length > 0 ? services : ready.services,
    }),
    support,
    sessions: new Map(connected.map(({ account, session }) => [account, session])),
    unread: connected.flatMap(({ account, name, unread }) =>
      unread
        ? { scope: { provider: cloud.provider, account, accountName: name, region: 'global' }, missing: unread }
        : [],
    ),
    notes: new Map(connected.flatMap(({ account, note }) => (note ? [[account, note] as const] : []))),
    homeRegion,
    rateOf,
    ...(concurrency ? { concurrency } : {}),
  };
}

function settingsOf(config: Config): Settings {
  return {
    newestJobs: config.jobs?.newest ?? defaultSettings.newestJobs,
    ownerTags: config.tags?.owner ?? defaultSettings.ownerTags,
    dataClassTags: config.tags?.data_class ?? defaultSettings.dataClassTags,
    organisationAccounts: config.organisation_accounts ?? defaultSettings.organisationAccounts,
    approval: {
      tags: config.approval?.tags ?? defaultSettings.approval.tags,
      approved: config.approval?.approved ?? defaultSettings.approval.approved,
      productionAliases: config.approval?.production_aliases ?? defaultSettings.approval.productionAliases,
    },
  };
}
