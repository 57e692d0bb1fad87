import type { Collection, LazyCollection } from './collection.ts';
import { placeIn } from './demo/place.ts';
import type { Account, Estate, RegionEstate } from './estate.ts';
import { type GeneratedKind, itemsOf, type Maker } from './generate-items.ts';
import { support } from './generate-support.ts';

/** How big a generated estate is, and of what. */
export interface EstateShape {
  /** Resources of machine learning, over all accounts and regions; exact. */
  resources: number;
  accounts?: number;
  regions?: readonly string[];
  seed?: number;
  /** Moment that times are counted back from. Default: now. */
  now?: Date;
  /** Shares of the kinds, in any unit. Default: mostly training jobs, models and notebooks. */
  mix?: Readonly<Partial<Record<GeneratedKind, number>>>;
}

const defaultMix: Readonly<Record<GeneratedKind, number>> = {
  trainingJobs: 40,
  processingJobs: 10,
  notebookInstances: 15,
  models: 20,
  endpointConfigs: 5,
  endpoints: 5,
  modelPackages: 5,
};

/** Account ids of a generated estate. */
export function generatedAccountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(310_000_000_000 + index));
}

/**
 * An estate of any size whose resources are computed from their index when they are asked for: a mix of good and bad,
 * the same for the same seed. Roles, keys, networks and buckets that they name exist.
 *
 * @returns An estate that takes no more memory for a million resources than for a thousand.
 */
export function generateEstate(shape: EstateShape): Estate {
  const { accounts = 5, regions = ['us-east-1', 'eu-west-1'], seed = 1, now = new Date() } = shape;
  const mix = shape.mix ?? defaultMix;
  const places = generatedAccountIds(accounts).flatMap((id) => regions.map((region) => placeIn(id, region, now)));
  const shares = apportion(
    shape.resources,
    places.map(() => 1),
  );
  const estates = places.map((place, index): RegionEstate => {
    const kinds = Object.keys(mix) as GeneratedKind[]; // the mix has no other members
    const counts = apportion(
      shares[index] ?? 0,
      kinds.map((kind) => mix[kind] ?? 0),
    );
    const sizes = Object.fromEntries(kinds.map((kind, i) => [kind, counts[i] ?? 0]));
    const make = itemsOf(place, seed * 1000 + index, sizes);
    const collections = kinds.map((kind) => [kind, lazy<object>(make[kind], sizes[kind] ?? 0)]);
    return { sagemaker: { ...Object.fromEntries(collections), tags: make.tags }, ...support.region(place) };
  });
  return {
    name: `Generated estate of ${shape.resources}`,
    accounts: generatedAccountIds(accounts).map((id, a): Account => {
      const own = regions.map((region, r) => [region, estates[a * regions.length + r] ?? {}] as const);
      return {
        id,
        name: `generated-${a + 1}`,
        accessKeyId: `LABKEY${id}`,
        callerArn: `arn:aws:iam::${id}:user/plumbline-scanner`,
        ...support.account(id, regions, now),
        regions: Object.fromEntries(own),
      };
    }),
    managedPolicies: support.managedPolicies,
  };
}

function lazy<T>({ make, indexOf }: Maker<T>, length: number): Collection<T> {
  const collection: LazyCollection<T> = {
    length,
    at: (index) => (index >= 0 && index < length ? make(index) : undefined),
    find(name) {
      const index = indexOf(name);
      return index !== undefined && index < length ? make(index) : undefined;
    },
  };
  return collection;
}

/** Splits a whole number by weights, so that the parts add up to it. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const upTo = sum === 0 ? 0 : Math.round((total * seen) / sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
