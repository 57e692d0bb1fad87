import type { Command } from 'commander';
import { addBaseline } from './commands/baseline.ts';
import { addCompletion } from './commands/completion.ts';
import { addControls } from './commands/controls.ts';
import { addDemo } from './commands/demo.ts';
import { addDiff } from './commands/diff.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExplain } from './commands/explain.ts';
import { addExport } from './commands/export.ts';
import { addLab } from './commands/lab.ts';
import { addPermissions } from './commands/permissions.ts';
import { addReport } from './commands/report.ts';
import { addScan } from './commands/scan.ts';
import { addScans } from './commands/scans.ts';
import { addWatch } from './commands/watch.ts';
import type { Exit } from './exit.ts';

/** The commands, in the order of `--help`. Each imports what it needs when it runs. */
export function addCommands(program: Command, exit: Exit): void {
  addScan(program, exit);
  addReport(program);
  addExport(program, exit);
  addExplain(program);
  addScans(program);
  addDiff(program);
  addBaseline(program);
  addWatch(program, exit);
  addControls(program, exit);
  addPermissions(program);
  addDoctor(program, exit);
  addDemo(program, exit);
  addLab(program);
  addCompletion(program);
}
