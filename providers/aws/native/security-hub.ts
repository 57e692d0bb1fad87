import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Scope } from '../../../src/model/evidence.ts';
import type { Jsonified, JsonObject } from '../../../src/model/json.ts';
import type { Ask, CallSpec, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, portions, type Row, worstOfEach } from '../../native/results.ts';
import { accountSubject } from './subject.ts';

/**
 * An account without Security Hub answers InvalidAccessException ("not subscribed"); a caller without the permission
 * gets AccessDeniedException.
 */
export const hubCall: CallSpec = {
  service: 'securityhub',
  operation: 'DescribeHub',
  permission: 'securityhub:DescribeHub',
  answers: ['InvalidAccessException'],
};

const findingsList: ListSpec = {
  service: 'securityhub',
  operation: 'GetFindings',
  permission: 'securityhub:GetFindings',
  items: 'Findings',
  paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
};

/** Most values of one filter: the API reference of GetFindings. */
const valuesAtOnce = 20;

/** Results of the controls of Security Hub that the catalog names. */
export const securityHubReader: NativeReader = {
  provider: 'aws',
  id: 'aws/security-hub',
  service: 'securityhub',
  source: 'aws-security-hub',
  calls: [hubCall, findingsList],
  read,
};

async function read(ask: Ask, scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const hub = await ask.call(hubCall, {});
  if (hub.status === 'failed') return notReadable([hub.missing]);
  if (hub.status !== 'answer')
    return { state: 'not-enabled', detail: 'Security Hub is not enabled here', rules: 0, rows: [] };
  const findings: Found[] = [];
  for (const controls of portions([...wanted].sort(), valuesAtOnce)) {
    const list = await ask.list({ ...findingsList, input: { Filters: filters(controls, scope) } });
    if (!list.endReached) return notReadable(list.missing);
    for (const { item, evidence } of list.items) findings.push(...foundIn(item, evidence, wanted, scope));
  }
  const rows = worstOfEach(newestOfEach(findings));
  return { state: 'read', detail: '', rules: new Set(rows.map((row) => row.rule)).size, rows };
}

/** An administrator account sees its members and linked regions, too: each of those is read in its own scope. */
function filters(controls: readonly string[], scope: Scope): JsonObject {
  const equals = (values: readonly string[]) => values.map((Value) => ({ Value, Comparison: 'EQUALS' }));
  return {
    ComplianceSecurityControlId: equals(controls),
    RecordState: equals(['ACTIVE']),
    AwsAccountId: equals([scope.account]),
    Region: equals([scope.region]),
  };
}

interface Found extends Row {
  /** RFC 3339, as sent. */
  updatedAt: string;
}

/** What a finding says of each of its resources. The request's filters are checked once more: they are the service's word. */
function foundIn(item: JsonObject, evidence: number, wanted: ReadonlySet<string>, scope: Scope): Found[] {
  const finding = item as unknown as Jsonified<AwsSecurityFinding>; // as the SDK types the answer
  const rule = finding.Compliance?.SecurityControlId ?? '';
  const own = finding.AwsAccountId === scope.account && finding.RecordState === 'ACTIVE';
  if (!own || !wanted.has(rule) || !isOfSecurityHub(finding.ProductArn ?? '')) return [];
  const status = statusOf(finding.Compliance);
  return (finding.Resources ?? []).flatMap((resource) =>
    resource.Id
      ? [{ rule, subject: subjectOf(resource.Id, scope), status, evidence, updatedAt: finding.UpdatedAt ?? '' }]
      : [],
  );
}

/** Security Hub names resources by ARN, and the account as `AWS::::Account:<id>` whatever the region. */
function subjectOf(id: string, { account, region }: Scope): string {
  return id === `AWS::::Account:${account}` ? accountSubject(account, region) : id;
}

/** Products may send any text in their findings, also the id of a control; only Security Hub itself judges by it. */
function isOfSecurityHub(productArn: string): boolean {
  return /^arn:aws[a-z-]*:securityhub:[a-z0-9-]+::product\/aws\/securityhub$/.test(productArn);
}

/** @see https://docs.aws.amazon.com/securityhub/latest/userguide/controls-findings-create-update.html */
function statusOf(compliance: Jsonified<AwsSecurityFinding>['Compliance']): Row['status'] {
  if (compliance?.Status === 'PASSED') return 'pass';
  if (compliance?.Status === 'FAILED') return 'fail';
  const reasons = compliance?.StatusReasons ?? [];
  const spared = reasons.some((reason) => reason.ReasonCode === 'CONFIG_RETURNS_NOT_APPLICABLE');
  return compliance?.Status === 'NOT_AVAILABLE' && spared ? 'not-applicable' : 'unknown';
}

/** Where each standard has a finding of its own, the newest ones stand; of two of the same time both do. */
function newestOfEach(findings: readonly Found[]): Row[] {
  const newest = new Map<string, string>();
  const key = ({ rule, subject }: Row) => `${rule}\n${subject}`;
  for (const one of findings) {
    if (one.updatedAt >= (newest.get(key(one)) ?? '')) newest.set(key(one), one.updatedAt);
  }
  return findings
    .filter((one) => one.updatedAt === newest.get(key(one)))
    .map(({ rule, subject, status, evidence }) => ({ rule, subject, status, evidence }));
}
