import { type Severity, severities } from '../model/verdict.ts';

type Fresh = `new:${Severity}`;

/** `high`: a failure at or above it; `new:high`: only one that did not fail before. */
export type FailOn = Severity | Fresh;

const fresh = severities.map((one): Fresh => `new:${one}`);

export const failOnWords: readonly FailOn[] = [...severities, ...fresh];

export function gateOf(word: FailOn): { severity: Severity; onlyNew: boolean } {
  const severity = severities.find((one) => word === one || word === `new:${one}`) ?? 'info';
  return { severity, onlyNew: word !== severity };
}
