import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProgram } from '../src/cli/main.ts';
import { loadConfig } from '../src/config/load.ts';
import { scheduledScans } from '../src/config/schedule.ts';
import { CronLine } from '../src/schedule/cron.ts';
import { temporaryFolder } from './support/cli.ts';

const folder = fileURLToPath(new URL('../deploy', import.meta.url));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const program = makeProgram({ code: 0 });

/** Holds a command line against the commands and options that there are. */
function expectKnown(words: readonly string[]): void {
  const [name = '', ...rest] = words;
  const command = program.commands.find((one) => one.name() === name);
  expect(command, name).toBeDefined();
  const flags = rest.filter((one) => one.startsWith('--'));
  expect(flags.length).toBeGreaterThan(0);
  for (const flag of flags) expect(command?.options.map(({ long }) => long)).toContain(flag);
  expect(rest).toContain('/etc/plumbline/plumbline.yaml');
}

interface CronJob {
  apiVersion: string;
  kind: string;
  spec: {
    schedule: string;
    timeZone: string;
    concurrencyPolicy: string;
    jobTemplate: {
      spec: {
        backoffLimit: number;
        template: {
          spec: {
            restartPolicy: string;
            containers: { args: string[]; volumeMounts: { name: string; mountPath: string }[]; workingDir: string }[];
            volumes: { name: string }[];
          };
        };
      };
    };
  };
}

describe('deploy/', () => {
  it('the Kubernetes CronJob is one, and runs a command line that there is', () => {
    const { apiVersion, kind, spec } = parse(read('cronjob.yaml'), { strict: true, uniqueKeys: true }) as CronJob;
    expect([apiVersion, kind, spec.concurrencyPolicy]).toEqual(['batch/v1', 'CronJob', 'Forbid']);
    expect(new CronLine(spec.schedule, spec.timeZone).after(new Date('2026-11-20T12:00:00Z'))).toEqual(
      new Date('2026-11-21T01:00:00Z'),
    );
    const { restartPolicy, containers, volumes } = spec.jobTemplate.spec.template.spec;
    expect([spec.jobTemplate.spec.backoffLimit, restartPolicy]).toEqual([0, 'Never']);
    const [container] = containers;
    expectKnown(container?.args ?? []);
    const mounts = container?.volumeMounts ?? [];
    expect(mounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
    expect(mounts.map(({ mountPath }) => mountPath)).toContain(container?.workingDir);
  });

  it('the schedule of the README is one', () => {
    const [, text = ''] =
      /```yaml\n(schedule:[\s\S]*?)```/.exec(readFileSync(join(folder, '../README.md'), 'utf8')) ?? [];
    const path = join(temporaryFolder(), 'c.yaml');
    writeFileSync(path, text);
    expect(scheduledScans(loadConfig(path).schedule).map(({ name }) => name)).toEqual(['nightly', 'guardrails']);
  });

  it('the cron line has five times, a user and a command line that there is', () => {
    const [line = '', ...others] = read('plumbline.cron')
      .trimEnd()
      .split('\n')
      .filter((one) => !one.startsWith('#'));
    expect(others).toEqual([]);
    const words = line.split(' ');
    expect(() => new CronLine(words.slice(0, 5).join(' '), 'UTC')).not.toThrow();
    expect(words[5]).toBe('plumbline');
    // Cron takes a percent sign for the end of the line.
    expect(line).not.toContain('%');
    expectKnown(words.slice(words.indexOf('/usr/local/bin/plumbline') + 1));
    expect(readFileSync(join(folder, '../README.md'), 'utf8')).toContain(line);
  });

  it.each(['plumbline-scan.service', 'plumbline-watch.service'])('%s runs a command line that there is', (name) => {
    const [, line = ''] = /^ExecStart=\/usr\/local\/bin\/plumbline (.*)$/m.exec(read(name)) ?? [];
    expectKnown(line.split(' '));
  });

  it('systemd finds nothing wrong with the units', (context) => {
    if (spawnSync('systemd-analyze', ['--version']).error) context.skip('systemd-analyze is not installed here');
    const units = temporaryFolder();
    const names = readdirSync(folder).filter((name) => /\.(service|timer)$/.test(name));
    expect(names).toHaveLength(3);
    // The program is not installed here: any other that is takes its place.
    for (const name of names)
      writeFileSync(join(units, name), read(name).replaceAll('/usr/local/bin/plumbline', '/bin/true'));
    const paths = names.map((name) => join(units, name));
    const ran = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' });
    const about = (ran.stderr ?? '').split('\n').filter((line) => line.includes('plumbline'));
    expect(about).toEqual([]);
    expect(ran.status).toBe(0);
    const calendar = /^OnCalendar=(.*)$/m.exec(read('plumbline-scan.timer'))?.[1] ?? '';
    expect(spawnSync('systemd-analyze', ['calendar', calendar]).status).toBe(0);
  });
});
