import { jsonText, out, plainLine } from '../terminal.ts';
import { atSink, type SinkFlags } from './at-sink.ts';

/** `plumbline export install`: puts at a receiver what belongs there. @returns 1 when it did not take it all. */
export function installAtSink(name: string, flags: SinkFlags): Promise<number> {
  return atSink(name, flags, 'sink-installed', async ({ sink }, { signal }) => {
    if (!sink.content || !sink.install) {
      out(plainLine(`${sink.name} (${sink.type}) has nothing that Plumbline could put there; see deploy/siem.`));
      return { code: 2 };
    }
    for (const content of sink.content) {
      if (flags.dryRun) out(`${plainLine(`PUT ${content.path}`)}\n${jsonText(content.body, 1)}`);
      else out(plainLine(`${content.path}: ${await sink.install(content, signal)}`));
    }
    return { code: 0, outcome: 'installed' };
  });
}
