import type {
  DescribeKeyResponse,
  GetKeyPolicyResponse,
  GetKeyRotationStatusResponse,
  KeyMetadata,
  ListResourceTagsResponse,
} from '@aws-sdk/client-kms';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, derive, missing, notExposed, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';
import { same, stateOf } from '../rows/common.ts';
import { neverIdle, notOfKind, ownershipOf, type PolicyText, residencyOfStore, sharingOf } from './common.ts';
import { canRotate, protectionOf, purgeProtected, rotationDays } from './key-material.ts';

const { from, raw } = answersOf<{
  DescribeKey: DescribeKeyResponse;
  GetKeyRotationStatus: GetKeyRotationStatusResponse;
  GetKeyPolicy: GetKeyPolicyResponse;
  ListResourceTags: ListResourceTagsResponse;
}>('kms');

const metadata = refine(raw('DescribeKey', '/KeyMetadata'), (found) => found ?? missing());
const policy: Spec<PolicyText> = from('GetKeyPolicy', '/Policy', same, { absent: missing() });

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const states = stateOf({
  Enabled: 'active',
  Disabled: 'stopped',
  Creating: 'pending',
  Updating: 'pending',
  PendingImport: 'pending',
  PendingDeletion: 'deleting',
  PendingReplicaDeletion: 'deleting',
  Unavailable: 'failed',
});

/** Keys of AWS cannot be tagged, nobody has to answer for them. */
const tags = derive([metadata, raw('ListResourceTags', '/Tags')], (key, list) =>
  key.KeyManager === 'AWS'
    ? missing('AWS keeps this key; it cannot be tagged.', 'not-supported')
    : list?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
);

function described(got: Answers): Jsonified<KeyMetadata> | undefined {
  const { value } = metadata.map(got);
  return isMissingValue(value) ? undefined : value;
}

/** A key of KMS, read in the account and region that own it. */
export const keys = collector({
  provider: 'aws',
  id: 'aws/support/key',
  service: 'kms',
  kind: 'crypto.key',
  nativeType: 'AWS::KMS::Key',
  at: 'region',
  refer: (uid) => {
    const arn = isArn(uid) ? parseArn(uid) : undefined;
    if (arn?.service !== 'kms' || !arn.resource.startsWith('key/')) return notOfKind('a key of KMS', uid);
    return { scope: { account: arn.account, region: arn.region }, item: { KeyArn: uid } };
  },
  reads: [
    {
      service: 'kms',
      operation: 'DescribeKey',
      permission: 'kms:DescribeKey',
      memo: true,
      expects: 'KeyMetadata',
      input: (item) => ({ KeyId: item.KeyArn ?? '' }),
    },
    {
      service: 'kms',
      operation: 'GetKeyRotationStatus',
      permission: 'kms:GetKeyRotationStatus',
      expects: 'KeyRotationEnabled',
      answers: ['UnsupportedOperationException'],
      input: (item, got) => {
        const key = described(got);
        return key?.KeyManager === 'CUSTOMER' && canRotate(key) ? { KeyId: item.KeyArn ?? '' } : null;
      },
    },
    {
      service: 'kms',
      operation: 'GetKeyPolicy',
      permission: 'kms:GetKeyPolicy',
      expects: 'Policy',
      input: (item) => ({ KeyId: item.KeyArn ?? '', PolicyName: 'default' }),
    },
    {
      service: 'kms',
      operation: 'ListResourceTags',
      permission: 'kms:ListResourceTags',
      pages: { items: 'Tags', ask: 'Marker', answer: 'NextMarker', more: 'Truncated' },
      input: (item, got) => (described(got)?.KeyManager === 'AWS' ? null : { KeyId: item.KeyArn ?? '' }),
    },
  ],
  uid: (item) => String(item.KeyArn),
  name: (item) => String(item.KeyArn).split('/').at(-1) ?? '',
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    ...sharingOf(policy),
    ...ownershipOf(tags, missing()),
    manager: from('DescribeKey', '/KeyMetadata/KeyManager', managerOf, { absent: missing() }),
    // KeyState is what KMS goes by; the flag Enabled only repeats it.
    enabled: from('DescribeKey', '/KeyMetadata/KeyState', enabledIn, { absent: missing() }),
    rotationDays: derive(
      [
        metadata,
        raw('GetKeyRotationStatus', '/KeyRotationEnabled'),
        raw('GetKeyRotationStatus', '/RotationPeriodInDays'),
      ],
      rotationDays,
    ),
    protection: from('DescribeKey', '/KeyMetadata/Origin', protectionOf, { absent: missing() }),
    purgeProtected: from('DescribeKey', '/KeyMetadata/Origin', purgeProtected, { absent: missing() }),
    state: from('DescribeKey', '/KeyMetadata/KeyState', states, { absent: missing() }),
    createdAt: from('DescribeKey', '/KeyMetadata/CreationDate', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the key.'),
    lastUsedAt: notExposed('Ask for the CloudTrail records of Decrypt and GenerateDataKey with this key.'),
  },
  links: {},
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
function managerOf(manager: string): 'customer' | 'provider' | MissingValue {
  if (manager === 'CUSTOMER') return 'customer';
  return manager === 'AWS' ? 'provider' : missing(`manager ${manager} is not known to this version`);
}

function enabledIn(state: string): boolean | MissingValue {
  return isMissingValue(states(state)) ? missing(`status ${state} is not known to this version`) : state === 'Enabled';
}
