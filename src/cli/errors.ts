import { type ErrorCode, PlumblineError } from '../model/errors.ts';
import { plainText } from './terminal.ts';

const codes: Partial<Record<ErrorCode, number>> = {
  CONFIG_INVALID: 2,
  CATALOG_INVALID: 2,
  AUTH_MISSING: 2,
  OUTPUT_UNWRITABLE: 2,
  ABORTED: 130,
};

export function exitCodeOf(error: unknown): number {
  return error instanceof PlumblineError ? (codes[error.code] ?? 4) : 4;
}

/** Says on stderr what is wrong and what to do next; a stack trace only when asked for. */
export function sayError(error: unknown, debug: boolean): void {
  const text = error instanceof Error ? error.message : String(error);
  const label = error instanceof PlumblineError ? '' : 'unexpected: ';
  process.stderr.write(`plumbline: ${label}${plainText(text)}\n`);
  if (error instanceof PlumblineError && error.hint) process.stderr.write(`  ${plainText(error.hint)}\n`);
  if (debug && error instanceof Error) {
    for (let at: unknown = error; at instanceof Error; at = at.cause)
      process.stderr.write(`${at.stack ?? at.message}\n`);
  } else if (!(error instanceof PlumblineError))
    process.stderr.write('  This is a defect. Run again with --debug to see where it happened.\n');
}
