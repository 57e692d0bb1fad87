import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';

/** Published and recorded answers of one resource provider of Azure; the README beside them says whose they are. */
export function azureFixtures(namespace: string) {
  const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'fixtures', 'azure', namespace);
  const there = existsSync(folder);
  if (!there) console.warn(`SKIPPED: answers of ${namespace}, since ${folder} is not there`);
  /** The body of an answer, as the file has it. */
  const body = (name: string): JsonObject => {
    const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as JsonObject; // each is an object
    return (at(file, '/responses/200/body') ?? at(file, '/response/body') ?? {}) as JsonObject; // bodies are objects
  };
  const items = (name: string): JsonObject[] => {
    const list = body(name).value;
    return Array.isArray(list) ? (list as JsonObject[]) : [];
  };
  /** The first item of a list, which must be there. */
  const item = (name: string): JsonObject => {
    const [first] = items(name);
    if (!first) throw new Error(`${name} has no item`);
    return first;
  };
  return { there, body, items, item };
}
