import { type Command, InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../../catalog/nearest.ts';
import type { Format } from '../../formats/index.ts';
import { formatNames, formatVersions, isFormatName } from '../../formats/names.ts';
import { severities, verdicts } from '../../model/verdict.ts';
import type { Exit } from '../exit.ts';
import type { ExportFlags } from '../export-job.ts';
import { choice, list } from '../options.ts';
import { columns, jsonText, out } from '../terminal.ts';
import { addExportSinks } from './export-sinks.ts';

const help = `
Examples:
  plumbline export --scan plumbline-out/demo --format ocsf --out findings.ocsf.ndjson.gz
  plumbline export --scan latest --format ocsf@1.6.0 --verdict fail,unknown --severity critical,high --out -
  plumbline export --scan plumbline-out/demo --format sarif --verdict fail,unknown --out plumbline.sarif
  plumbline export --list-formats

What could not be read is written, too: unknown verdicts, and (in formats that have a place for them) the reads that
failed and how the scan ended. Leave them out only with --verdict. A file is there when it is whole, or not at all.
Pages that do not read the kinds of SARIF may take a pass for an alert: for them, add --verdict fail,unknown.`;

/** `plumbline export`. */
export function addExport(program: Command, exit: Exit): void {
  const command = program
    .command('export')
    .description(
      'write the findings of a finished scan in the format of a receiver; test and tend the sinks of a config',
    )
    .option('--scan <dir>', 'folder that a scan wrote, or id of a scan in the store, or latest')
    .addOption(exportFormatOption())
    .option('--out <file>', 'file to write, compressed where it ends in .gz; - is stdout', '-')
    .addOption(wordsOption('--verdict <list>', 'only these verdicts, by comma', verdicts))
    .addOption(wordsOption('--severity <list>', 'only these severities, by comma', severities))
    .option('--framework <id>', 'only what bears on this framework: soc2, hipaa, ... (repeatable)', list, [])
    .option('--account <id>', 'only this account, by id or name (repeatable)', list, [])
    .option('--security-hub <account/region>', 'for asff: the Security Hub that takes findings of other clouds')
    .option('--store <url>', 'where all scans are kept: sqlite:PATH')
    .option('--list-formats', 'print the formats and their versions')
    .option('--json', 'with --list-formats: as JSON')
    .addHelpText('after', help)
    .action(async (flags: ExportFlags & { listFormats?: boolean; json?: boolean }) => {
      if (flags.listFormats) {
        listFormats((await import('../../formats/index.ts')).formats, flags.json === true);
        return;
      }
      const { exportScan } = await import('../export-job.ts');
      await exportScan(flags);
    });
  addExportSinks(command, exit);
}

function listFormats(formats: readonly Format[], json: boolean): void {
  if (json)
    out(
      jsonText(
        formats.map(({ name, about, versions, extension, mediaType, kind }) => ({
          name,
          about,
          versions,
          extension,
          mediaType,
          kind,
        })),
        1,
      ),
    );
  else
    for (const row of columns(formats.map(({ name, about, versions }) => [name, versions.join(', '), about]))) out(row);
}

/** `--format ocsf` or `--format ocsf@1.6.0`. */
function exportFormatOption(): Option {
  const parse = (value: string) => {
    const [name = '', version, ...more] = value.split('@');
    if (!isFormatName(name))
      throw new InvalidArgumentError(
        `It is one of ${formatNames.join(', ')}${didYouMean(name, formatNames) || '.'} See --list-formats.`,
      );
    const versions: readonly string[] = formatVersions[name];
    if (more.length > 0 || (version !== undefined && !versions.includes(version)))
      throw new InvalidArgumentError(`It is one of ${versions.map((one) => `${name}@${one}`).join(', ')}.`);
    return value;
  };
  return new Option('--format <name>', 'format, and after @ its version where it has several')
    .choices(formatNames)
    .argParser(parse)
    .default('ocsf');
}

function wordsOption<const W extends string>(flags: string, description: string, words: readonly W[]): Option {
  const parse = (value: string, before: W[] = []) => [...before, ...list(value).map(choice(words))];
  return new Option(flags, description).choices(words).argParser(parse).default([]);
}
