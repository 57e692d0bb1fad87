import { readIfThere, readSecret } from '../../../reports/sinks/secret.ts';
import type { Config } from '../../config/schema.ts';
import { PlumblineError } from '../../model/errors.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, sinksOf } from './config.ts';

export interface SinkFlags {
  config: string;
  store?: string;
  dryRun?: boolean;
}

/** What a person does at one sink: the work says how it ended, for the audit log. */
export type AtSink = (
  configured: Configured,
  to: { config: Config; signal: AbortSignal },
) => Promise<{ code: number; outcome?: string }>;

/** The longest that a person waits, ms. */
const patienceMs = 60_000;

/** Does it at the sink of a name and closes it; what goes wrong is said and noted. @returns an exit code; 1 where it went wrong. */
export async function atSink(
  name: string,
  flags: SinkFlags,
  event: 'sink-tested' | 'sink-installed',
  work: AtSink,
): Promise<number> {
  const config = loadFullConfig(flags.config);
  const [configured] = sinksOf(config, [name], flags.dryRun ? readIfThere : readSecret);
  if (!configured) return 2;
  const note = (outcome: string) =>
    audit(storePath(flags.store ?? config.store), { event, sinks: [name], scan: '', outcome });
  try {
    const { code, outcome } = await work(configured, { config, signal: AbortSignal.timeout(patienceMs) });
    if (outcome !== undefined && !flags.dryRun) note(outcome);
    return code;
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'CONFIG_INVALID') throw error;
    if (!flags.dryRun) note('failed');
    out(plainLine(`failed: ${error instanceof Error ? error.message : String(error)}`));
    return 1;
  } finally {
    await configured.sink.close();
  }
}
