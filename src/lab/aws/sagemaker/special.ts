import type { DescribeModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { findItem } from '../../collection.ts';
import { allowsAccount } from '../../policy-document.ts';
import { type PageRules, page } from '../paging.ts';
import { ApiError, type Call, type Output, type Route, required, text } from '../route.ts';
import { missing, sagemakerArn } from './errors.ts';
import { type Item, listAnswer, pick } from './kind.ts';
import { lastOfArn } from './serve.ts';

const token = { input: 'NextToken', output: 'NextToken' };
const rules: PageRules = {
  size: 'MaxResults',
  token: 'NextToken',
  defaultSize: 10,
  maxSize: 100,
  badToken: ['ValidationException', 400],
};

const packageSummary = [
  'ModelPackageArn',
  'CreationTime',
  'ModelPackageStatus',
  'ModelPackageName',
  'ModelPackageGroupName',
  'ModelPackageVersion',
  'ModelPackageDescription',
  'ModelApprovalStatus',
  'ModelLifeCycle',
  'ModelPackageRegistrationType',
] as const;

/** The operations of SageMaker that are not of the list-and-describe kind. */
export const special: readonly Route[] = [
  { operation: 'ListModelPackages', token, handle: listModelPackages },
  { operation: 'DescribeModelPackage', resource: packageArn, handle: describeModelPackage },
  {
    operation: 'GetModelPackageGroupPolicy',
    resource: (call) => sagemakerArn(call, 'model-package-group', groupName(call)),
    handle: groupPolicy,
  },
  { operation: 'ListPipelineExecutions', token, handle: listPipelineExecutions },
  { operation: 'ListTags', token, handle: listTags },
];

/** Versions of a group, or packages by type: only those without a version where the caller says nothing. */
function listModelPackages(call: Call): Output {
  const group = text(call, 'ModelPackageGroupName');
  const type = text(call, 'ModelPackageType') ?? 'Unversioned';
  const approval = text(call, 'ModelApprovalStatus');
  const keep = (item: DescribeModelPackageOutput) => {
    if (approval !== undefined && item.ModelApprovalStatus !== approval) return false;
    if (group !== undefined) return item.ModelPackageGroupName === lastOfArn(group);
    return type === 'Both' || (item.ModelPackageVersion !== undefined) === (type === 'Versioned');
  };
  const reverse = call.input.SortOrder === 'Descending';
  const found = page(call, call.here.sagemaker?.modelPackages, rules, { keep, reverse });
  // The summary's members are members of the package.
  const items = found.items.map((item) => pick(item as unknown as Item, packageSummary));
  return listAnswer('ModelPackageSummaryList', { items, next: found.next });
}

function packageArn(call: Call): string {
  return sagemakerArn(call, 'model-package', required(call, 'ModelPackageName'));
}

/** A package of the account, or of another whose group's policy lets the account read it. */
function describeModelPackage(call: Call): Output {
  const arn = packageArn(call);
  const [, region, owner, group] = /^arn:aws[a-z-]*:sagemaker:([^:]+):(\d+):model-package\/([^/]+)/.exec(arn) ?? [];
  const account = call.estate.accounts.find((item) => item.id === owner);
  const estate = region === call.region ? account?.regions[region]?.sagemaker : undefined;
  if (owner !== call.account.id) {
    const policy = estate?.modelPackageGroupPolicies?.[group ?? ''];
    if (!allowsAccount(policy, call.account.id, 'sagemaker:DescribeModelPackage')) throw notShared(call, arn);
  }
  const found = findItem(estate?.modelPackages, arn, (item) => item.ModelPackageArn);
  if (found === undefined) throw missing.doesNotExist('ModelPackage', 'model-package')(arn, call);
  return found;
}

function notShared(call: Call, arn: string): ApiError {
  const action = 'sagemaker:DescribeModelPackage';
  const who = `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${arn}`;
  return new ApiError('AccessDeniedException', `${who} because no resource-based policy allows the ${action} action`);
}

function groupName(call: Call): string {
  return lastOfArn(required(call, 'ModelPackageGroupName')) ?? '';
}

function groupPolicy(call: Call): Output {
  const name = groupName(call);
  const policy = call.here.sagemaker?.modelPackageGroupPolicies?.[name];
  if (policy !== undefined) return { ResourcePolicy: JSON.stringify(policy) };
  const arn = sagemakerArn(call, 'model-package-group', name);
  throw new ApiError('ValidationException', `Cannot find resource policy for: ${arn}`);
}

function listPipelineExecutions(call: Call): Output {
  const name = lastOfArn(required(call, 'PipelineName')) ?? '';
  const estate = call.here.sagemaker;
  const pipeline = findItem(estate?.pipelines, name, (item) => item.PipelineName);
  if (pipeline === undefined) throw missing.resourceNotFound('Pipeline')(name, call);
  const reverse = call.input.SortOrder === 'Ascending';
  return listAnswer('PipelineExecutionSummaries', page(call, estate?.pipelineExecutions?.[name], rules, { reverse }));
}

/** Tags of an ARN; like AWS it answers an empty list for many resources that do not exist. */
function listTags(call: Call): Output {
  const arn = required(call, 'ResourceArn');
  const tags = call.here.sagemaker?.tags;
  const found = typeof tags === 'function' ? tags(arn) : (tags?.[arn] ?? []);
  return listAnswer('Tags', page(call, found, { ...rules, defaultSize: 50, minSize: 50 }));
}
