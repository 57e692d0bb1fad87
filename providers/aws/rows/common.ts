import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { byDesign, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

type State = 'active' | 'stopped' | 'pending' | 'failed' | 'archived' | 'unattached' | 'deleting';

/** Trait residency: the region of the scope, where SageMaker also computes. */
export const residency = {
  region: fromScope((answers) => answers.scope.region),
  processing: byDesign(
    'region',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/regions-quotas.html',
    '2026-11',
  ) as Spec<'region' | 'geography' | 'global'>,
};

/** A status of AWS as a state; a status that the table does not know is missing, never guessed. */
export function stateOf(table: Record<string, State>): (status: string) => State | MissingValue {
  return (status) => table[status] ?? missing(`status ${status} is not known to this version`);
}

/** Tags of a resource by `sagemaker:ListTags`, read to the end. */
export function tagsRead(arn: (item: Record<string, unknown>) => string): ReadSpec {
  return {
    service: 'sagemaker',
    operation: 'ListTags',
    permission: 'sagemaker:ListTags',
    input: (item) => ({ ResourceArn: arn(item) }),
    pages: { items: 'Tags', ask: 'NextToken', answer: 'NextToken' },
  };
}

const tags: Spec<Record<string, string>> = {
  reads: ['ListTags'],
  map: (answers) => {
    const outcome = answers.get('ListTags');
    if (outcome.status === 'failed') return { value: { $missing: outcome.missing }, from: [] };
    if (outcome.status !== 'answer') return { value: missing(), from: [] };
    const list = at(outcome.body, '/Tags');
    const from = [{ operation: 'sagemaker:ListTags', pointer: '/Tags', evidence: outcome.evidence }];
    if (!Array.isArray(list)) return { value: missing(), from };
    const value: Record<string, string> = {};
    for (const tag of list) {
      const key = at(tag, '/Key');
      if (typeof key === 'string') value[key] = String(at(tag, '/Value') ?? '');
    }
    return { value, from };
  },
};

const first = (names: 'ownerTags' | 'dataClassTags'): Spec<string> =>
  derive([tags, fromScope((answers) => answers.settings[names])], (set, wanted) => {
    for (const name of wanted) if (set[name]) return set[name];
    return '';
  });

/** Trait ownership, from the tags. */
export const ownership = { tags, owner: first('ownerTags'), dataClass: first('dataClassTags') };

/** Reached only through the signed API of AWS, in the customer's account. */
export const providerApi = {
  publicAccess: byDesign(
    'provider-api',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html',
    '2026-11',
  ) as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
  allowedRanges: byDesign(
    [] as string[],
    'https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html',
    '2026-11',
  ) as Spec<string[]>,
};

/** Converters. */
export const one = (value: string): string[] => [value];
export const is =
  (wanted: string) =>
  (value: string): boolean =>
    value === wanted;
export const same = <V>(value: V): V => value;
