import type { LabRequest, LabResponse } from '../../options.ts';
import type { ApiError, CommonErrors, Input, Output, Parsed, Protocol, Service } from '../route.ts';

const errors: CommonErrors = {
  denied: ['AccessDeniedException', 400],
  throttled: ['ThrottlingException', 400],
  internal: ['InternalFailure', 500],
  expired: ['ExpiredTokenException', 400],
  unknownKey: ['UnrecognizedClientException', 400],
  noCredentials: ['MissingAuthenticationTokenException', 400],
  unknownOperation: ['UnknownOperationException', 400],
  invalid: ['ValidationException', 400],
  badToken: ['ValidationException', 400],
};

/** AWS JSON 1.1: the operation in X-Amz-Target, times as seconds since 1970. */
export const json11 = jsonProtocol('application/x-amz-json-1.1', errors, (code) => code);

/**
 * AWS JSON 1.0 as CloudWatch speaks it, which used to speak the query protocol: error types carry a namespace, and the
 * old code comes in a header of its own.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#awsquerycompatible-trait
 */
export const json10 = jsonProtocol(
  'application/x-amz-json-1.0',
  {
    denied: ['AccessDenied', 403],
    throttled: ['Throttling', 400],
    internal: ['InternalServiceError', 500],
    expired: ['ExpiredToken', 403],
    unknownKey: ['InvalidClientTokenId', 403],
    noCredentials: ['MissingAuthenticationToken', 403],
    unknownOperation: ['InvalidAction', 400],
    invalid: ['ValidationError', 400],
    badToken: ['InvalidNextToken', 400],
  },
  (code) => `com.amazonaws.cloudwatch#${code}`,
);

function jsonProtocol(contentType: string, errors: CommonErrors, typeOf: (code: string) => string): Protocol {
  const respond = (status: number, body: string, requestId: string): LabResponse => ({
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body,
  });
  return {
    parse,
    errors,
    write: (_service, _operation, output, requestId) => respond(200, toJson(output), requestId),
    fail(_service, _operation, error, requestId) {
      const body = { __type: typeOf(error.code), [messageMember(error)]: error.message, ...error.details };
      const response = respond(error.status, JSON.stringify(body), requestId);
      Object.assign(response.headers, error.headers);
      if (contentType.endsWith('1.0')) {
        const side = error.status < 500 ? 'Sender' : 'Receiver';
        response.headers['x-amzn-query-error'] = `${error.code};${side}`;
      }
      return response;
    },
  };
}

/** AWS's authorizer writes `Message`, the services themselves write `message`. */
function messageMember(error: ApiError): 'Message' | 'message' {
  return error.code === 'AccessDeniedException' ? 'Message' : 'message';
}

function parse(request: LabRequest, service: Service): Parsed | undefined {
  const target = request.headers['x-amz-target'];
  const prefix = `${service.target}.`;
  if (typeof target !== 'string' || !target.startsWith(prefix)) return undefined;
  return { operation: target.slice(prefix.length), input: parseInput(request.body) };
}

/** The members of a JSON body; an empty body has none. @throws SyntaxError where the body is no JSON. */
export function parseInput(body: string): Input {
  // A body that is no object has no members to read.
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return typeof value === 'object' && value !== null ? (value as Input) : {};
}

/** JSON of an answer with Dates as seconds since 1970, to the millisecond. */
export function toJson(output: Output): string {
  return JSON.stringify(plain(output));
}

/** A copy without Dates; faster than a replacer, and this is most of what a request costs. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  const copy: Record<string, unknown> = {};
  for (const [member, content] of Object.entries(value)) copy[member] = plain(content);
  return copy;
}
