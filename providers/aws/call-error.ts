import { sha256 } from '../../src/model/identity.ts';
import { CallError, type RawAnswer } from '../../src/model/provider.ts';
import type { Strange } from './answer-types.ts';
import type { Captured } from './capture.ts';
import { classify, withoutCode } from './errors.ts';

export function header(captured: Captured, name: string): string {
  return captured.headers[name] ?? '';
}

export function requestId(captured: Captured, fallback: string | undefined): string {
  return header(captured, 'x-amzn-requestid') || header(captured, 'x-amz-request-id') || fallback || '';
}

/** Rows are written for the types of the model. What came once in another one will again, so it is not asked anew. */
export function unexpectedType({ pointer, expected }: Strange, answer: RawAnswer): CallError {
  const { status, requestId, serverDate, receivedSha256 } = answer;
  const message = `the answer does not have ${expected} at ${pointer}`;
  return new CallError({
    code: 'PARTIAL',
    errorCode: 'UnexpectedType',
    status,
    requestId,
    serverDate,
    message,
    receivedSha256,
  });
}

interface SdkError {
  name?: string;
  /** Every error that a service sent has it; what the client could not read has not. */
  $fault?: string;
  Code?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

/** An error of the SDK, or of reading its answer, as the gate takes it. */
export function toCallError(error: unknown, captured: Captured): CallError {
  const sdk = (typeof error === 'object' && error !== null ? error : {}) as SdkError; // every member is optional
  const status = captured.status || (sdk.$metadata?.httpStatusCode ?? 0);
  const complete = captured.error === undefined;
  const name = sdk.name ?? 'Error';
  // A body that broke off, or is no JSON, is not the service's word: the status stands, the code is ours.
  const errorCode = !complete
    ? 'IncompleteBody'
    : status >= 200 && status < 300
      ? 'UnreadableBody'
      : status > 0 && (sdk.$fault === undefined || name === 'Unknown' || name === 'UnknownError')
        ? withoutCode(status)
        : (sdk.Code ?? name);
  const message = sdk.message ?? String(error);
  const code = !complete ? 'NETWORK' : classify(errorCode, status, sdk.code ?? '', message);
  const retryAfter = Number(header(captured, 'retry-after'));
  return new CallError(
    {
      code,
      errorCode,
      status,
      requestId: requestId(captured, sdk.$metadata?.requestId),
      serverDate: header(captured, 'date'),
      message,
      receivedSha256: captured.bytes ? sha256(captured.bytes) : '',
      ...(retryAfter > 0 ? { retryAfterMs: retryAfter * 1000 } : {}),
    },
    { cause: error },
  );
}
