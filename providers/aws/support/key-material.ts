import type { KeyMetadata } from '@aws-sdk/client-kms';
import type { MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

type Key = Jsonified<KeyMetadata>;

/** The period of the keys of AWS, and of a customer's key where none is given. */
const yearly = 365;

/**
 * Whether KMS can renew the material by itself: symmetric encryption keys whose material KMS made, in its own store.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
 */
export function canRotate(key: Key): boolean {
  return specOf(key) === 'SYMMETRIC_DEFAULT' && key.Origin === 'AWS_KMS' && key.CustomKeyStoreId === undefined;
}

/**
 * Days after which the material is renewed by itself; null where it is not. Keys of AWS are renewed every year.
 *
 * @param enabled KeyRotationEnabled; undefined where KMS was not asked, since the key cannot be renewed, or said so itself.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export function rotationDays(
  key: Key,
  enabled: boolean | undefined,
  periodDays: number | undefined,
): number | null | MissingValue {
  if (key.KeyManager === 'AWS') return yearly;
  if (key.KeyManager !== 'CUSTOMER') return missing(`KMS did not say who manages the key`);
  if (!knownMaterial(key)) return missing('KMS did not say what kind of key it is, in words known to this version');
  if (!canRotate(key) || enabled !== true) return null;
  return periodDays ?? yearly;
}

/**
 * Where the key is kept. Material that was imported is kept in the HSMs of KMS like its own; only an external key store
 * leaves it outside.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html
 */
export function protectionOf(origin: string): 'external' | 'hsm' | MissingValue {
  if (origin === 'EXTERNAL_KEY_STORE') return 'external';
  if (origin === 'AWS_KMS' || origin === 'EXTERNAL' || origin === 'AWS_CLOUDHSM') return 'hsm';
  return missing(`origin ${origin} is not known to this version`);
}

/**
 * Whether the key cannot be destroyed at once. A key waits seven days at least to be deleted, but imported material can
 * be deleted from under it without a wait, and material in a store of the customer's own is out of the hands of KMS.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html
 */
export function purgeProtected(origin: string): boolean | MissingValue {
  if (origin === 'AWS_KMS') return true;
  if (origin === 'EXTERNAL' || origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE') return false;
  return missing(`origin ${origin} is not known to this version`);
}

/**
 * Kinds of keys that KMS cannot renew by itself.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
 */
const notSymmetric: ReadonlySet<string> = new Set([
  ...['RSA_2048', 'RSA_3072', 'RSA_4096'],
  ...['ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519'],
  ...['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'],
  ...['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87', 'ML_KEM_512', 'ML_KEM_768', 'ML_KEM_1024'],
  'SM2',
]);
const origins: ReadonlySet<string> = new Set(['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']);

/** Whether both members that decide are there, in words that are known. */
function knownMaterial(key: Key): boolean {
  const spec = specOf(key);
  return (
    spec !== undefined &&
    (spec === 'SYMMETRIC_DEFAULT' || notSymmetric.has(spec)) &&
    key.Origin !== undefined &&
    origins.has(key.Origin)
  );
}

/** Both members hold the same; older answers have only the second. */
function specOf(key: Key): string | undefined {
  return key.KeySpec ?? key.CustomerMasterKeySpec;
}
