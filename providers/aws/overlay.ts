import type { Json, JsonObject } from '../../src/model/json.ts';

/**
 * The answer as it was received, with times as RFC 3339: the body's own members win, since the SDK's model may lag
 * behind the service; the parsed output only says which numbers are times.
 */
export function overlay(body: unknown, parsed: unknown): Json {
  if (parsed instanceof Date) return Number.isNaN(parsed.getTime()) ? plain(body) : parsed.toISOString();
  if (Array.isArray(body)) {
    const other = Array.isArray(parsed) ? parsed : [];
    return body.map((item, index) => overlay(item, other[index]));
  }
  if (body !== null && typeof body === 'object') {
    const other = parsed !== null && typeof parsed === 'object' ? (parsed as Record<string, unknown>) : {}; // members are checked one by one
    const out: JsonObject = {};
    for (const [key, value] of Object.entries(body)) out[key] = overlay(value, other[key]);
    return out;
  }
  return plain(body);
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
    for (const [key, item] of Object.entries(value)) if (item !== undefined) out[key] = plain(item);
    return out;
  }
  return String(value);
}
