import type { JsonObject } from '../../../src/model/json.ts';

/** The location that tests read. */
export const parent = 'projects/111/locations/europe-west4';
export const ours = '//aiplatform.googleapis.com/projects/imaging-train/locations/europe-west4';
export const key = 'projects/imaging-train/locations/europe-west4/keyRings/r/cryptoKeys/k';
export const keyUid = `//cloudkms.googleapis.com/${key}`;
export const account = (email: string) => `//iam.googleapis.com/projects/imaging-train/serviceAccounts/${email}`;

/** What nearly every resource has. */
export function described(collection: string, more: JsonObject): JsonObject {
  return {
    name: `${parent}/${collection}/7`,
    displayName: 'triage',
    description: 'Triage of chest images',
    labels: { owner: 'imaging' },
    createTime: '2026-03-12T03:30:42.036373Z',
    updateTime: '2026-03-12T03:51:47.191152Z',
    encryptionSpec: { kmsKeyName: key },
    ...more,
  };
}
