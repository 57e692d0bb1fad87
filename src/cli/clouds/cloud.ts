import type { Config } from '../../config/schema.ts';
import type { RateOf } from '../../limits/gate.ts';
import type { Collector, Connected, NativeReader } from '../../model/provider.ts';
import type { Provider } from '../../model/verdict.ts';

/** What the command line asks of one cloud; the config tells the rest. */
export interface Asked {
  config: Config;
  /** Those of `--regions` that this cloud knows. */
  regions: readonly string[];
  /** Those of `--account` that this cloud knows; empty for all. */
  accounts: readonly string[];
}

/** A cloud that is asked for, looked at before any call. */
export interface Ready {
  /** Regions to read in every account that does not name its own; none where the cloud's lists know no regions. */
  regions: readonly string[];
  /** Region in which calls for things without a region are made. */
  homeRegion: string;
  /** Services that the config names; empty for all. */
  services: readonly string[];
  /** Calls under way at the same time. */
  concurrency?: number;
  rateOf: RateOf;
  collectors: readonly Collector[];
  /** Read only when a primary resource refers to them. */
  support: readonly Collector[];
  natives: readonly NativeReader[];
  /** Asks the cloud who we are: the first call. @throws PlumblineError AUTH_MISSING, NETWORK */
  connect(): Promise<readonly Connected[]>;
}

/** A cloud as the command line knows it: where config, provider and engine meet. */
export interface Cloud {
  provider: Provider;
  /** Whether the config names it. */
  configured(config: Config): boolean;
  /** The ids and names that the config gives, and what an id looks like where it names none. */
  accounts(config: Config): {
    known: readonly string[];
    isId(text: string): boolean;
    /** Whether a scan may find an account of this id or name that the config does not name. */
    mayBe(text: string): boolean;
  };
  /** Names of its regions, against typing errors; none where it has no regions. */
  regions: readonly string[];
  /** @throws PlumblineError CONFIG_INVALID */
  ready(asked: Asked): Promise<Ready>;
  /** What a scan needs to be allowed, printed in the form that people install. */
  permissions: { formats: readonly [string, ...string[]]; print(format: string): Promise<string> };
}
