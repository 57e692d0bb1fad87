import type { ComplianceByConfigRule, ConfigRule, EvaluationResult } from '@aws-sdk/client-config-service';
import type { Scope } from '../../../src/model/evidence.ts';
import type { Missing } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Ask, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, portions, type Row, worstOfEach } from '../../native/results.ts';
import {
  type Recorder,
  type RecorderState,
  recorderStatesList,
  recordersList,
  recordingNow,
} from './config-recorder.ts';
import { managedRuleName } from './rule-identifier.ts';
import { subjectsOf } from './subject.ts';

const paging = { ask: 'NextToken', answer: 'NextToken' };

const rulesList: ListSpec = {
  service: 'config',
  operation: 'DescribeConfigRules',
  permission: 'config:DescribeConfigRules',
  items: 'ConfigRules',
  paging,
};

const complianceList: ListSpec = {
  service: 'config',
  operation: 'DescribeComplianceByConfigRule',
  permission: 'config:DescribeComplianceByConfigRule',
  items: 'ComplianceByConfigRules',
  paging,
};

const resultsList: ListSpec = {
  service: 'config',
  operation: 'GetComplianceDetailsByConfigRule',
  permission: 'config:GetComplianceDetailsByConfigRule',
  items: 'EvaluationResults',
  paging: { ...paging, size: ['Limit', 100] },
};

/** Most names that DescribeComplianceByConfigRule takes: its API reference. */
const namesAtOnce = 25;

const statuses: Record<string, Row['status']> = {
  COMPLIANT: 'pass',
  NON_COMPLIANT: 'fail',
  NOT_APPLICABLE: 'not-applicable',
};

/** Results of the managed rules of AWS Config that the catalog names. */
export const configReader: NativeReader = {
  provider: 'aws',
  id: 'aws/config',
  service: 'config',
  source: 'aws-config',
  calls: [recordersList, recorderStatesList, rulesList, complianceList, resultsList],
  read,
};

async function read(ask: Ask, scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const recorders = await ask.list(recordersList);
  const states = await ask.list(recorderStatesList);
  if (!recorders.endReached || !states.endReached) return notReadable([...recorders.missing, ...states.missing]);
  const recording = recordingNow(
    recorders.items.map(({ item }) => item as unknown as Recorder), // as the SDK types the answer
    states.items.map(({ item }) => item as unknown as RecorderState), // as the SDK types the answer
  );
  if (recording.length === 0) {
    const why = recorders.items.length === 0 ? 'there is no recorder' : 'the recorder is stopped or fails';
    return { state: 'not-enabled', detail: `AWS Config records nothing: ${why}`, rules: 0, rows: [] };
  }
  const found = await rulesWanted(ask, wanted);
  if (found.missing.length > 0) return notReadable(found.missing);
  const evaluated = await withResults(ask, [...found.rules.keys()]);
  if (evaluated.missing.length > 0) return notReadable(evaluated.missing, found.rules.size);

  const rows: Row[] = [];
  const missing: Missing[] = [];
  for (const name of evaluated.names) {
    const results = await ask.list({ ...resultsList, input: { ConfigRuleName: name } });
    // A list that was cut off may lack the worse half: none of it is used.
    if (!results.endReached) missing.push(...results.missing);
    else
      for (const { item, evidence } of results.items)
        rows.push(...rowsOf(item, found.rules.get(name) ?? '', evidence, scope));
  }
  if (missing.length > 0 && rows.length === 0) return notReadable(missing, found.rules.size);
  return {
    state: 'read',
    detail: missing.length === 0 ? '' : 'the results of some rules could not be read',
    rules: found.rules.size,
    ...(missing.length === 0 ? {} : { missing }),
    rows: worstOfEach(rows),
  };
}

/** Rules of the account that are managed by AWS and named by the catalog: the customer's name -> ours. */
async function rulesWanted(ask: Ask, wanted: ReadonlySet<string>) {
  const rules = new Map<string, string>();
  const list = await ask.list(rulesList);
  for (const { item } of list.items) {
    const rule = item as unknown as Jsonified<ConfigRule>; // as the SDK types the answer
    if (rule.Source?.Owner !== 'AWS' || rule.ConfigRuleName === undefined) continue;
    const name = managedRuleName(rule.Source.SourceIdentifier ?? '');
    if (wanted.has(name) && rule.ConfigRuleState !== 'DELETING') rules.set(rule.ConfigRuleName, name);
  }
  return { rules, missing: list.endReached ? [] : list.missing };
}

/** Of these rules, those that have any result: INSUFFICIENT_DATA means that none is there to be read. */
async function withResults(ask: Ask, names: readonly string[]): Promise<{ names: string[]; missing: Missing[] }> {
  const out: string[] = [];
  for (const some of portions(names, namesAtOnce)) {
    const list = await ask.list({ ...complianceList, input: { ConfigRuleNames: some } });
    if (!list.endReached) return { names: [], missing: list.missing };
    for (const { item } of list.items) {
      const one = item as unknown as Jsonified<ComplianceByConfigRule>; // as the SDK types the answer
      if (one.ConfigRuleName !== undefined && one.Compliance?.ComplianceType !== 'INSUFFICIENT_DATA')
        out.push(one.ConfigRuleName);
    }
  }
  return { names: out, missing: [] };
}

function rowsOf(item: object, rule: string, evidence: number, scope: Scope): Row[] {
  const result = item as Jsonified<EvaluationResult>; // as the SDK types the answer
  const about = result.EvaluationResultIdentifier?.EvaluationResultQualifier;
  // A proactive evaluation is of a resource that does not exist yet.
  if (about?.ResourceType === undefined || about.ResourceId === undefined || about.EvaluationMode === 'PROACTIVE')
    return [];
  const status = statuses[result.ComplianceType ?? ''] ?? 'unknown';
  return subjectsOf(about.ResourceType, about.ResourceId, scope).map((subject) => ({
    rule,
    subject,
    status,
    evidence,
  }));
}
