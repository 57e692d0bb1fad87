import type { Account, Estate, RegionEstate } from '../estate.ts';
import type { LabRequest, LabResponse } from '../options.ts';
import type { Caller, Sessions } from '../sessions.ts';

/** Parameters of a call, as parsed from the wire. */
export type Input = Readonly<Record<string, unknown>>;

/** Members of an answer, as the operation's output shape names them; Dates are written as the protocol writes times. */
export type Output = object;

/** All that a handler may look at: it computes the answer from this alone. */
export interface Call {
  service: string;
  operation: string;
  input: Input;
  account: Account;
  region: string;
  /** What the account has in the region of the call. */
  here: RegionEstate;
  estate: Estate;
  caller: Caller;
  /** Gives out temporary credentials; for STS. */
  sessions: Sessions;
  /** Milliseconds since 1970. */
  now: number;
}

/** How one operation is answered. */
export interface Route {
  /** Operation as the API names it. */
  operation: string;
  /** IAM action that it needs, where it is not `service:Operation`. */
  action?: string;
  /** Members that carry the page token in the question and in the answer; lists only. */
  token?: { input: string; output: string };
  /** ARN of the one resource that the call reads; `*` where absent. */
  resource?: (call: Call) => string;
  handle: (call: Call) => Output;
}

/** What a request asks for. */
export interface Parsed {
  operation: string;
  input: Input;
}

/** How a service's calls and answers look on the wire. */
export interface Protocol {
  /** @returns undefined when the request names no operation. */
  parse: (request: LabRequest, service: Service) => Parsed | undefined;
  write: (service: Service, operation: string, output: Output, requestId: string) => LabResponse;
  fail: (service: Service, operation: string, error: ApiError, requestId: string) => LabResponse;
  /** How the common errors are called. */
  errors: CommonErrors;
}

/** Code and status of the errors that every operation may answer. */
export interface CommonErrors {
  denied: ErrorName;
  throttled: ErrorName;
  internal: ErrorName;
  expired: ErrorName;
  unknownKey: ErrorName;
  noCredentials: ErrorName;
  unknownOperation: ErrorName;
  invalid: ErrorName;
  badToken: ErrorName;
}

/** Error code and HTTP status. */
export type ErrorName = readonly [code: string, status: number];

/** One AWS service: how it is called on the wire and what it answers. */
export interface Service {
  /** Name in logs, rates and faults. */
  name: string;
  /** Service name in the credential scope. */
  signingName: string;
  protocol: Protocol;
  /** Prefix of X-Amz-Target (JSON). */
  target?: string;
  /** XML namespace (XML). */
  namespace?: string;
  /** Prefix of its IAM actions, where it is not the name. */
  iamPrefix?: string;
  /** Errors that it calls otherwise than its protocol's others. */
  errors?: Partial<CommonErrors>;
  routes: ReadonlyMap<string, Route>;
}

/** An error that AWS would answer; code and HTTP status as that service sends them. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error: elements in XML, members in JSON. */
  readonly details: Readonly<Record<string, string>>;
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    more: { details?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = more.details ?? {};
    this.headers = more.headers ?? {};
  }
}

/** Routes by operation. */
export function routes(...list: Route[]): ReadonlyMap<string, Route> {
  return new Map(list.map((route) => [route.operation, route]));
}

/** The name of a common error in a service. */
export function errorName(service: Service, error: keyof CommonErrors): ErrorName {
  return service.errors?.[error] ?? service.protocol.errors[error];
}

/** A member of the input that must be a string when it is there. @throws ApiError as the protocol's validation does. */
export function text(call: Call, member: string): string | undefined {
  const value = call.input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ApiError('SerializationException', `${member} is not a string`);
  return value;
}

/** A required string. @throws ApiError ValidationException in the words of AWS's front end when it is missing. */
export function required(call: Call, member: string): string {
  const value = text(call, member);
  if (value !== undefined && value !== '') return value;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  throw new ApiError(
    'ValidationException',
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

/** A list of strings; an absent member is undefined. */
export function texts(call: Call, member: string): readonly string[] | undefined {
  const value = call.input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new ApiError('SerializationException', `${member} is not a list`);
  return value.map(String);
}
