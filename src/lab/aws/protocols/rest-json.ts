import type { LabRequest } from '../../options.ts';
import type { CommonErrors, Input, Output, Parsed, Protocol } from '../route.ts';
import { parseInput } from './json.ts';

const errors: CommonErrors = {
  denied: ['AccessDeniedException', 403],
  throttled: ['TooManyRequestsException', 429],
  internal: ['InternalException', 500],
  expired: ['ExpiredTokenException', 403],
  unknownKey: ['UnrecognizedClientException', 403],
  noCredentials: ['MissingAuthenticationTokenException', 403],
  unknownOperation: ['UnknownOperationException', 404],
  invalid: ['InvalidInputException', 400],
  badToken: ['InvalidInputException', 400],
};

/**
 * REST with JSON: the operation is a method and a path, the error's type a header.
 *
 * @param paths Operation by `METHOD /path`.
 */
export function restJson(paths: Readonly<Record<string, string>>): Protocol {
  return {
    errors,
    parse: (request) => parse(request, paths),
    write: (_service, _operation, output: Output, requestId) => ({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
      // Dates become ISO 8601, as the restJson services write times that are no timestamps of the model.
      body: JSON.stringify(output),
    }),
    fail: (_service, _operation, error, requestId) => ({
      status: error.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': error.code,
        ...error.headers,
      },
      body: JSON.stringify({ Message: error.message, ...error.details }),
    }),
  };
}

function parse(request: LabRequest, paths: Readonly<Record<string, string>>): Parsed | undefined {
  const [path = '/', search = ''] = request.url.split('?');
  const operation = paths[`${request.method} ${path}`];
  if (operation === undefined) return undefined;
  const query: Input = Object.fromEntries(new URLSearchParams(search));
  return { operation, input: { ...query, ...parseInput(request.body) } };
}
