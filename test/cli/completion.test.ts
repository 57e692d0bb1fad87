import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bashScript } from '../../src/cli/completion/bash.ts';
import { fishScript } from '../../src/cli/completion/fish.ts';
import { commandsOf } from '../../src/cli/completion/tree.ts';
import { zshScript } from '../../src/cli/completion/zsh.ts';
import { makeProgram } from '../../src/cli/main.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';

const commands = commandsOf(makeProgram({ code: 0 }));
const bash = bashScript(commands);

/** What bash offers after these words, the last of which is being typed. */
function offered(words: readonly string[], cwd?: string): string[] {
  const line =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash's
    'eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _plumbline; printf "%s\\n" "${COMPREPLY[@]}"';
  const ran = spawnSync('bash', ['-c', line, 'bash', bash, 'plumbline', ...words], { cwd, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').filter((one) => one !== '');
}

describe('bash', () => {
  it.each<[string, string[], string[]]>([
    ['commands', ['sc'], ['scan', 'scans']],
    ['commands that share a beginning', ['co'], ['controls', 'completion']],
    ['commands of a command', ['controls', ''], ['list', 'show', 'test', 'lint']],
    ['options', ['scan', '--fail'], ['--fail-on', '--fail-on-gaps']],
    ['options of a command of a command', ['controls', 'list', '--js'], ['--json']],
    ['options of the program', ['explain', '--deb'], ['--debug']],
    ['words of an option', ['scan', '--fail-on', 'h'], ['high']],
    ['words of an option, begun', ['scan', '--format', 'p'], ['pdf']],
    ['words after other options', ['scan', '--json', '--log', 'j'], ['json']],
    ['words of an argument', ['permissions', ''], ['aws', 'azure', 'gcp', 'mlflow']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing where anything may stand', ['scan', '--regions', ''], []],
    ['nothing where nothing begins so', ['scam'], []],
  ])('offers %s', (_name, words, expected) => {
    expect(offered(words)).toEqual(expected);
  });

  it('offers folders for --out and files for --config', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a folder'));
    writeFileSync(join(folder, 'a.yaml'), '');
    expect(offered(['scan', '--out', 'a'], folder)).toEqual(['a folder']);
    expect(offered(['scan', '--config', 'a'], folder).sort()).toEqual(['a folder', 'a.yaml']);
    expect(offered(['report', ''], folder)).toEqual(['a folder']);
  });
});

describe.each([
  ['bash', bash],
  ['zsh', zshScript(commands)],
  ['fish', fishScript(commands)],
])('the script for %s', (shell, script) => {
  it('is what the command prints', async () => {
    const ran = await plumbline(['completion', shell]);
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: script });
  });

  it('knows every command, every option and its words', () => {
    for (const { path, options } of commands) {
      for (const name of path) expect(script).toContain(name);
      for (const { flags, value } of options) {
        for (const flag of flags) expect(script).toContain(shell === 'fish' ? flag.replace(/^--?/, '') : flag);
        const told = (word: string) => (shell === 'zsh' ? word.replaceAll(':', '\\:') : word);
        for (const word of value.words) expect(script).toContain(told(word));
      }
    }
  });

  it('is read by the shell without complaint', (context) => {
    const found = spawnSync(shell, ['--version']);
    if (found.error) context.skip(`${shell} is not installed here: its script is not read by it`);
    const ran = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });
});
