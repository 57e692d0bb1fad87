import { findItem } from '../collection.ts';
import type { KmsKey } from '../estate.ts';
import { allowsAccount } from '../policy-document.ts';
import { type PageRules, page } from './paging.ts';
import { json11 } from './protocols/json.ts';
import { ApiError, type Call, type Output, type Route, required, routes, type Service, text } from './route.ts';

const tagPages: PageRules = {
  size: 'Limit',
  token: 'Marker',
  defaultSize: 50,
  maxSize: 50,
  badToken: ['InvalidMarkerException', 400],
};

/** KMS: keys and their policies, also across accounts as the key's policy allows. */
export const kms: Service = {
  name: 'kms',
  signingName: 'kms',
  protocol: json11,
  target: 'TrentService',
  errors: { internal: ['KMSInternalException', 500] },
  routes: routes(
    route('DescribeKey', true, (key) => ({ KeyMetadata: key.metadata })),
    route('GetKeyRotationStatus', false, rotationOf),
    route('GetKeyPolicy', false, policyOf),
    { ...route('ListResourceTags', false, tagsOf), token: { input: 'Marker', output: 'NextMarker' } },
  ),
};

function route(operation: string, byAlias: boolean, answer: (key: KmsKey, call: Call) => Output): Route {
  return {
    operation,
    resource: (call) => locate(call)?.key.metadata.Arn ?? '*',
    handle: (call) => answer(keyOf(call, byAlias), call),
  };
}

function rotationOf(key: KmsKey): Output {
  const { KeyId } = key.metadata;
  if (key.rotation === undefined) {
    throw new ApiError(
      'UnsupportedOperationException',
      `${key.metadata.Arn} origin is ${key.metadata.Origin} which is not valid for this operation.`,
    );
  }
  if (!key.rotation.enabled) return { KeyId, KeyRotationEnabled: false };
  return { KeyId, KeyRotationEnabled: true, RotationPeriodInDays: key.rotation.periodInDays ?? 365 };
}

function policyOf(key: KmsKey, call: Call): Output {
  const name = text(call, 'PolicyName') ?? 'default';
  if (name !== 'default' || key.policy === undefined) {
    throw new ApiError('NotFoundException', `No such policy exists`);
  }
  if (key.metadata.AWSAccountId !== call.account.id) throw noAccess(call);
  return { Policy: JSON.stringify(key.policy, null, 2), PolicyName: 'default' };
}

function tagsOf(key: KmsKey, call: Call): Output {
  if (key.metadata.AWSAccountId !== call.account.id) throw noAccess(call);
  const tags = Object.entries(key.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const found = page(call, tags, tagPages);
  const answer = { Tags: found.items, Truncated: found.next !== undefined };
  return found.next === undefined ? answer : { ...answer, NextMarker: found.next };
}

/** The key that a call may read. @throws ApiError NotFoundException or AccessDeniedException as KMS does. */
function keyOf(call: Call, byAlias: boolean): KmsKey {
  const id = required(call, 'KeyId');
  if (!byAlias && id.includes('alias/')) throw new ApiError('NotFoundException', `Invalid keyId '${id}'`);
  const found = locate(call);
  const account = /^arn:aws[a-z-]*:kms:[^:]*:(\d+):/.exec(id)?.[1] ?? call.account.id;
  if (found === undefined) {
    if (account !== call.account.id) throw noAccess(call);
    throw new ApiError(
      'NotFoundException',
      `${id.includes('alias/') ? 'Alias' : 'Key'} '${arnOf(call, id)}' does not exist`,
    );
  }
  if (found.account !== call.account.id && !allowsAccount(found.key.policy, call.account.id, `kms:${call.operation}`))
    throw noAccess(call);
  return found.key;
}

/** The key of an id, an ARN, an alias or an alias's ARN, whoever owns it. */
function locate(call: Call): { key: KmsKey; account: string } | undefined {
  const id = required(call, 'KeyId');
  const arn = /^arn:aws[a-z-]*:kms:([^:]*):(\d+):(?:key\/)?(.+)$/.exec(id);
  const [region = '', owner = '', name = ''] = arn === null ? [call.region, call.account.id, id] : arn.slice(1);
  if (region !== call.region) throw new ApiError('NotFoundException', `Invalid arn ${region}`);
  const estate = call.estate.accounts.find((account) => account.id === owner)?.regions[region]?.kms;
  const keyId = name.startsWith('alias/') ? estate?.aliases?.[name] : name;
  const key = keyId === undefined ? undefined : findItem(estate?.keys, keyId, (item) => item.metadata.KeyId);
  return key === undefined ? undefined : { key, account: owner };
}

function arnOf(call: Call, id: string): string {
  if (id.startsWith('arn:')) return id;
  return `arn:aws:kms:${call.region}:${call.account.id}:${id.startsWith('alias/') ? id : `key/${id}`}`;
}

function noAccess(call: Call): ApiError {
  const who = `User: ${call.caller.arn} is not authorized to perform: kms:${call.operation}`;
  return new ApiError(
    'AccessDeniedException',
    `${who} on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}
