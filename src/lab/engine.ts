import { randomUUID } from 'node:crypto';
import { simulationHeader } from '../model/simulation.ts';
import {
  ApiError,
  type Call,
  type CommonErrors,
  errorName,
  type Output,
  type Route,
  type Service,
} from './aws/route.ts';
import { services } from './aws/services.ts';
import { readScope, type Scope } from './aws/sigv4.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Fault, LabOptions, LabRequest, LoggedRequest, Outcome } from './options.ts';
import { createThrottle } from './rates.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { type Caller, createSessions } from './sessions.ts';
import { breakPaging, cutPaging } from './token-faults.ts';

/** A lab without a transport: requests in, answers out. */
export interface Engine extends Pick<RequestLog, 'counts' | 'requests'> {
  answer(request: LabRequest): Outcome;
  setFaults(faults: readonly Fault[]): void;
}

/** The state of one lab. */
interface Lab {
  options: LabOptions;
  now: () => number;
  sessions: ReturnType<typeof createSessions>;
  mayPass: ReturnType<typeof createThrottle>;
  faults: Faults;
  log: RequestLog;
}

/** How far a request got: filled in on its way, for the log. */
interface Trace {
  service: Service;
  operation: string;
  account: string;
  region: string;
  throttled: boolean;
}

/** The common pipeline of both transports: identify, throttle, apply faults, handle, write. */
export function createEngine(options: LabOptions): Engine {
  const now = options.now ?? Date.now;
  const lab: Lab = {
    options,
    now,
    sessions: createSessions(options.estate, now, options.maxSessionSeconds),
    mayPass: createThrottle(options.rates, options.now ?? (() => performance.now())),
    faults: createFaults(options.faults ?? [], options.seed ?? 1),
    log: createRequestLog(options.keepRequests ?? true),
  };
  return {
    answer: (request) => answer(lab, request),
    setFaults: (faults) => lab.faults.set(faults),
    counts: lab.log.counts,
    requests: lab.log.requests,
  };
}

function answer(lab: Lab, request: LabRequest): Outcome {
  const header = request.headers.authorization;
  const scope = readScope(typeof header === 'string' ? header : undefined);
  const service = services.find(request, scope?.signingName);
  const trace: Trace = { service, operation: 'unknown', account: '', region: scope?.region ?? '', throttled: false };
  const requestId = toRequestId(service);
  let outcome: Outcome;
  let error: string | undefined;
  try {
    outcome = serve(lab, request, scope, trace, requestId);
  } catch (cause) {
    const failure = toApiError(cause, service);
    error = failure.code;
    const response = service.protocol.fail(service, trace.operation, failure, requestId);
    outcome = { response, delayMs: 0 };
  }
  outcome.delayMs += lab.options.latencyMs ?? 0;
  outcome.response.headers[simulationHeader] = 'lab';
  outcome.response.headers.date = new Date(lab.now()).toUTCString();
  lab.log.add(logged(lab, trace, outcome, error), trace.throttled);
  return outcome;
}

function serve(lab: Lab, request: LabRequest, scope: Scope | undefined, trace: Trace, requestId: string): Outcome {
  const { service } = trace;
  const parsed = service.protocol.parse(request, service);
  trace.operation = parsed?.operation ?? `${request.method} ${request.url.split('?')[0]}`;
  const caller = identify(lab, request, scope, service);
  trace.account = caller.account.id;
  const route = parsed === undefined ? undefined : service.routes.get(parsed.operation);
  if (parsed === undefined || route === undefined) {
    throw common(service, 'unknownOperation', `The lab has no operation ${trace.operation} of ${service.name}.`);
  }
  const call = toCall(lab, service, parsed.input, route, caller, trace.region);
  if (!lab.mayPass(call.account.id, call.region, service.name, route.operation)) {
    trace.throttled = true;
    throw common(service, 'throttled', 'Rate exceeded');
  }
  const resource = route.resource?.(call) ?? '*';
  const fault = lab.faults.strike({
    service: service.name,
    operation: route.operation,
    accountId: call.account.id,
    accountName: call.account.name,
    region: call.region,
    resource,
    isList: route.token !== undefined,
  });
  trace.throttled = fault?.kind === 'throttle';
  return handle(call, route, service, fault, resource, requestId);
}

function handle(
  call: Call,
  route: Route,
  service: Service,
  fault: Fault | undefined,
  resource: string,
  requestId: string,
): Outcome {
  if (fault?.kind === 'deny') throw common(service, 'denied', deniedMessage(call, route, service, resource));
  if (fault?.kind === 'throttle') throw common(service, 'throttled', 'Rate exceeded');
  if (fault?.kind === 'server-error')
    throw common(service, 'internal', 'We encountered an internal error. Please try again.');
  const write = (output: Output) => service.protocol.write(service, route.operation, output, requestId);
  if (fault?.kind === 'empty-object') return { response: emptied(write({})), delayMs: 0 };
  const output = route.handle(cutPaging(call, route));
  const outcome: Outcome = { response: write(breakPaging(output, call, route, fault)), delayMs: 0 };
  if (fault?.kind === 'slow') outcome.delayMs = fault.delayMs ?? 5000;
  if (fault?.kind === 'reset' || fault?.kind === 'truncate') outcome.cut = fault.kind;
  if (fault?.kind === 'not-json') {
    outcome.response.body =
      '<!DOCTYPE html><html><head><title>Proxy</title></head><body>Please sign in.<br></body></html>';
    outcome.response.headers['content-type'] = 'text/html';
  }
  return outcome;
}

/** S3 says of a setting that is off that its element has no members: without members, its answer is without a body. */
function emptied(response: Outcome['response']): Outcome['response'] {
  return String(response.headers['content-type']).includes('xml') ? { ...response, body: '' } : response;
}

function identify(lab: Lab, request: LabRequest, scope: Scope | undefined, service: Service): Caller {
  if (scope === undefined) throw common(service, 'noCredentials', 'Missing Authentication Token');
  const token = request.headers['x-amz-security-token'];
  const caller = lab.sessions.identify(scope.accessKeyId, typeof token === 'string' ? token : undefined);
  if (caller === 'expired') throw common(service, 'expired', 'The security token included in the request is expired');
  if (caller === 'unknown')
    throw common(service, 'unknownKey', 'The security token included in the request is invalid.');
  return caller;
}

function toCall(lab: Lab, service: Service, input: Call['input'], route: Route, caller: Caller, region: string): Call {
  const { account } = caller;
  const here = account.regions[region] ?? {};
  const { estate } = lab.options;
  const { sessions } = lab;
  const call = {
    service: service.name,
    operation: route.operation,
    input,
    account,
    region,
    here,
    estate,
    caller,
    sessions,
  };
  return { ...call, now: lab.now() };
}

function deniedMessage(call: Call, route: Route, service: Service, resource: string): string {
  const action = route.action ?? `${service.iamPrefix ?? service.name}:${route.operation}`;
  const what = `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return `${what} because no identity-based policy allows the ${action} action`;
}

/** A UUID; S3's are sixteen capitals and digits. */
function toRequestId(service: Service): string {
  const id = randomUUID();
  return service.signingName === 's3' ? id.slice(0, 18).replaceAll('-', '').toUpperCase() : id;
}

function common(service: Service, error: keyof CommonErrors, message: string): ApiError {
  const [code, status] = errorName(service, error);
  return new ApiError(code, message, status);
}

function toApiError(cause: unknown, service: Service): ApiError {
  if (cause instanceof ApiError) return cause;
  if (cause instanceof SyntaxError) return new ApiError('SerializationException', 'The request could not be read.');
  const [code, status] = errorName(service, 'internal');
  return new ApiError(code, `The lab failed: ${String(cause)}`, status);
}

function logged(lab: Lab, trace: Trace, outcome: Outcome, error: string | undefined): LoggedRequest {
  const status = outcome.cut === 'reset' ? 0 : outcome.response.status;
  const { service, operation, account, region } = trace;
  const entry = { account, region, service: service.name, operation, status, at: lab.now() };
  return error === undefined ? entry : { ...entry, error };
}
