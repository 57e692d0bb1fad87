import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { makeProgram } from '../../src/cli/main.ts';
import { plumbline } from '../support/cli.ts';

const program = makeProgram({ code: 0 });

function everyCommand(command: Command, path: readonly string[] = []): { command: Command; path: readonly string[] }[] {
  return [{ command, path }, ...command.commands.flatMap((one) => everyCommand(one, [...path, one.name()]))];
}

const all = everyCommand(program);
/** Text as it was written, whatever the width at which help broke it. */
const unbroken = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('--help', () => {
  it('knows the commands', () => {
    expect(all.map(({ path }) => path.join(' '))).toEqual([
      '',
      'scan',
      'report',
      'export',
      'export test',
      'export install',
      'export status',
      'export retry',
      'export send',
      'export acknowledge',
      'export discard',
      'explain',
      'scans',
      'scans list',
      'diff',
      'baseline',
      'baseline set',
      'baseline show',
      'baseline clear',
      'watch',
      'controls',
      'controls list',
      'controls show',
      'controls test',
      'controls lint',
      'permissions',
      'doctor',
      'demo',
      'lab',
      'completion',
    ]);
  });

  it.each(all.map(({ command, path }) => [path.join(' ') || '(none)', command, path] as const))(
    'of %s: what it does, every argument and option, examples',
    async (_name, command, path) => {
      const ran = await plumbline([...path, '--help']);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      const text = unbroken(ran.stdout);
      expect(text).toContain(`Usage: ${['plumbline', ...path].join(' ')}`);
      expect(text).toContain(unbroken(command.description()));
      for (const { flags, description } of [...command.options, ...program.options]) {
        expect(text).toContain(flags);
        expect(text).toContain(description);
      }
      for (const one of command.registeredArguments) {
        const name = one.variadic ? `${one.name()}...` : one.name();
        expect(text).toContain(one.required ? `<${name}>` : `[${name}]`);
      }
      for (const one of command.commands) expect(text).toContain(`${one.name()} `);
      expect(text).toMatch(/Examples: .*plumbline/);
      expect(text).not.toContain('(default: [])');
    },
  );

  it('says the words of an option and its default', async () => {
    const { stdout } = await plumbline(['scan', '--help']);
    const text = unbroken(stdout);
    expect(text).toContain('in the scan before: critical, high, medium, low, info, new:critical, new:high,');
    expect(text).toContain('--format <list> reports to render, by comma: html, pdf (default: html,pdf)');
    expect(text).toContain('Exit codes: 0 done; 1 a finding at or above --fail-on; 2');
  });

  it('is told on stderr, with code 2, where no command is given', async () => {
    const ran = await plumbline([]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('Usage: plumbline');
  });

  it('does not break when its reader stops reading', async () => {
    const ran = await plumbline(['--help'], { shell: 'set -o pipefail; "$@" | true' });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('has a version', async () => {
    expect(await plumbline(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
