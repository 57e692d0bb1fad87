import { isMissingValue, missingReasons } from '../model/facts.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { FactDecl } from '../model/kinds/declare.ts';
import { shown, whyUnfit } from './door.ts';
import type { KindShape, Model } from './model.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './yaml-file.ts';

/** Something wrong with a case's facts; where `key` is given, with that key. */
export interface FactFault {
  path: Path;
  key?: string;
  message: string;
}

/** Checks the facts of a case against the declarations of its kind: names, types, enum words. */
export function checkFacts(model: Model, kind: KindShape, facts: JsonObject, at: Path): FactFault[] {
  const known = [...Object.keys(kind.facts), ...Object.keys(kind.links)];
  return Object.entries(facts).flatMap(([name, value]): FactFault[] => {
    const path = [...at, name];
    const decl = Object.hasOwn(kind.facts, name) ? kind.facts[name] : undefined;
    if (decl) return checkValue(decl, value, path);
    const target = Object.hasOwn(kind.links, name) ? model.kinds.get(kind.links[name]?.to ?? '') : undefined;
    if (target) return checkItems(value, path, (item, place) => checkLinked(target, item, place));
    return [{ path: at, key: name, message: `unknown fact '${name}' of ${kind.name}${didYouMean(name, known)}` }];
  });
}

function checkLinked(target: KindShape, item: JsonObject, at: Path): FactFault[] {
  return checkFields(target.facts, item, at, target.name);
}

function checkFields(fields: Readonly<Record<string, FactDecl>>, item: JsonObject, at: Path, of: string): FactFault[] {
  return Object.entries(item).flatMap(([name, value]): FactFault[] => {
    const decl = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (decl) return checkValue(decl, value, [...at, name]);
    return [
      { path: at, key: name, message: `unknown fact '${name}' of ${of}${didYouMean(name, Object.keys(fields))}` },
    ];
  });
}

function checkValue(decl: FactDecl, value: Json, path: Path): FactFault[] {
  if (isMissingValue(value)) return checkMissing(value, path);
  const { of } = decl;
  if (decl.type === 'list' && typeof of === 'object') {
    return checkItems(value, path, (item, place) => checkFields(of.fields, item, place, of.name));
  }
  // Items one by one, so that the problem points to the one that does not fit.
  const items: [string | number, Json, Json][] =
    decl.type === 'list' && Array.isArray(value)
      ? value.map((item, index) => [index, item, [item]])
      : decl.type === 'map' && isObject(value)
        ? Object.entries(value).map(([key, item]) => [key, item, { [key]: item }])
        : [];
  const faults = items.flatMap(([key, item, alone]): FactFault[] => {
    const place = [...path, key];
    if (isMissingValue(item)) return checkMissing(item, place);
    const unfit = whyUnfit(decl, alone);
    return unfit === undefined ? [] : [{ path: place, message: unfit }];
  });
  const unfit = items.length > 0 ? undefined : whyUnfit(decl, value);
  return unfit === undefined ? faults : [{ path, message: unfit }];
}

function checkItems(value: Json, path: Path, check: (item: JsonObject, at: Path) => FactFault[]): FactFault[] {
  if (isMissingValue(value)) return checkMissing(value, path);
  if (!Array.isArray(value)) return [{ path, message: `${shown(value)} is not a list of facts by name` }];
  return value.flatMap((item, index): FactFault[] => {
    const place = [...path, index];
    if (isMissingValue(item)) return checkMissing(item, place);
    return isObject(item) ? check(item, place) : [{ path: place, message: `${shown(item)} are not facts by name` }];
  });
}

/** The tag makes exactly this; a mapping written out by hand has to be the same. */
function checkMissing(value: Json, path: Path): FactFault[] {
  const stated = isObject(value) ? value.$missing : undefined;
  const reason = isObject(stated) && Object.keys(stated).join() === 'reason' ? stated.reason : undefined;
  if (missingReasons.some((each) => each === reason)) return [];
  return [{ path, message: 'a missing fact is written !missing <reason>' }];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
