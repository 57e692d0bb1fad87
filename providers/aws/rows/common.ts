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

/** A word of AWS as one of ours; a word that the table does not know is missing, never guessed. */
export function byTable<V>(what: string, table: Readonly<Record<string, V>>): (word: string) => V | MissingValue {
  return (word) =>
    Object.hasOwn(table, word) ? (table[word] as V) : missing(`${what} ${word} is not known to this version`); // it is the table's own
}

/** A status of AWS as a state. */
export function stateOf(table: Readonly<Record<string, State>>): (status: string) => State | MissingValue {
  return byTable('status', table);
}

/** A state that the service has no status for: what exists is in use. */
export const alwaysActive: Spec<State> = { reads: [], map: () => ({ value: 'active', from: [] }) };

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

/** Trait ownership, from a read that answers `Tags` as a list of keys and values. */
export function ownershipFrom(service: string, operation: string) {
  const tags: Spec<Record<string, string>> = {
    reads: [operation],
    map: (answers) => {
      const outcome = answers.get(operation);
      if (outcome.status === 'failed') return { value: { $missing: outcome.missing }, from: [] };
      if (outcome.status !== 'answer') return { value: missing(), from: [] };
      const list = at(outcome.body, '/Tags');
      const from = [{ operation: `${service}:${operation}`, pointer: '/Tags', evidence: outcome.evidence }];
      if (!Array.isArray(list)) return { value: missing(), from };
      const value: Record<string, string> = Object.create(null); // names are untrusted text: `__proto__` is one as well
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
  return { tags, owner: first('ownerTags'), dataClass: first('dataClassTags') };
}

/** Trait ownership, from `sagemaker:ListTags`. */
export const ownership = ownershipFrom('sagemaker', 'ListTags');

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

/** Private doors to the service are not read for this kind: never taken for none. */
export const doorsNotRead: Spec<(string | MissingValue)[]> = fromScope<(string | MissingValue)[]>(() =>
  missing('not read by this version: ec2:DescribeVpcEndpoints for this service', 'out-of-scope'),
);

/** Fact runsAs and link principals of a resource that names one role, and has no default one. */
export function roleIdentity(role: Spec<string | undefined>) {
  const runsAs: Spec<'own' | 'system' | 'user' | 'default' | 'none'> = derive([role], (arn) =>
    arn === undefined || arn === '' ? missing('no role is named') : 'own',
  );
  const principals: Spec<(string | MissingValue)[]> = derive([role], (arn) =>
    arn === undefined || arn === '' ? missing('no role is named') : [arn],
  );
  return { facts: { runsAs }, links: { principals } };
}

/** Who is let in: SageMaker takes signed requests of IAM identities, nothing else. */
export const signedRequests: Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]> = byDesign(
  ['identity'],
  'https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam.html',
  '2026-11',
) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>;

/** Converters. */
export const one = (value: string): string[] => [value];
export const same = <V>(value: V): V => value;
