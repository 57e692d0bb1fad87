import type { JsonObject } from '../../../model/json.ts';
import type { GcpPlace, ProjectName } from './make.ts';

/** Keys of a project: renewed by themselves, except the one that was made for the notebooks by hand. */
export function keys(project: ProjectName, { ago, key }: GcpPlace): Record<string, JsonObject[]> {
  const cryptoKey = (nickname: string, level: string, more: JsonObject): JsonObject => ({
    name: key(nickname),
    purpose: 'ENCRYPT_DECRYPT',
    createTime: ago(900),
    labels: { owner: 'imaging-ml', 'data-class': 'phi' },
    primary: { name: `${key(nickname)}/cryptoKeyVersions/4`, state: 'ENABLED', protectionLevel: level },
    versionTemplate: { protectionLevel: level, algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION' },
    destroyScheduledDuration: '2592000s',
    ...more,
  });
  const quarterly = { rotationPeriod: '7776000s', nextRotationTime: ago(-40) };
  const list =
    project === 'train'
      ? [
          cryptoKey('phi', 'HSM', quarterly),
          cryptoKey('features', 'SOFTWARE', quarterly),
          cryptoKey('notebooks', 'SOFTWARE', {}),
        ]
      : [cryptoKey('serving', 'HSM', quarterly), cryptoKey('phi', 'HSM', quarterly)];
  return { 'cloudkms/cryptoKeys': list };
}
