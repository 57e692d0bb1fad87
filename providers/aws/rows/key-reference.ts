/**
 * Where a KMS key lives, as far as its name tells: an ARN names account and region; an id or an alias is looked up
 * where it is used.
 */
export function keyReference(key: string): { account?: string; region?: string } {
  if (!key.startsWith('arn:')) return {};
  const [, , , region, account] = key.split(':');
  return { ...(account ? { account } : {}), ...(region ? { region } : {}) };
}
