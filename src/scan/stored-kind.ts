import type { LinkDecl } from '../model/kinds/declare.ts';
import { type KindName, kinds, linksOf } from '../model/kinds/index.ts';

const links = new Map<string, Readonly<Record<string, LinkDecl>>>();

/** Declared links of a stored kind by name; none for a kind that this version does not know. Asked once a link, so kept. */
export function declaredLinks(kind: string): Readonly<Record<string, LinkDecl>> {
  let found = links.get(kind);
  if (!found) {
    found = kind in kinds ? linksOf(kind as KindName) : {}; // checked just here
    links.set(kind, found);
  }
  return found;
}

/** What a person calls many of a stored kind. */
export function nounOf(kind: string): string {
  return kind in kinds ? kinds[kind as KindName].noun[1] : kind; // checked just here
}
