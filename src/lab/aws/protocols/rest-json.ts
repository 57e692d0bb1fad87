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
 * @param paths Operation by `METHOD /path`; a part in braces is a member of the input: `GET /agents/{agentId}/`.
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
  const query: Input = Object.fromEntries(new URLSearchParams(search));
  const exact = paths[`${request.method} ${path}`];
  const found = exact === undefined ? byTemplate(request.method, path, paths) : { operation: exact, labels: {} };
  if (found === undefined) return undefined;
  return { operation: found.operation, input: { ...query, ...parseInput(request.body), ...found.labels } };
}

/** The operation whose template a path fits, with what stands in the places of its names. */
function byTemplate(
  method: string,
  path: string,
  paths: Readonly<Record<string, string>>,
): { operation: string; labels: Record<string, string> } | undefined {
  const parts = path.split('/');
  for (const [template, operation] of Object.entries(paths)) {
    const [verb, form = ''] = template.split(' ');
    const names = form.split('/');
    if (verb !== method || !form.includes('{') || names.length !== parts.length) continue;
    const labels: Record<string, string> = {};
    const fits = names.every((name, index) => {
      const part = parts[index] ?? '';
      if (!name.startsWith('{')) return name === part;
      labels[name.slice(1, -1)] = decodeURIComponent(part);
      return part !== '';
    });
    if (fits) return { operation, labels };
  }
  return undefined;
}
