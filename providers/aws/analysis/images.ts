import { isAccountId, partitionOfRegion } from './arn.ts';
import { awsRegistries } from './aws-registries.ts';
import { shapeError } from './shape.ts';

export interface Image {
  ref: string;
  /** Named by digest, so that it cannot change. */
  pinned: boolean;
  registry: 'own' | 'provider' | 'public';
}

/**
 * What a reference to a container image says.
 *
 * `own` is the private ECR registry of an own account, `provider` one of those from which AWS serves SageMaker's images.
 * All else is `public`: Docker Hub, public.ecr.aws, registries at other hosts, and ECR of an account that is neither,
 * since nobody here controls what lies there. An own repository may be a pull-through cache of a public one: not told.
 *
 * @param ownAccounts accounts that count as own: the one scanned, or all of the organisation.
 * @param digest digest that is kept beside the reference (`ImageDigest` of a model package), if there is one.
 * @throws PlumblineError RESPONSE_SHAPE when the text is no image reference.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
export function parseImage(ref: unknown, ownAccounts: readonly string[], digest?: string): Image {
  const { host, digest: own } = partsOf(ref);
  const ecr = ecrOf(host);
  const registry =
    ecr === undefined ? 'public' : ownAccounts.includes(ecr.account) ? 'own' : isOfAws(ecr) ? 'provider' : 'public';
  return { ref: String(ref), pinned: isDigest(own) || isDigest(digest), registry };
}

/**
 * The ARN of the ECR repository that an image lies in, undefined for images elsewhere.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the text is no image reference.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export function ecrRepositoryArnOf(ref: unknown): string | undefined {
  const { host, path } = partsOf(ref);
  const ecr = ecrOf(host);
  return ecr && `arn:${ecr.partition}:ecr:${ecr.region}:${ecr.account}:repository/${path}`;
}

interface Parts {
  /** Lower case, '' for Docker Hub. */
  host: string;
  /** Repository without tag and digest. */
  path: string;
  digest: string | undefined;
}

/** @see https://github.com/distribution/reference */
function partsOf(ref: unknown): Parts {
  if (typeof ref !== 'string' || ref === '' || ref.length > 512 || ![...ref].every(isPrintable))
    throw shapeError('An image reference was expected');
  const [name = '', digest, ...rest] = ref.split('@');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  const path = isHost ? name.slice(slash + 1) : name;
  const colon = path.lastIndexOf(':');
  const repository = colon > path.lastIndexOf('/') ? path.slice(0, colon) : path;
  if (rest.length > 0 || repository === '' || repository.endsWith('/'))
    throw shapeError('An image reference was expected');
  return { host: isHost ? first.toLowerCase() : '', path: repository, digest };
}

function isPrintable(symbol: string): boolean {
  return symbol > ' ' && symbol <= '~';
}

const hex = '0123456789abcdef';

function isDigest(text: string | undefined): boolean {
  const [algorithm, value = '', ...rest] = text?.split(':') ?? [];
  return (
    algorithm === 'sha256' &&
    rest.length === 0 &&
    value.length === 64 &&
    [...value].every((symbol) => hex.includes(symbol))
  );
}

interface Ecr {
  account: string;
  region: string;
  partition: string;
}

/** Domains of ECR by partition; dual-stack ones after them. A longer name that only begins like this is not of AWS. */
const domains: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws', ['amazonaws.com', 'on.aws']],
  ['aws-us-gov', ['amazonaws.com', 'on.aws']],
  ['aws-cn', ['amazonaws.com.cn', 'on.amazonwebservices.com.cn']],
  ['aws-eusc', ['amazonaws.eu', 'on.amazonwebservices.eu']],
  ['aws-iso', ['c2s.ic.gov']],
  ['aws-iso-b', ['sc2s.sgov.gov']],
  ['aws-iso-e', ['cloud.adc-e.uk']],
  ['aws-iso-f', ['csp.hci.ic.gov']],
]);

/** `<account>.dkr.ecr[-fips].<region>.<domain>` or, dual-stack, `<account>.dkr-ecr[-fips].<region>.<domain>`. */
function ecrOf(host: string): Ecr | undefined {
  const [account, ...labels] = host.split('.');
  const service = labels[0] === 'dkr' ? labels.splice(0, 2).join('-') : labels.shift();
  const region = labels.shift() ?? '';
  const partition = partitionOfRegion(region);
  if (!isAccountId(account) || (service !== 'dkr-ecr' && service !== 'dkr-ecr-fips') || !isRegion(region))
    return undefined;
  return domains.get(partition)?.includes(labels.join('.')) ? { account, region, partition } : undefined;
}

function isRegion(text: string): boolean {
  const parts = text.split('-');
  return parts.length >= 3 && parts.every((part) => part !== '') && Number.isInteger(Number(parts.at(-1)));
}

/** An account belongs to AWS in all regions of a partition, so that a new region needs no new table. */
function isOfAws({ account, partition }: Ecr): boolean {
  return [...awsRegistries].some(
    ([region, accounts]) => partitionOfRegion(region) === partition && accounts.includes(account),
  );
}
