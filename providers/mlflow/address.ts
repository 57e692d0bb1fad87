/**
 * Id of a server where the config gives none: host, port where it is not the scheme's own, and path.
 *
 * @param url Address as configured. @throws TypeError when it is none.
 */
export function serverId(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}`.toLowerCase();
}

/** Address below which the API lies, without a slash at its end. */
export function baseOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/** Id of a resource, whatever its name: `mlflow://<server>/<kind>/<id>`, each part of the id encoded. */
export function uidOf(server: string, kind: string, ...id: readonly string[]): string {
  return ['mlflow:/', server, kind, ...id.map((part) => encodeURIComponent(part.toWellFormed()))].join('/');
}
