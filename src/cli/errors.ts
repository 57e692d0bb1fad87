import { type ErrorCode, PlumblineError } from '../model/errors.ts';
import { jsonText, note, plainText } from './terminal.ts';

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
export function sayError(error: unknown, { debug, json }: { debug: boolean; json: boolean }): void {
  const known = error instanceof PlumblineError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? known.hint : 'This is a defect. Run again with --debug to see where it happened.';
  if (json) {
    const stack = debug ? { stack: stacksOf(error) } : {};
    note(
      jsonText({
        at: new Date().toISOString(),
        event: 'error',
        code: known?.code ?? 'UNEXPECTED',
        message,
        hint: hint ?? '',
        ...stack,
      }),
    );
    return;
  }
  note(`plumbline: ${known ? '' : 'unexpected: '}${plainText(message)}`);
  if (hint) note(`  ${plainText(hint)}`);
  if (debug) for (const stack of stacksOf(error)) note(plainText(stack));
}

function stacksOf(error: unknown): string[] {
  const out: string[] = [];
  for (let at: unknown = error; at instanceof Error && out.length < 20; at = at.cause) out.push(at.stack ?? at.message);
  return out;
}
