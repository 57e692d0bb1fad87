import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';

type State = 'active' | 'stopped' | 'pending' | 'failed' | 'archived' | 'unattached' | 'deleting';

/** Where the documentation says that JSON leaves out what is empty, zero or false. */
export const protoJson = 'https://protobuf.dev/programming-guides/json/#presence';

/** Paging of Google's lists, and what they all leave out. @see https://google.aip.dev/158 and 217 */
export const googleList = {
  paging: { ask: 'pageToken', answer: 'nextPageToken' },
  emptyOmitted: protoJson,
  partial: ['unreachable'],
} as const satisfies Partial<ListSpec>;

/** The same with pages of a given size. */
export function pagesOf(size: number) {
  return { ...googleList, paging: { ...googleList.paging, size: ['pageSize', size] as const } };
}

/** Trait residency: the location of the scope, where Vertex AI also computes. */
export const residency = {
  region: fromScope((answers) => answers.scope.region),
  processing: byDesign('region', 'https://docs.cloud.google.com/vertex-ai/docs/general/locations', '2026-11') as Spec<
    'region' | 'geography' | 'global'
  >,
};

/** A word of Google as one of ours; a word that the table does not know is missing, never guessed. */
export function byTable<V>(what: string, table: Readonly<Record<string, V>>): (word: string) => V | MissingValue {
  return (word) =>
    Object.hasOwn(table, word) ? (table[word] as V) : missing(`${what} ${word} is not known to this version`); // it is the table's own
}

/** A state of Google as one of ours. */
export function stateOf(table: Readonly<Record<string, State>>): (word: string) => State | MissingValue {
  return byTable('state', table);
}

/** A state that the service has no word for: what exists is in use. */
export const alwaysActive: Spec<State> = { reads: [], map: () => ({ value: 'active', from: [] }) };

/** Trait ownership, from labels; left out: none are set. */
export function ownershipOf(labels: Spec<Readonly<Record<string, string>> | undefined>) {
  const tags: Spec<Record<string, string>> = derive([labels], (set) => ({ ...set }));
  const first = (names: 'ownerTags' | 'dataClassTags'): Spec<string> =>
    derive([tags, fromScope((answers) => answers.settings[names])], (set, wanted) => {
      // Labels are lower case: https://cloud.google.com/resource-manager/docs/labels-overview#requirements
      for (const name of wanted) {
        const found = Object.hasOwn(set, name) ? set[name] : set[name.toLowerCase()];
        if (found) return found;
      }
      return '';
    });
  return { tags, owner: first('ownerTags'), dataClass: first('dataClassTags') };
}

/** Reached only through the signed API of Google. */
export const providerApi = {
  publicAccess: byDesign(
    'provider-api',
    'https://docs.cloud.google.com/vertex-ai/docs/general/vpc-psc-vertex-api-https',
    '2026-11',
  ) as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
  allowedRanges: byDesign(
    [] as string[],
    'https://docs.cloud.google.com/vertex-ai/docs/general/vpc-psc-vertex-api-https',
    '2026-11',
  ) as Spec<string[]>,
};

/** Who is let in: Google's API takes tokens of IAM identities. */
export const iamIdentities: Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]> = byDesign(
  ['identity'],
  'https://docs.cloud.google.com/vertex-ai/docs/general/access-control',
  '2026-11',
) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>;

/** A link that this version does not follow: never taken for none. */
export function notRead(what: string): Spec<(string | MissingValue)[]> {
  return fromScope<(string | MissingValue)[]>(() => missing(`not read by this version: ${what}`, 'out-of-scope'));
}

/** Converters. */
export const one = (value: string): string[] => [value];
export const same = <V>(value: V): V => value;

/** Whole minutes of a duration as JSON has it: `7200s`. @see https://protobuf.dev/reference/protobuf/google.protobuf/#duration */
export function minutesOf(duration: string | undefined): number | MissingValue {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? missing('the time is no duration') : Math.ceil(Number(seconds) / 60);
}
