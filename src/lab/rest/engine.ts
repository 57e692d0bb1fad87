import { randomUUID } from 'node:crypto';
import { simulationHeader } from '../../model/simulation.ts';
import { createFaults } from '../faults.ts';
import type { Fault, LabOptions, LabRequest, LabResponse, LoggedRequest, OperationCount, Outcome } from '../options.ts';
import { createThrottle } from '../rates.ts';
import { createRequestLog } from '../request-log.ts';
import { matcher } from './match.ts';
import { pageOf } from './paging.ts';
import { type Dialect, type RestCall, RestError, type RestFault, type RestRoute } from './route.ts';

export interface RestEngineOptions<E> extends Omit<LabOptions, 'estate' | 'maxSessionSeconds'> {
  estate: E;
  routes: readonly RestRoute<E>[];
  dialect: Dialect<E>;
  /** Of the addresses that answers name. Default http. */
  scheme?: 'http' | 'https';
}

/** A simulated REST API without a transport: requests in, answers out. */
export interface RestEngine {
  answer(request: LabRequest): Outcome;
  counts(): Record<string, OperationCount>;
  requests(): readonly LoggedRequest[];
  setFaults(faults: readonly Fault[]): void;
}

/** The common pipeline: route, identify, throttle, apply faults, handle, write. As the engine of AWS, for JSON over REST. */
export function createRestEngine<E>(options: RestEngineOptions<E>): RestEngine {
  const { estate, dialect } = options;
  const now = options.now ?? Date.now;
  const find = matcher(options.routes);
  const mayPass = createThrottle(options.rates, options.now ?? (() => performance.now()));
  const faults = createFaults(options.faults ?? [], options.seed ?? 1);
  const log = createRequestLog(options.keepRequests ?? true);

  function serve(request: LabRequest, call: RestCall<E>, trace: { throttled: boolean }): Outcome {
    const found = find(request.method, call.url.pathname);
    const fail = (fault: RestFault) => dialect.error(fault, call);
    call.operation = found?.route.operation ?? `${request.method} ${call.url.pathname}`;
    call.service = found?.route.service ?? '';
    const open = found?.route.open === true;
    const who = open ? { caller: '' } : dialect.identify(request.headers, estate, call.now);
    if (typeof who === 'string') throw fail(who);
    call.caller = who.caller;
    if (!found) throw fail('unknown-operation');
    call.params = found.params;
    Object.assign(call, dialect.place(call));
    const { service, operation, account, region } = call;
    if (!mayPass(account.id, region, service, operation)) {
      trace.throttled = true;
      throw fail('throttled');
    }
    const fault = faults.strike({
      service,
      operation,
      accountId: account.id,
      accountName: account.name,
      region,
      resource: dialect.resource?.(call) ?? call.url.pathname,
      isList: 'list' in found.route,
    });
    trace.throttled = fault?.kind === 'throttle';
    return handle(call, found.route, fault, fail);
  }

  function answer(request: LabRequest): Outcome {
    const call = toCall(request, options, now());
    const trace = { throttled: false };
    const requestId = randomUUID();
    let outcome: Outcome;
    try {
      outcome = serve(request, call, trace);
    } catch (cause) {
      const error = cause instanceof RestError ? cause : dialect.error('internal', call);
      outcome = { response: written(error.status, error.body, error.headers), delayMs: 0 };
    }
    outcome.delayMs += options.latencyMs ?? 0;
    outcome.response.headers = {
      ...dialect.headers(requestId),
      date: new Date(call.now).toUTCString(),
      [simulationHeader]: 'lab',
      ...outcome.response.headers,
    };
    const status = outcome.cut === 'reset' ? 0 : outcome.response.status;
    const { service, operation, account, region } = call;
    log.add({ account: account.id, region, service, operation, status, at: call.now }, trace.throttled);
    return outcome;
  }

  return { answer, counts: log.counts, requests: log.requests, setFaults: (list) => faults.set(list) };
}

function handle<E>(
  call: RestCall<E>,
  route: RestRoute<E>,
  fault: Fault | undefined,
  fail: (fault: RestFault) => RestError,
): Outcome {
  if (fault?.kind === 'deny') throw fail('denied');
  if (fault?.kind === 'throttle') throw fail('throttled');
  if (fault?.kind === 'server-error') throw fail('internal');
  if (fault?.kind === 'empty-object') return { response: written(200, {}), delayMs: 0 };
  if ('text' in route) return faulted({ response: plain(route.text(call)), delayMs: 0 }, fault);
  const body = 'list' in route ? pageOf(call, route.list(call), route.paging, fault) : route.handle(call);
  if (body === undefined) throw fail('bad-token');
  const more = 'list' in route ? moreOf(call, route, body) : {};
  return faulted({ response: written(200, { ...body, ...more }), delayMs: 0 }, fault);
}

function moreOf<E>(
  call: RestCall<E>,
  { more = {}, paging }: Extract<RestRoute<E>, { paging: object }>,
  body: object,
): object {
  if (typeof more !== 'function') return more;
  const items = (body as Record<string, unknown>)[paging.items]; // the page that was just made
  return more(call, Array.isArray(items) ? items.length : 0);
}

function faulted(outcome: Outcome, fault: Fault | undefined): Outcome {
  if (fault?.kind === 'slow') outcome.delayMs = fault.delayMs ?? 5000;
  if (fault?.kind === 'reset' || fault?.kind === 'truncate') outcome.cut = fault.kind;
  if (fault?.kind === 'not-json') {
    outcome.response.body =
      '<!DOCTYPE html><html><head><title>Proxy</title></head><body>Please sign in.<br></body></html>';
    outcome.response.headers['content-type'] = 'text/html';
  }
  return outcome;
}

function toCall<E>(request: LabRequest, { estate, scheme = 'http' }: RestEngineOptions<E>, now: number): RestCall<E> {
  const { host } = request.headers;
  const url = new URL(request.url, `${scheme}://${typeof host === 'string' ? host : '127.0.0.1'}`);
  return {
    service: '',
    operation: '',
    params: {},
    query: url.searchParams,
    body: bodyOf(request),
    url,
    headers: request.headers,
    estate,
    account: { id: '', name: '' },
    region: '',
    caller: '',
    now,
  };
}

function bodyOf({ body, headers }: LabRequest): Record<string, unknown> {
  if (body === '') return {};
  if (String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // an object has members
  } catch {
    return {};
  }
}

function plain(body: string): LabResponse {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function written(status: number, body: object, headers: Record<string, string> = {}): LabResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
