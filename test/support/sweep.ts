import type { Finding } from '../../src/model/finding.ts';

/** A verdict of a broken scan that the quiet one does not bear out, in words; none is what the promise asks for. */
export interface Broken {
  finding: string;
  problem: string;
}

const decided = (finding: Finding) => finding.verdict === 'pass' || finding.verdict === 'fail';
const say = ({ control, resource, verdict }: Finding) => `${control} ${verdict} ${resource.uid}`;

/**
 * Holds a scan in which something could not be read against a quiet scan of the same estate.
 *
 * No pass or fail may be there that the quiet scan does not have; none may rest on the operation that failed; what has
 * become unknown says which operation, error code and permission.
 */
export function compareSweep(
  quiet: readonly Finding[],
  broken: readonly Finding[],
  operation: string,
  expects: { permission: boolean },
): Broken[] {
  const before = new Map(quiet.map((finding) => [finding.key, finding]));
  const out: Broken[] = [];
  const bad = (finding: Finding, problem: string) => out.push({ finding: say(finding), problem });
  for (const finding of broken) {
    const was = before.get(finding.key);
    if (decided(finding)) {
      if (!was) bad(finding, 'is decided, and the quiet scan does not have it');
      else if (was.verdict !== finding.verdict) bad(finding, `is decided, and was ${was.verdict}`);
      const rests = finding.observed.find(
        (one) => one.value !== undefined && one.from.some((source) => source.operation === operation),
      );
      if (rests) bad(finding, `rests on ${operation}, which never answered: ${rests.fact}`);
    }
    if (finding.verdict === 'unknown' && was?.verdict !== 'unknown') {
      const cause = finding.missing.find((one) => one.operation === operation);
      if (!cause) bad(finding, `became unknown without naming ${operation}: ${finding.reason}`);
      else if (!cause.errorCode) bad(finding, 'names no error code');
      else if (expects.permission && !cause.permission) bad(finding, 'names no permission');
    }
  }
  return out;
}

/** Findings of the quiet scan that are decided, are not in the broken one, and that nothing there stands for. */
export function lostWithoutTrace(quiet: readonly Finding[], broken: readonly Finding[]): string[] {
  const after = new Set(broken.map((finding) => finding.key));
  // A scope finding of the control anywhere in the account stands for resources that nobody could list.
  const scopes = new Set(
    broken.filter((finding) => finding.population).map((finding) => `${finding.control}|${finding.resource.account}`),
  );
  return quiet
    .filter((finding) => decided(finding) && !after.has(finding.key))
    .filter((finding) => !scopes.has(`${finding.control}|${finding.resource.account}`))
    .map(say);
}
