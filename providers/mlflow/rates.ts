import type { Rate } from '../../src/limits/bucket.ts';

/**
 * Guesses: a server of one's own has no published limits, and is often one small machine, so all reads of one server
 * draw on one bucket. The gate lowers the rate when a server refuses. A Databricks workspace also serves its users, and
 * refuses sooner.
 */
const guessed: Rate = { perSecond: 10, burst: 20 };
const databricks: Rate = { perSecond: 3, burst: 5 };

/** Rate of one read of one server. @param account Id of the server. */
export function mlflowRate(service: string, account: string): Rate {
  if (service === 'connection') return { perSecond: 10, burst: 20 };
  return { ...(/databricks\./.test(account) ? databricks : guessed), pool: account };
}
