import { shapeError } from './shape.ts';

/** The parts of an Amazon Resource Name. `region` and `account` are '' where the resource has none. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  /** Twelve digits, '' (S3, foundation models) or a word of AWS's own (`aws` in managed policies and public hubs). */
  account: string;
  resource: string;
}

const maxLength = 2_048;

/**
 * Splits an ARN of any partition (`aws`, `aws-cn`, `aws-us-gov`, `aws-iso...`, `aws-eusc`). A pattern is not an ARN.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the text is none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: unknown): Arn {
  const arn = typeof text === 'string' ? split(text) : undefined;
  if (arn === undefined)
    throw shapeError('An Amazon Resource Name (arn:partition:service:region:account:resource) was expected');
  return arn;
}

/** Whether the text is an ARN. */
export function isArn(text: unknown): text is `arn:${string}` {
  return typeof text === 'string' && split(text) !== undefined;
}

/** The account in an ARN, '' where it has none. @throws PlumblineError RESPONSE_SHAPE when the text is no ARN. */
export function accountOf(arn: unknown): string {
  return parseArn(arn).account;
}

/** Twelve digits. */
export function isAccountId(text: unknown): text is `${number}` {
  return typeof text === 'string' && text.length === 12 && only(text, digits);
}

/**
 * The name of a role, as `GetRole` takes it: without its path. Understands role ARNs and those of assumed roles.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the text is the ARN of something else.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function roleNameOf(arn: unknown): string {
  const { service, resource } = parseArn(arn);
  const [type, ...rest] = resource.split('/');
  const name =
    service === 'iam' && type === 'role' ? rest.at(-1) : service === 'sts' && type === 'assumed-role' ? rest[0] : '';
  if (!name) throw shapeError('The ARN of a role was expected');
  return name;
}

/**
 * The partition that a region lies in.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOfRegion(region: string): string {
  return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

const partitionPrefixes = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';

function split(text: string): Arn | undefined {
  if (text.length > maxLength) return undefined;
  const [arn, partition, service, region, account, ...rest] = text.split(':');
  const resource = rest.join(':');
  if (
    arn !== 'arn' ||
    partition === undefined ||
    service === undefined ||
    region === undefined ||
    account === undefined
  )
    return undefined;
  if (partition !== 'aws' && !(partition.startsWith('aws-') && only(partition, `${small}-`))) return undefined;
  if (service === '' || !only(service, `${small}${digits}-`) || !only(region, `${small}${digits}-`)) return undefined;
  if (account !== '' && !isAccountId(account) && !only(account, `${small}-`)) return undefined;
  if (resource === '' || hasControl(resource)) return undefined;
  return { partition, service, region, account, resource };
}

function only(text: string, allowed: string): boolean {
  for (const symbol of text) if (!allowed.includes(symbol)) return false;
  return true;
}

/** Names of AWS have no line breaks or control characters; a space may stand in a key of S3. */
function hasControl(text: string): boolean {
  for (const symbol of text) {
    const code = symbol.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
