import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { SecurityHubEstate } from '../estate.ts';
import { type PageRules, page } from './paging.ts';
import { restJson } from './protocols/rest-json.ts';
import { ApiError, type Call, type Output, type Route, routes, type Service, texts } from './route.ts';

const rules: PageRules = {
  size: 'MaxResults',
  token: 'NextToken',
  defaultSize: 10,
  maxSize: 100,
  badToken: ['InvalidInputException', 400],
  badSize: ['InvalidInputException', 400],
};

const token = { input: 'NextToken', output: 'NextToken' };

/** Security Hub: whether it is on, its standards and its findings. */
export const securityhub: Service = {
  name: 'securityhub',
  signingName: 'securityhub',
  protocol: restJson({
    'GET /accounts': 'DescribeHub',
    'POST /standards/get': 'GetEnabledStandards',
    'POST /findings': 'GetFindings',
    'GET /productSubscriptions': 'ListEnabledProductsForImport',
  }),
  routes: routes(
    withHub('DescribeHub', (hub) => hub.hub),
    { ...withHub('GetEnabledStandards', enabledStandards), token },
    { ...withHub('GetFindings', findings), token },
    { ...withHub('ListEnabledProductsForImport', products), token },
  ),
};

/** Values of a finding that a string filter is compared with. */
const fields: Readonly<Record<string, (finding: AwsSecurityFinding) => readonly (string | undefined)[]>> = {
  ProductArn: (f) => [f.ProductArn],
  ProductName: (f) => [f.ProductName],
  AwsAccountId: (f) => [f.AwsAccountId],
  Region: (f) => [f.Region],
  Id: (f) => [f.Id],
  GeneratorId: (f) => [f.GeneratorId],
  Type: (f) => f.Types ?? [],
  Title: (f) => [f.Title],
  SeverityLabel: (f) => [f.Severity?.Label],
  RecordState: (f) => [f.RecordState],
  WorkflowStatus: (f) => [f.Workflow?.Status],
  ComplianceStatus: (f) => [f.Compliance?.Status],
  ComplianceSecurityControlId: (f) => [f.Compliance?.SecurityControlId],
  ComplianceAssociatedStandardsId: (f) => (f.Compliance?.AssociatedStandards ?? []).map((s) => s.StandardsId),
  ResourceType: (f) => (f.Resources ?? []).map((r) => r.Type),
  ResourceId: (f) => (f.Resources ?? []).map((r) => r.Id),
};

function withHub(operation: string, handle: (hub: SecurityHubEstate, call: Call) => Output): Route {
  return {
    operation,
    handle(call) {
      const hub = call.here.securityhub;
      if (hub !== undefined) return handle(hub, call);
      const message = `Account ${call.account.id} is not subscribed to AWS Security Hub`;
      throw new ApiError('InvalidAccessException', message, 401, { details: { Code: 'InvalidAccessException' } });
    },
  };
}

function enabledStandards(hub: SecurityHubEstate, call: Call): Output {
  const arns = texts(call, 'StandardsSubscriptionArns');
  const wanted = (hub.standards ?? []).filter((item) => arns?.includes(item.StandardsSubscriptionArn ?? '') ?? true);
  const found = page(call, wanted, { ...rules, defaultSize: 100 });
  const answer = { StandardsSubscriptions: found.items };
  return found.next === undefined ? answer : { ...answer, NextToken: found.next };
}

function products(hub: SecurityHubEstate, call: Call): Output {
  const found = page(call, hub.products, rules);
  const answer = { ProductSubscriptions: found.items };
  return found.next === undefined ? answer : { ...answer, NextToken: found.next };
}

function findings(hub: SecurityHubEstate, call: Call): Output {
  const tests = filtersOf(call);
  const found = page(call, hub.findings, rules, { keep: (finding) => tests.every((test) => test(finding)) });
  return found.next === undefined ? { Findings: found.items } : { Findings: found.items, NextToken: found.next };
}

interface StringFilter {
  Value?: string;
  Comparison?: string;
}

/** One test a field: positive values of a field are joined by OR, negative ones by AND. */
function filtersOf(call: Call): ((finding: AwsSecurityFinding) => boolean)[] {
  const { Filters: filters } = call.input;
  if (typeof filters !== 'object' || filters === null) return [];
  return Object.entries(filters).map(([name, list]: [string, StringFilter[]]) => {
    const valuesOf = fields[name];
    if (valuesOf === undefined) throw new ApiError('InvalidInputException', `The lab has no filter ${name}.`);
    const positive = list.filter((item) => !isNegative(item));
    const negative = list.filter(isNegative);
    return (finding) => {
      const values = valuesOf(finding).map((value) => value ?? '');
      const isWanted = positive.length === 0 || positive.some((item) => values.some((value) => compares(item, value)));
      return isWanted && negative.every((item) => values.every((value) => compares(item, value)));
    };
  });
}

function isNegative(filter: StringFilter): boolean {
  return filter.Comparison?.includes('NOT_') ?? false;
}

function compares({ Comparison = 'EQUALS', Value = '' }: StringFilter, value: string): boolean {
  if (Comparison === 'EQUALS') return value === Value;
  if (Comparison === 'NOT_EQUALS') return value !== Value;
  if (Comparison === 'PREFIX') return value.startsWith(Value);
  if (Comparison === 'PREFIX_NOT_EQUALS') return !value.startsWith(Value);
  if (Comparison === 'CONTAINS') return value.includes(Value);
  if (Comparison === 'NOT_CONTAINS') return !value.includes(Value);
  throw new ApiError('InvalidInputException', `Invalid comparison ${Comparison}`);
}
