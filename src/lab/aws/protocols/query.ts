import type { LabRequest, LabResponse } from '../../options.ts';
import type { ApiError, CommonErrors, Input, Parsed, Protocol } from '../route.ts';
import { element, members } from './xml.ts';

const errors: CommonErrors = {
  denied: ['AccessDenied', 403],
  throttled: ['Throttling', 400],
  internal: ['ServiceFailure', 500],
  expired: ['ExpiredToken', 403],
  unknownKey: ['InvalidClientTokenId', 403],
  noCredentials: ['MissingAuthenticationToken', 403],
  unknownOperation: ['InvalidAction', 400],
  invalid: ['ValidationError', 400],
  badToken: ['ValidationError', 400],
};

/** AWS query: a form with Action and Version in, XML out. */
export const query: Protocol = {
  errors,
  parse: (request) => parseForm(request),
  write(service, operation, output, requestId) {
    const result = element(`${operation}Result`, output, { list: 'member' });
    const xml =
      `<${operation}Response xmlns="${service.namespace}">${result}` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
    return respond(200, xml, requestId);
  },
  fail(service, _operation, error, requestId) {
    const type = error.status < 500 ? 'Sender' : 'Receiver';
    const xml = `<ErrorResponse xmlns="${service.namespace}"><Error><Type>${type}</Type>${errorBody(error)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return respond(error.status, xml, requestId);
  },
};

/** Code, message and further members of an error, as elements. */
export function errorBody(error: ApiError): string {
  return members({ Code: error.code, Message: error.message, ...error.details }, { list: 'member' });
}

/** Action and parameters of a form; numbered members become lists, `Filter.1.Value.1` a list in a list. */
export function parseForm(request: LabRequest): Parsed | undefined {
  const form = new URLSearchParams(request.body === '' ? request.url.split('?')[1] : request.body);
  const operation = form.get('Action');
  if (operation === null) return undefined;
  const input: Record<string, unknown> = {};
  for (const [name, value] of form) if (name !== 'Action' && name !== 'Version') put(input, name.split('.'), value);
  return { operation, input: asLists(input) as Input };
}

function put(into: Record<string, unknown>, path: string[], value: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const inner = into[head];
  const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  put(next, rest, value);
  into[head] = next;
}

/** Objects whose keys are 1, 2, 3 ... are lists. */
function asLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => asLists(item));
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, asLists(item)]));
}

function respond(status: number, xml: string, requestId: string): LabResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: xml };
}
