/** Every error code that Plumbline raises; `style.md` of the design says what each one does to a run. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'CATALOG_INVALID'
  | 'AUTH_MISSING'
  | 'AUTH_EXPIRED'
  | 'ACCESS_DENIED'
  | 'API_DISABLED'
  | 'REGION_DISABLED'
  | 'THROTTLED'
  | 'TIMED_OUT'
  | 'NETWORK'
  | 'SERVER_ERROR'
  | 'PARTIAL'
  | 'NOT_FOUND'
  | 'REJECTED'
  | 'RESPONSE_SHAPE'
  | 'CONTROL_THREW'
  | 'STORE_CORRUPT'
  | 'DISK_FULL'
  | 'OUTPUT_UNWRITABLE'
  | 'RENDER_FAILED'
  | 'SINK_REJECTED'
  | 'ABORTED'
  | 'BUSY'
  | 'INTERNAL';

/** The one error class: what is wrong (message), why (cause) and what to do next (hint). */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PlumblineError';
    this.code = code;
    this.hint = options.hint;
  }
}
