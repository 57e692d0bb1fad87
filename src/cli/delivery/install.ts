import { readIfThere, readSecret } from '../../../reports/sinks/secret.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { jsonText, out, plainLine } from '../terminal.ts';
import { loadFullConfig, sinksOf } from './config.ts';

/** `plumbline export install`: puts at a receiver what belongs there. @returns 1 when it did not take it all. */
export async function installAtSink(
  name: string,
  flags: { config: string; store?: string; dryRun?: boolean },
): Promise<number> {
  const config = loadFullConfig(flags.config);
  const [configured] = sinksOf(config, [name], flags.dryRun ? readIfThere : readSecret);
  if (!configured) return 2;
  const { sink } = configured;
  const signal = AbortSignal.timeout(60_000);
  const note = (outcome: string) =>
    audit(storePath(flags.store ?? config.store), { event: 'sink-installed', sinks: [name], scan: '', outcome });
  try {
    if (!sink.content || !sink.install) {
      out(plainLine(`${sink.name} (${sink.type}) has nothing that Plumbline could put there; see deploy/siem.`));
      return 2;
    }
    for (const content of sink.content) {
      if (flags.dryRun) out(`${plainLine(`PUT ${content.path}`)}\n${jsonText(content.body, 1)}`);
      else out(plainLine(`${content.path}: ${await sink.install(content, signal)}`));
    }
    if (!flags.dryRun) note('installed');
    return 0;
  } catch (error) {
    note('failed');
    out(plainLine(`failed: ${error instanceof Error ? error.message : String(error)}`));
    return 1;
  } finally {
    await sink.close();
  }
}
