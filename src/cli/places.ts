import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../model/errors.ts';

/** @returns the path of the store: `sqlite:PATH`, or the default in the user's data directory. */
export function storePath(setting: string | undefined): string {
  if (setting === undefined) {
    const data = process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
    return join(data, 'plumbline', 'plumbline.db');
  }
  if (setting.startsWith('sqlite:') && setting.length > 'sqlite:'.length) return setting.slice('sqlite:'.length);
  throw new PlumblineError('CONFIG_INVALID', `The store "${setting}" is not one that this version knows.`, {
    hint: 'Write sqlite:PATH.',
  });
}

/** A folder of the package: `controls`, `templates`. */
export function packageFolder(name: 'controls' | 'templates'): string {
  const here = fileURLToPath(import.meta.url);
  // src/cli/places.ts in a checkout; dist/src/cli/places.js in a package.
  const up = here.includes(`${join('dist', 'src', 'cli')}`) ? '../../..' : '../..';
  return fileURLToPath(new URL(`${up}/${name}`, import.meta.url));
}

/** Default folder of a scan: one a run, named by its time; a second run in the same minute does not replace the first. */
export function defaultOut(now: Date, below = 'plumbline-out'): string {
  const iso = now.toISOString();
  const path = join(below, `${iso.slice(0, 10)}T${iso.slice(11, 16).replace(':', '')}Z`);
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(name)) return name;
  }
}
