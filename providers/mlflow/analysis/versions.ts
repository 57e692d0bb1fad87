import { advisories } from './advisories.ts';

type Parts = readonly [major: number, minor: number, patch: number, released: 0 | 1];

/**
 * Ids of published weaknesses of a version of MLflow, by the dated list.
 *
 * @returns undefined for a text that is no version (PEP 440 as MLflow uses it: `3.17.2`, `3.10.0rc1`, `3.10.1.dev0`).
 */
export function weaknessesOf(version: string): string[] | undefined {
  const parts = parse(version);
  if (!parts) return undefined;
  return advisories
    .filter(({ from, fixed }) => before(parts, parse(fixed)) && (from === '' || !before(parts, parse(from))))
    .map(({ id }) => id);
}

/** A release candidate comes before its release, a fork's own suffix (`+abc`) is the release. */
function parse(version: string): Parts | undefined {
  const found = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(\.?(?:dev|rc|a|b)\d+)|\+[\w.]+)?$/.exec(version);
  return found
    ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0), found[4] === undefined ? 1 : 0]
    : undefined;
}

function before(one: Parts, other: Parts | undefined): boolean {
  if (!other) return false;
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
