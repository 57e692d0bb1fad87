import { isMissingValue } from '../facts.ts';
import type { Json } from '../json.ts';
import type { FactDecl, RecordDecl } from './declare.ts';

/**
 * Why a value cannot be that of a fact, in words that do not quote it; undefined where it can: the type, the words of an
 * enum, the members of the items of a list. Missing values in items and their fields fit.
 */
export function misfit(value: Json, { type, values, of, nullable }: FactDecl): string | undefined {
  if (value === null) return nullable ? undefined : 'null';
  if (type === 'bool') return typeof value === 'boolean' ? undefined : 'neither true nor false';
  if (type === 'int') return Number.isInteger(value) ? undefined : 'no whole number';
  if (type === 'timestamp') return isTime(value) ? undefined : 'no time';
  if (type === 'string') return misfitText(value, values);
  if (type === 'map') return isObject(value) && Object.values(value).every(isText) ? undefined : 'no map of texts';
  if (!Array.isArray(value)) return 'no list';
  for (const item of value) {
    if (isMissingValue(item)) continue;
    const wrong = typeof of === 'object' ? misfitRecord(item, of) : misfitItem(item, of, values);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function misfitItem(item: Json, of: FactDecl['of'], values: readonly string[] | undefined): string | undefined {
  if (of === 'int') return Number.isInteger(item) ? undefined : 'an item that is no whole number';
  return misfitText(item, values);
}

function misfitText(value: Json, values: readonly string[] | undefined): string | undefined {
  if (!isText(value)) return 'no text';
  return values === undefined || values.includes(value) ? undefined : 'a word that is not declared';
}

function misfitRecord(item: Json, { fields }: RecordDecl): string | undefined {
  if (!isObject(item)) return 'an item that is no object';
  for (const name in item) if (!Object.hasOwn(fields, name)) return 'an item with a member too many';
  for (const [name, declaration] of Object.entries(fields)) {
    const field = item[name];
    if (isMissingValue(field)) continue;
    const wrong = misfit(field ?? null, declaration);
    if (wrong !== undefined) return `an item whose ${name} is ${wrong}`;
  }
  return undefined;
}

const isText = (value: Json): value is string => typeof value === 'string';
const isTime = (value: Json) => isText(value) && !Number.isNaN(Date.parse(value));
const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
