import { readFileSync } from 'node:fs';

/** @returns the version of this package, from its package.json (beside src/ in a checkout, above dist/ in a package). */
export function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      }; // our own file
      if (name === 'plumbline' && found) return found;
    } catch {
      // Not at this depth.
    }
  }
  return '0.0.0';
}
