import { isMissingValue, type Missing, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { openEgress, openPorts, type PrefixLists } from '../analysis/security-groups.ts';
import { neverIdle, notOfKind, ownershipOf, residencyOfStore } from './common.ts';
import { byNextToken, type Ec2Answers, referredEc2 } from './ec2-answers.ts';

const { raw } = answersOf<Ec2Answers>('ec2');

const group = refine(
  raw('DescribeSecurityGroups', '/SecurityGroups/0'),
  (found) => found ?? missing('no security group was returned'),
);
const ingress = derive([group], ({ IpPermissions }) => IpPermissions ?? missing());
const egress = derive([group], ({ IpPermissionsEgress }) => IpPermissionsEgress ?? missing());

interface Lists {
  known: PrefixLists;
  lacking: Missing[];
}

/** What stands in the prefix lists that rules name, as far as it could be read. */
const prefixLists: Spec<Lists> = {
  reads: ['GetManagedPrefixListEntries'],
  map: (answers) => {
    const known = new Map<string, string[]>();
    const lacking: Missing[] = [];
    const from = [];
    for (const [id, outcome] of answers.each('GetManagedPrefixListEntries')) {
      if (outcome.status === 'failed') lacking.push(outcome.missing);
      if (outcome.status !== 'answer') continue;
      const { Entries = [] } = outcome.body as { Entries?: { Cidr?: string }[] }; // as the SDK types it
      known.set(
        id,
        Entries.map(({ Cidr }) => Cidr ?? ''),
      );
      from.push({ operation: 'ec2:GetManagedPrefixListEntries', pointer: '/Entries', evidence: outcome.evidence });
    }
    return { value: { known, lacking }, from };
  },
};

/** A security group. */
export const securityGroups = collector({
  provider: 'aws',
  id: 'aws/support/security-group',
  service: 'ec2',
  kind: 'network.firewall',
  nativeType: 'AWS::EC2::SecurityGroup',
  at: 'region',
  refer: (uid) => referredEc2(uid, 'security-group') ?? notOfKind('a security group', uid),
  reads: [
    {
      service: 'ec2',
      operation: 'DescribeSecurityGroups',
      permission: 'ec2:DescribeSecurityGroups',
      expects: 'SecurityGroups',
      input: (item) => ({ GroupIds: [item.Id ?? ''] }),
    },
    {
      service: 'ec2',
      operation: 'GetManagedPrefixListEntries',
      permission: 'ec2:GetManagedPrefixListEntries',
      memo: true,
      pages: { ...byNextToken, size: ['MaxResults', 100], items: 'Entries' },
      each: (_item, got) => {
        const found = group.map(got).value;
        if (isMissingValue(found)) return [];
        const rules = [...(found.IpPermissions ?? []), ...(found.IpPermissionsEgress ?? [])];
        const ids = rules.flatMap((rule) => (rule.PrefixListIds ?? []).map((list) => list.PrefixListId ?? ''));
        return [...new Set(ids)].filter((id) => id !== '');
      },
      input: (_item, _got, id) => ({ PrefixListId: id }),
    },
  ],
  uid: (item) => String(item.Arn),
  name: (item) => String(item.Id),
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    ...ownershipOf(
      derive([group], (found) => found.Tags),
      {},
    ),
    openPorts: derive([ingress, prefixLists], (rules, lists): number[] | MissingValue =>
      settled(lists, rules, (known) => openPorts(rules, known)),
    ),
    openEgress: deriveSome([egress, prefixLists], (rules, lists): boolean | MissingValue => {
      if (isMissingValue(rules)) return rules;
      if (isMissingValue(lists)) return lists;
      // One rule that is open settles it, whatever a list that could not be read holds.
      return lists.lacking.length > 0 && opensWithoutLists(rules)
        ? true
        : settled(lists, rules, (known) => openEgress(rules, known));
    }),
    state: derive([group], () => 'active' as const),
    createdAt: notExposed('Ask for the CloudTrail record of CreateSecurityGroup.'),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the rules of the group.'),
    lastUsedAt: notSupported('A rule applies whether or not anybody knocks.'),
  },
  links: {},
});

type Rules = { PrefixListIds?: { PrefixListId?: string | undefined }[] | undefined }[];

/** A judgement that needs every list that these rules name. */
function settled<V>({ known, lacking }: Lists, rules: Rules, judge: (known: PrefixLists) => V): V | MissingValue {
  const named = rules.flatMap((rule) => (rule.PrefixListIds ?? []).map((list) => list.PrefixListId ?? ''));
  const [first] = lacking;
  if (first !== undefined && named.some((id) => !known.has(id))) return { $missing: first };
  return judge(known);
}

function opensWithoutLists(rules: Rules): boolean {
  return openEgress(rules.map((rule) => ({ ...rule, PrefixListIds: [] })));
}
