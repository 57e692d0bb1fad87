/** An address of the report: `#findings?verdict=fail`, `#finding/1a2b3c?verdict=fail`, `#method/NET-001`. */
export interface Address {
  place: string;
  /** What stands behind the slash, decoded; ``. */
  id: string;
  params: URLSearchParams;
}

export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#/, '');
  const question = text.indexOf('?');
  const path = question === -1 ? text : text.slice(0, question);
  const slash = path.indexOf('/');
  return {
    place: slash === -1 ? path : path.slice(0, slash),
    id: slash === -1 ? '' : decoded(path.slice(slash + 1)),
    params: new URLSearchParams(question === -1 ? '' : text.slice(question + 1)),
  };
}

export function formatAddress(place: string, id = '', params = new URLSearchParams()): string {
  const query = params.toString();
  return `#${place}${id === '' ? '' : `/${encodeURIComponent(id)}`}${query === '' ? '' : `?${query}`}`;
}

/** Address of a list with some filters set; several values of one filter are alternatives. */
export function listAddress(place: string, filters: Record<string, string | readonly string[]> = {}): string {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(filters)) {
    for (const value of typeof values === 'string' ? [values] : values) params.append(name, value);
  }
  return formatAddress(place, '', params);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
