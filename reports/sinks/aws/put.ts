import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { PlumblineError } from '../../../src/model/errors.ts';
import { SinkError } from '../../../src/model/sink.ts';
import { type Access, clientOptions } from './access.ts';
import { errorOfAws, isExpired, nameOf, statusOf } from './outcome.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'that is no name of a bucket');

export const encryptionFields = {
  /** What encrypts the objects; without it, as the bucket says. */
  encryption: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']).optional(),
  /** Of KMS: its ARN; without it, the key of the bucket or the service. */
  kms_key: z.string().min(1).optional(),
  /** Account that the bucket must belong to: names of buckets that were given up can be taken by others. */
  bucket_owner: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
};

const encryptionSchema = z.strictObject(encryptionFields);

export type PutOptions = z.infer<typeof encryptionSchema> &
  Access & { bucket: string; region: string; path_style?: boolean | undefined };

/** Puts objects that are never put over others. */
export class Bucket {
  private readonly options: PutOptions;
  private client: Promise<S3Client> | undefined;
  private readonly secrets = new Set<string>();

  /** @throws PlumblineError CONFIG_INVALID for a role of an account that is not named. */
  constructor(options: PutOptions) {
    if (options.role?.includes('{account}') && options.bucket_owner === undefined)
      throw new PlumblineError('CONFIG_INVALID', `The role ${options.role} is of no account.`, {
        hint: 'Name the account in the role, or as bucket_owner.',
      });
    this.options = options;
  }

  /** @returns whether it is new; not so when one of this name was there. @throws SinkError */
  async put(object: { Key: string; Body: Uint8Array; ContentType: string }, signal: AbortSignal): Promise<boolean> {
    const { bucket, encryption, kms_key, bucket_owner } = this.options;
    const input: PutObjectCommandInput = {
      Bucket: bucket,
      ...object,
      IfNoneMatch: '*',
      ...(encryption === undefined ? {} : { ServerSideEncryption: encryption }),
      ...(kms_key === undefined ? {} : { SSEKMSKeyId: kms_key }),
      ...(bucket_owner === undefined ? {} : { ExpectedBucketOwner: bucket_owner }),
    };
    return this.call(async () => {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      try {
        await (await this.open()).send(new PutObjectCommand(input), { abortSignal: signal });
        return true;
      } catch (error) {
        if (nameOf(error) === 'PreconditionFailed' || statusOf(error) === 412) return false;
        throw error;
      }
    }, signal);
  }

  /** @returns what is known of the bucket without writing to it. @throws SinkError */
  check(signal: AbortSignal): Promise<string> {
    const { bucket, bucket_owner } = this.options;
    return this.call(async () => {
      const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
      const input = { Bucket: bucket, ...(bucket_owner === undefined ? {} : { ExpectedBucketOwner: bucket_owner }) };
      await (await this.open()).send(new HeadBucketCommand(input), { abortSignal: signal });
      return `the bucket ${bucket} is there and may be listed; whether it may be written, the first batch tells`;
    }, signal);
  }

  async close(): Promise<void> {
    (await this.client?.catch(() => undefined))?.destroy();
    this.client = undefined;
  }

  /** Once more with new keys where the old ones have ended. */
  private async call<T>(what: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await what().catch(async (error: unknown) => {
        if (!isExpired(error)) throw error;
        await this.close();
        return what();
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof SinkError ? error : errorOfAws(error, 'stop', this.secrets);
    }
  }

  private open(): Promise<S3Client> {
    const { region, path_style, bucket_owner = '' } = this.options;
    this.client ??= import('@aws-sdk/client-s3').then(
      ({ S3Client }) =>
        new S3Client({
          ...clientOptions(this.options, { region, account: bucket_owner }, this.secrets),
          ...(path_style === undefined ? {} : { forcePathStyle: path_style }),
        }),
    );
    return this.client;
  }
}
