import type { RestRoute } from './route.ts';

interface Compiled<E> {
  route: RestRoute<E>;
  segments: readonly string[];
}

/** Finds the route of a request. Fixed segments win over parameters, so that `/a/search` is not taken for `/a/{id}`. */
export function matcher<E>(
  routes: readonly RestRoute<E>[],
): (method: string, path: string) => { route: RestRoute<E>; params: Record<string, string> } | undefined {
  const compiled: Compiled<E>[] = routes
    .map((route) => ({ route, segments: split(route.path) }))
    .sort((a, b) => weight(a.segments) - weight(b.segments));
  return (method, path) => {
    const asked = split(path);
    for (const { route, segments } of compiled) {
      if ((route.method ?? 'GET') !== method) continue;
      const params = match(segments, asked);
      if (params) return { route, params };
    }
    return undefined;
  };
}

function split(path: string): string[] {
  return path.split('/').filter((one) => one !== '');
}

/** Parameters of several segments come last, then those of one. */
function weight(segments: readonly string[]): number {
  return (
    segments.reduce(
      (sum, one) => sum + (one.startsWith('{+') ? 1000 : /^\{\w+\}$/.test(one) ? 1 : one.includes('{') ? 0.5 : 0),
      0,
    ) -
    segments.length / 100
  );
}

function match(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = Object.create(null); // names come from routes, values from the wire
  let at = 0;
  for (const [index, segment] of segments.entries()) {
    const many = /^\{\+(\w+)\}$/.exec(segment);
    if (many?.[1]) {
      const left = segments.length - index - 1;
      const taken = asked.slice(at, asked.length - left);
      if (taken.length === 0) return undefined;
      params[many[1]] = taken.map(decode).join('/');
      at += taken.length;
      continue;
    }
    const given = asked[at];
    if (given === undefined || !one(segment, given, params)) return undefined;
    at += 1;
  }
  return at === asked.length ? params : undefined;
}

/** A fixed segment, a parameter, or a parameter with a verb behind it (`{name}:search`). */
function one(segment: string, given: string, params: Record<string, string>): boolean {
  const parameter = /^\{(\w+)\}(:\w+)?$/.exec(segment);
  if (!parameter?.[1]) return segment.toLowerCase() === decode(given).toLowerCase();
  const text = decode(given);
  const verb = parameter[2] ?? '';
  if (!text.endsWith(verb)) return false;
  params[parameter[1]] = verb === '' ? text : text.slice(0, -verb.length);
  return true;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
