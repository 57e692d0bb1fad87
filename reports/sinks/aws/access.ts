import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { z } from 'zod';

/** An AWS role. */
export const roleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::(\d{12}|\{account\}):role\/[\w+=,.@/-]+$/,
    'a role is arn:aws:iam::123456789012:role/NAME',
  );

/** Of every sink in AWS. There are no keys here: they come from the standard places, or by a role. */
export const accessFields = {
  /** To be assumed; `{account}` stands for the account that is written to. */
  role: roleArn.optional(),
  external_id: z.string().min(2).max(1224).optional(),
  /** Of the shared config file of AWS, in place of the standard chain. */
  profile: z.string().min(1).optional(),
  /** In place of the service's own: a VPC endpoint, an emulator. */
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
};

const accessSchema = z.strictObject(accessFields);
export type Access = z.infer<typeof accessSchema>;

/**
 * Keys for one account: made at the first call, renewed by the SDK before they end.
 *
 * @param account takes the place of `{account}` in the role.
 * @param secrets is given what nobody may see: a receiver can quote what it was sent.
 */
function credentialsOf(
  { role, external_id, profile }: Access,
  { account, region }: { account: string; region: string },
  secrets: Set<string>,
): AwsCredentialIdentityProvider {
  let made: Promise<AwsCredentialIdentityProvider> | undefined;
  const make = async (): Promise<AwsCredentialIdentityProvider> => {
    const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
    const own = fromNodeProviderChain(profile === undefined ? {} : { profile });
    if (role === undefined) return own;
    return fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: role.replaceAll('{account}', account),
        RoleSessionName: 'plumbline-export',
        ...(external_id === undefined ? {} : { ExternalId: external_id }),
      },
      // Not the endpoint of the sink, which may be of S3 alone.
      clientConfig: { region },
    });
  };
  return async (identity) => {
    made ??= make();
    const keys = await (await made)(identity);
    for (const secret of [keys.secretAccessKey, keys.sessionToken ?? '']) secrets.add(secret);
    return keys;
  };
}

/** Options of every SDK client here: the worker retries, so the SDK does not. */
export function clientOptions(
  access: Access,
  { region, account }: { region: string; account: string },
  secrets: Set<string>,
) {
  return {
    region,
    credentials: credentialsOf(access, { account, region }, secrets),
    maxAttempts: 1,
    requestHandler: { requestTimeout: 60_000, connectionTimeout: 10_000, throwOnRequestTimeout: true },
    ...(access.endpoint === undefined ? {} : { endpoint: access.endpoint }),
  };
}
