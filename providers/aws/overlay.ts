import type { Json, JsonObject } from '../../src/model/json.ts';

/**
 * The answer as it was received, with times as RFC 3339: the body's own members win, since the SDK's model may lag
 * behind the service; the parsed output only says which numbers are times.
 *
 * @param body Freshly parsed from JSON and ours: times are put in their places in it.
 */
export function overlay(body: unknown, parsed: unknown): Json {
  return timed(body as Json, parsed); // parsed from JSON
}

function timed(body: Json, parsed: unknown): Json {
  if (parsed instanceof Date) return Number.isNaN(parsed.getTime()) ? body : parsed.toISOString();
  if (body === null || typeof body !== 'object' || parsed === null || typeof parsed !== 'object') return body;
  if (Array.isArray(body)) {
    if (!Array.isArray(parsed)) return body;
    let index = 0;
    for (const item of body) {
      if (mayHoldTimes(parsed[index])) body[index] = timed(item, parsed[index]);
      index += 1;
    }
    return body;
  }
  // What the SDK did not name holds no times that it knows of; and names in a body are untrusted text.
  for (const key of Object.keys(parsed)) {
    const item = (parsed as Record<string, unknown>)[key];
    const own = Object.hasOwn(body, key) ? body[key] : undefined;
    if (own !== undefined && mayHoldTimes(item)) body[key] = timed(own, item);
  }
  return body;
}

function mayHoldTimes(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null;
}

/** The parsed output of an answer that is not JSON (XML, CBOR), as JSON. Undefined members are left out. */
export function plain(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object') {
    const out: JsonObject = {};
    for (const [key, item] of Object.entries(value)) if (item !== undefined) put(out, key, plain(item));
    return out;
  }
  return String(value);
}

/** Names of tags and the like are untrusted text: `__proto__` is one as well. */
function put(into: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') into[name] = value;
  else Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true });
}
