import { hash2, hashText } from '../random.ts';

/** The accounts of the demo organisation. */
export const accounts = {
  prod: '210987654301',
  dev: '210987654302',
  lake: '210987654303',
} as const;

/** The external id that the scanner's role asks for. */
export const externalId = 'harbour-vale-plumbline';

const minute = 60_000;

/** An account and region of the demo, and the moment that its times are counted back from. */
export interface Place {
  account: string;
  region: string;
  /** That many days (and parts of days) before now, to the second. */
  daysAgo(days: number): Date;
  /** ARN of a SageMaker resource here. */
  arn(type: string, name: string): string;
  /** ARN of a KMS key of this place by its nickname. */
  key(nickname: string): string;
}

/**
 * A place of the demo.
 *
 * @param now Moment of the demo; all its times lie before it.
 */
export function placeIn(account: string, region: string, now: Date): Place {
  // Whole minutes, so that a demo started twice in a minute is the same.
  const base = Math.floor(now.getTime() / minute) * minute;
  return {
    account,
    region,
    daysAgo: (days) => new Date(base - Math.round(days * 24 * 60) * minute),
    arn: (type, name) => `arn:aws:sagemaker:${region}:${account}:${type}/${name}`,
    key: (nickname) => keyArn(account, region, nickname),
  };
}

/** ARN of a KMS key; its id follows from its nickname. */
export function keyArn(account: string, region: string, nickname: string): string {
  return `arn:aws:kms:${region}:${account}:key/${uuid(`${account} ${region} ${nickname}`)}`;
}

/** ARN of an IAM role of the demo. */
export function roleArn(account: string, name: string, path = '/'): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}

/** An image in the ECR of an account. */
export function image(account: string, region: string, repository: string, version: string): string {
  const separator = version.startsWith('sha256:') ? '@' : ':';
  return `${account}.dkr.ecr.${region}.amazonaws.com/${repository}${separator}${version}`;
}

/** A digest that follows from a text. */
export function digest(text: string): string {
  return `sha256:${hex(text, 64)}`;
}

/** An EC2 id that follows from a name: `subnet-0…`. */
export function ec2Id(prefix: string, name: string): string {
  return `${prefix}-0${hex(`${prefix} ${name}`, 16)}`;
}

/** Hexadecimal digits that follow from a text. */
export function hex(text: string, length: number): string {
  const seed = hashText(text);
  let digits = '';
  for (let i = 0; digits.length < length; i++) digits += hash2(seed, i).toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

function uuid(text: string): string {
  const h = hex(text, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}
