import { gunzipSync } from 'node:zlib';
import type { AwsSecurityFinding, BatchImportFindingsResponse } from '@aws-sdk/client-securityhub';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Refusal, type Sink, SinkError } from '../../src/model/sink.ts';
import { accessFields } from './aws/access.ts';
import { Hubs, type Place } from './aws/hubs.ts';
import { errorOfAws, nameOf } from './aws/outcome.ts';
import { defineSink, limitsOf } from './definition.ts';
import { shown } from './http/outcome.ts';

const schema = z.strictObject({
  ...accessFields,
  /** Of a partner, in place of each account's own; `{account}` and `{region}` stand for those of the finding. */
  product_arn: z
    .string()
    .regex(/^arn:aws[a-z-]*:securityhub:[\w{}-]+:[\w{}-]*:product\/[^\s]+$/, 'that is no ARN of a product')
    .optional(),
  /** Account and region whose hub takes findings of other clouds: 111122223333/eu-west-1. Without it they are left out. */
  home: z
    .string()
    .regex(/^\d{12}\/[a-z]{2}(-[a-z]+)+-\d$/, 'write account and region: 111122223333/eu-west-1')
    .optional(),
});

/** Whoever works on findings owns these; a provider that sends them would overwrite what people wrote. */
const customers = ['Note', 'UserDefinedFields', 'VerificationState', 'Workflow'];

/**
 * AWS Security Hub CSPM. Findings go to the hub of their own account and region, which is the lane of the batch:
 * `account|region`. Needs securityhub:BatchImportFindings there; a role with `{account}` in it reaches each account.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export const securityhub = defineSink({
  type: 'securityhub',
  about: 'AWS Security Hub CSPM, in the account and region of each finding',
  schema,
  format: 'asff',
  settings: ({ home }) => {
    const [account = '', region = ''] = home?.split('/') ?? [];
    return home === undefined ? {} : { securityHub: { account, region } };
  },
  lane: (text) => {
    const { AwsAccountId, Region } = JSON.parse(text) as AwsSecurityFinding; // written by the format
    return `${String(AwsAccountId)}|${String(Region)}`;
  },
  make: (name, config): Sink => {
    const hubs = new Hubs(config);
    return {
      name,
      type: 'securityhub',
      target: 'Security Hub of each account and region',
      limits: limitsOf({ bytes: 6_000_000, items: 100, itemBytes: 240_000 }),
      framing: lines,
      gzip: false,
      deduplicates: 'by ProductArn and Id: a finding that comes again is an update of itself',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const findings = findingsOf(batch);
        const place = placeOf(batch.lane, findings);
        const mine = findings.flatMap((finding, index) => (belongs(finding, place) ? [{ finding, index }] : []));
        const strangers = findings.flatMap((finding, index): Refusal[] =>
          belongs(finding, place)
            ? []
            : [{ index, reason: `it is not of ${place.account} ${place.region}, where the batch goes`, retry: false }],
        );
        if (mine.length === 0) return { answer: '', refused: strangers };
        const sent = mine.map(({ finding }) => toSend(finding, place, config.product_arn));
        let said: BatchImportFindingsResponse;
        try {
          said = await hubs.send(place, sent, signal);
        } catch (error) {
          signal.throwIfAborted();
          const { answer, refused } = hubIsOff(error, errorOfAws(error, 'split', hubs.secrets), place, mine);
          return { answer, refused: [...strangers, ...refused] };
        }
        return receiptOf(said, mine, strangers);
      },
      check: (signal) => hubs.describe(placeToAsk(config), signal),
      close: () => hubs.close(),
    };
  },
});

/** The home, or the hub of the caller's own account in the region of the environment. */
function placeToAsk({ home, role }: { home?: string | undefined; role?: string | undefined }): Place {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const [account = '', region = ''] = home?.split('/') ?? ['', AWS_REGION ?? AWS_DEFAULT_REGION];
  if (account === '' && role?.includes('{account}'))
    throw new SinkError('stop', 'which account is to be asked nobody says: name one with home');
  if (!region)
    throw new SinkError('stop', 'which hub is to be asked nobody says: set AWS_REGION, or name one with home');
  return { account, region };
}

function findingsOf({ body, gzip }: Batch): AwsSecurityFinding[] {
  const text = (gzip ? gunzipSync(body) : Buffer.from(body)).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AwsSecurityFinding); // written by the format
}

/** The lane; where the batch has none, the place of its first finding. */
function placeOf(lane: string, [first]: readonly AwsSecurityFinding[]): Place {
  const [account = '', region = ''] = lane === '' ? [first?.AwsAccountId, first?.Region] : lane.split('|');
  if (/^\d{12}$/.test(account) && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return { account, region };
  throw new SinkError('split', `findings without an account and region of AWS: ${shown(`${account}|${region}`)}`);
}

function belongs({ AwsAccountId, Region }: AwsSecurityFinding, { account, region }: Place): boolean {
  return AwsAccountId === account && (Region === undefined || Region === region);
}

function toSend(finding: AwsSecurityFinding, { account, region }: Place, product?: string): AwsSecurityFinding {
  const out = { ...finding };
  for (const field of customers) delete out[field as keyof AwsSecurityFinding];
  if (product !== undefined) out.ProductArn = product.replaceAll('{account}', account).replaceAll('{region}', region);
  return out;
}

/**
 * A hub that is off in one place would hold up all others behind it: its findings are given up, with the reason, and can
 * be sent again once it is on.
 *
 * @param known the error as it is to be thrown, where it is any other.
 */
function hubIsOff(
  error: unknown,
  known: SinkError,
  { account, region }: Place,
  mine: readonly { index: number }[],
): Receipt {
  if (nameOf(error) !== 'InvalidAccessException') throw known;
  const reason = `Security Hub is not on in ${account} ${region}, or takes nothing from this caller: ${known.message}`;
  return { answer: known.answer, refused: mine.map(({ index }) => ({ index, reason, retry: false })) };
}

/** Codes are not listed by the vendor: those that speak of a fault of its own are worth another try. */
const passing = /internal|throttl|unavailable|timeout|limit/i;

function receiptOf(
  { SuccessCount, FailedCount, FailedFindings = [] }: BatchImportFindingsResponse,
  mine: readonly { finding: AwsSecurityFinding; index: number }[],
  strangers: readonly Refusal[],
): Receipt {
  const failed = new Map(FailedFindings.map((one) => [one.Id, one]));
  const refused = mine.flatMap(({ finding, index }): Refusal[] => {
    const error = failed.get(finding.Id);
    if (!error) return [];
    const code = String(error.ErrorCode);
    return [{ index, reason: shown(`${code}: ${String(error.ErrorMessage)}`), retry: passing.test(code) }];
  });
  // What it does not account for may not have arrived; to send it again harms nobody.
  const taken = mine.length - refused.length;
  if (SuccessCount !== taken || (FailedCount ?? 0) !== refused.length)
    throw new SinkError(
      'later',
      `it counts ${String(SuccessCount)} taken and ${String(FailedCount)} failed of ${mine.length}, and names ${refused.length} that failed`,
    );
  return { answer: `${taken} taken, ${refused.length} failed`, refused: [...strangers, ...refused] };
}
