import type { MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, byDesign, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';

/** What every resource of Resource Manager has; an answer to a list or a GET is the whole resource. */
export interface ArmResource {
  id: string;
  name: string;
  type: string;
  location?: string;
  kind?: string;
  tags?: Record<string, string>;
  identity?: ArmIdentity;
  sku?: { name?: string; tier?: string };
  systemData?: { createdAt?: string; createdBy?: string; lastModifiedAt?: string; lastModifiedBy?: string };
}

export interface ArmIdentity {
  type?: string;
  principalId?: string;
  userAssignedIdentities?: Record<string, { principalId?: string; clientId?: string }>;
}

export type State = 'active' | 'stopped' | 'pending' | 'failed' | 'archived' | 'unattached' | 'deleting';

/**
 * Rows of resources that one operation answers, with the facts that all of them have.
 *
 * @param options `tags`: where they stand, when they do not stand beside the id.
 */
export function armRows<T extends ArmResource>(service: string, operation: string, options: { tags?: string } = {}) {
  const { from, raw } = answersOf<{ [operation: string]: T }>(service);
  /** The value at a pointer of the resource, as it came. */
  const field = (pointer: string) => raw(operation, pointer as never) as Spec<unknown>; // pointers of helpers are checked by tests
  const time = (pointer: string): Spec<string> => derive([field(pointer)], timeOf);
  const tags: Spec<Record<string, string>> = derive([field(options.tags ?? '/tags')], (value) => textsOf(value));
  const first = (names: 'ownerTags' | 'dataClassTags'): Spec<string> =>
    derive([tags, fromScope((answers) => answers.settings[names])], (set, wanted) => {
      for (const name of wanted) if (set[name]) return set[name];
      return '';
    });
  return {
    from,
    raw,
    field,
    time,
    /** Traits ownership and residency, and the times of trait lifecycle. */
    common: {
      tags,
      owner: first('ownerTags'),
      dataClass: first('dataClassTags'),
      region: derive([field('/location')], (value) => regionName(value) ?? missing('the answer names no location')),
      processing: byDesign(
        'region' as 'region' | 'geography' | 'global',
        'https://learn.microsoft.com/azure/reliability/regions-overview',
        '2026-11',
      ),
      createdAt: time('/systemData/createdAt'),
      modifiedAt: time('/systemData/lastModifiedAt'),
    },
  };
}

/** ISO 8601, or as HTTP writes dates; Log Analytics answers the latter. */
const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d|[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} )/;

/** A time as it came. What is none is missing, and so is the year 1, which services of .NET write for none. */
export function timeOf(value: unknown): string | MissingValue {
  const isTime =
    typeof value === 'string' &&
    written.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    !value.startsWith('0001-01-01');
  return isTime ? value : missing('the answer has no such time');
}

/** A list's paging, the same for all of Resource Manager. */
export const armPaging = { ask: '$next', answer: 'nextLink' };

/** `West Europe` and `westeurope` are one place. */
export function regionName(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.toLowerCase().replaceAll(' ', '') : undefined;
}

/** Where a listed resource says that it is. */
export const armRegion = ({ item }: Answers): string | undefined => regionName(at(item, '/location'));

/** ARM ids differ in case from answer to answer, and mean the same. */
export const armUid = (item: { [name: string]: unknown }): string => String(item.id).toLowerCase();

/**
 * What has been done with a resource last, as a state. What is running or was updated is active.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations provisioningState
 */
export function provisioned(value: unknown): State | MissingValue {
  const table: Readonly<Record<string, State>> = {
    succeeded: 'active',
    updating: 'active',
    creating: 'pending',
    accepted: 'pending',
    scaling: 'active',
    softdeleted: 'deleting',
    deleting: 'deleting',
    failed: 'failed',
    canceled: 'failed',
    unknown: 'pending',
  };
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return table[word] ?? missing(`provisioning state ${String(value)} is not known to this version`);
}

function textsOf(value: unknown): Record<string, string> {
  const out: Record<string, string> = Object.create(null); // names are untrusted text
  if (typeof value === 'object' && value !== null)
    for (const [name, text] of Object.entries(value)) if (typeof text === 'string') out[name] = text;
  return out;
}
