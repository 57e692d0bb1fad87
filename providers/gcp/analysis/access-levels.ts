import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { cidrOf, isInternet } from '../../../src/model/mapping/cidr.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/** All that is named has to hold: https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.accessLevels#Condition */
interface Condition {
  ipSubnetworks?: string[];
  devicePolicy?: Record<string, unknown>;
  requiredAccessLevels?: string[];
  members?: string[];
  regions?: string[];
  vpcNetworkSources?: object[];
  negate?: boolean;
}

/** @see https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.accessLevels (2026-11) */
export interface AccessLevel {
  name?: string;
  basic?: { conditions?: Condition[]; combiningFunction?: string };
}

/** The access level of a full name: `accessPolicies/7/accessLevels/office`. */
export type LevelOf = (name: string) => AccessLevel | MissingValue;

/**
 * Whether an access level is granted to whoever asks from wherever they like. One that asks for anything of the caller,
 * the device, or the place is not, unless that place is a large slice of the internet.
 *
 * @param name Full name, or `*`: every source.
 */
export function admitsAnyone(name: string, levelOf: LevelOf, above: readonly string[] = []): boolean | MissingValue {
  // A level that asks for itself adds nothing to what else it asks for.
  if (name === '*' || above.includes(name)) return true;
  const level = levelOf(name);
  if (isMissingValue(level)) return level;
  const conditions = level.basic?.conditions ?? [];
  if (conditions.length === 0)
    return missing(`Ask whom the access level ${name} lets in: it is an expression.`, 'not-exposed');
  const each = conditions.map((one) => meetsAnyone(one, levelOf, [...above, name]));
  return level.basic?.combiningFunction === 'OR' ? anyOf(each) : allOf(each);
}

function meetsAnyone(condition: Condition, levelOf: LevelOf, above: readonly string[]): boolean | MissingValue {
  // Everybody but those who are named: whoever is kept out comes from elsewhere.
  if (condition.negate === true) return true;
  const { ipSubnetworks = [], members = [], regions = [], vpcNetworkSources = [], devicePolicy = {} } = condition;
  const asks = [members, regions, vpcNetworkSources, ...Object.values(devicePolicy)];
  if (asks.some((one) => one === true || (Array.isArray(one) && one.length > 0))) return false;
  if (ipSubnetworks.length > 0 && !ipSubnetworks.some(isWide)) return false;
  return allOf((condition.requiredAccessLevels ?? []).map((name) => admitsAnyone(name, levelOf, above)));
}

/** What is no range of addresses is not sure to keep anybody out. */
const isWide = (range: string) => cidrOf(range) === undefined || isInternet(range);

/** Whether one holds, by what is known of each. */
export function anyOf(each: readonly (boolean | MissingValue)[]): boolean | MissingValue {
  return each.includes(true) || (each.find(isMissingValue) ?? false);
}

function allOf(each: readonly (boolean | MissingValue)[]): boolean | MissingValue {
  return !each.includes(false) && (each.find(isMissingValue) ?? true);
}
