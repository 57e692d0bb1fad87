import { hash } from 'node:crypto';

/**
 * Finding key: the same over scans, versions, severities and texts.
 *
 * @returns SHA-256, hex, over the fields joined by newlines; see reference/standards.md section 2 of the design.
 */
export function findingKey(
  control: string,
  provider: string,
  account: string,
  region: string,
  resource: string,
): string {
  return sha256(['v1', control, provider, account, region, resource].join('\n'));
}

/** Event uid: this finding in this scan. */
export function findingUid(key: string, scan: string): string {
  return sha256(`${key}\n${scan}`);
}

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}
