/** Where in the lake an event lies. */
export interface Partition {
  classUid: number;
  region: string;
  account: string;
  /** Of its time, UTC: YYYYMMDD. */
  day: string;
}

const awsAccount = /^\d{12}$/;
const awsRegion = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * The account and region of AWS that an event is of, by its own words. One of elsewhere lies under `external_<account>`
 * in the region of the lake, so that no project's number is taken for an account.
 *
 * @param event parsed JSON.
 * @param home region of the lake.
 * @returns undefined where the event has no time or class.
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
 */
export function partitionOf(event: Readonly<Record<string, unknown>>, home: string): Partition | undefined {
  const { class_uid: classUid, time } = event;
  if (typeof classUid !== 'number' || typeof time !== 'number' || !(time >= 0 && time < 253_402_300_800_000))
    return undefined;
  const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
  // What could not be read has no cloud but a scope as its resource.
  const isGap = at(event, 'unmapped', 'plumbline', 'gap') === true;
  const provider = text(event, 'cloud', 'provider') || text(event, 'unmapped', 'plumbline', 'provider').toUpperCase();
  const own =
    text(event, 'cloud', 'account', 'uid') ||
    text(event, 'unmapped', 'plumbline', 'account') ||
    (isGap ? text(event, 'resources', '0', 'name') : '');
  const region = text(event, 'cloud', 'region') || text(event, 'resources', '0', 'region');
  if (provider === 'AWS' && awsAccount.test(own))
    return { classUid, region: awsRegion.test(region) ? region : home, account: own, day };
  return { classUid, region: home, account: `external_${own.replaceAll(/[^\w.-]+/g, '-') || 'plumbline'}`, day };
}

/** @returns such as `ext/plumbline/region=eu-west-1/accountId=111122223333/eventDay=20261122/<sha256>.parquet`. */
export function lakeKey(source: string, { region, account, day }: Partition, sha256: string): string {
  return `ext/${source}/region=${region}/accountId=${account}/eventDay=${day}/${sha256}.parquet`;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path)
    found =
      typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  return found;
}

function text(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}
