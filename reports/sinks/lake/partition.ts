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
 * The account and region of AWS that an event is of, by its own words or else by the lane of its batch. One of elsewhere
 * lies under `external_<account>` in the region of the lake, so that no project's number is taken for an account.
 *
 * @param event parsed JSON.
 * @param home region of the lake.
 * @returns undefined where the event has no time or class.
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
 */
export function partitionOf(
  event: Readonly<Record<string, unknown>>,
  lane: string,
  home: string,
): Partition | undefined {
  const { class_uid: classUid, time } = event;
  if (typeof classUid !== 'number' || typeof time !== 'number' || !(time >= 0 && time < 253_402_300_800_000))
    return undefined;
  const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
  const provider = text(event, 'cloud', 'provider');
  const [laneAccount = '', laneRegion = ''] = lane.split('|');
  const isAws = provider === 'AWS' || (provider === '' && awsAccount.test(laneAccount) && awsRegion.test(laneRegion));
  const account = text(event, 'cloud', 'account', 'uid') || text(event, 'unmapped', 'plumbline', 'account');
  const region = text(event, 'cloud', 'region') || laneRegion;
  const place = isAws && awsRegion.test(region) ? region : home;
  const own = account || laneAccount;
  if (isAws && awsAccount.test(own)) return { classUid, region: place, account: own, day };
  return { classUid, region: place, account: `external_${own.replaceAll(/[^\w.-]+/g, '-') || 'plumbline'}`, day };
}

/** @returns such as `ext/plumbline/region=eu-west-1/accountId=111122223333/eventDay=20261122/<sha256>.parquet`. */
export function lakeKey(source: string, { region, account, day }: Partition, sha256: string): string {
  return `ext/${source}/region=${region}/accountId=${account}/eventDay=${day}/${sha256}.parquet`;
}

function text(value: unknown, ...path: readonly string[]): string {
  let at = value;
  for (const name of path)
    at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof at === 'string' ? at : '';
}
