import type { DescribeModelPackageOutput, UserContext } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, notExposed, type Spec } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';
import { type Document, readCard } from './card-content.ts';

const { from, raw } = answersOf<{ DescribeModelPackage: DescribeModelPackageOutput }>('sagemaker');

const approvals = byTable<'approved' | 'pending' | 'rejected' | 'none'>('approval status', {
  Approved: 'approved',
  PendingManualApproval: 'pending',
  Rejected: 'rejected',
});
const status = raw('DescribeModelPackage', '/ModelApprovalStatus');
const createdBy = raw('DescribeModelPackage', '/CreatedBy');
const modifiedBy = raw('DescribeModelPackage', '/LastModifiedBy');

/** Names of stages that AWS's console offers and that are in common use; any other is the customer's own. */
type Stage = 'production' | 'staging' | 'development' | 'archived' | 'none';
const stages: Readonly<Record<string, Stage>> = {
  production: 'production',
  prod: 'production',
  staging: 'staging',
  preproduction: 'staging',
  development: 'development',
  dev: 'development',
  archived: 'archived',
};

const metrics = raw('DescribeModelPackage', '/ModelMetrics');
const baselines = raw('DescribeModelPackage', '/DriftCheckBaselines');
const isThere = (group: object | undefined): boolean =>
  Object.values(group ?? {}).some((member) => (member as { S3Uri?: unknown } | undefined)?.S3Uri !== undefined); // each member is a source with an address

const cardText = raw('DescribeModelPackage', '/ModelCard/ModelCardContent');
const documents: Spec<Document[]> = derive(
  [raw('DescribeModelPackage', '/ModelPackageDescription'), cardText],
  (description, card) => {
    const found = new Set<Document>(card === undefined ? [] : readCard(card).documents);
    if (description !== undefined && description.trim() !== '') found.add('description');
    return [...found];
  },
);

const jobArn = /^arn:[a-z-]+:sagemaker:[a-z0-9-]+:\d{12}:(training|processing|transform)-job\/[A-Za-z0-9-]{1,63}$/;
/** Jobs that the package itself names as where it comes from. */
export const jobs: Spec<(string | MissingValue)[]> = derive(
  [raw('DescribeModelPackage', '/MetadataProperties/GeneratedBy'), raw('DescribeModelPackage', '/SourceUri')],
  (generatedBy, source) => {
    const named = [generatedBy, source].filter((one) => one !== undefined && jobArn.test(one)) as string[]; // absent ones are filtered out
    return named.length > 0
      ? [...new Set(named)]
      : missing('The package names no job. Ask for its lineage (QueryLineage).', 'not-exposed');
  },
);

/** What a package says of itself: who made and approved it, where it stands, how it was tested. */
export const versionRows = {
  documents,
  approval: from(
    'DescribeModelPackage',
    '/ModelApprovalStatus',
    approvals,
    { absent: 'none' as const }, // optional for versions, without meaning for packages that have none
  ),
  // Whoever changed it last may have approved it: good enough to find the same person, not to rule one out.
  approvedBy: derive([status, modifiedBy, createdBy], (value, changed, created) => {
    const approval = approvals(value ?? 'left out');
    if (value !== undefined && isMissingValue(approval)) return approval;
    if (approval !== 'approved') return '';
    const [author, last] = [identityOf(created), identityOf(changed)];
    if (last === undefined || last === author) return author ?? nobodyNamed('UpdateModelPackage');
    return missing(
      'SageMaker names the last change only. Ask for the CloudTrail record of UpdateModelPackage.',
      'not-exposed',
    );
  }),
  registeredBy: derive([createdBy], (created) => identityOf(created) ?? nobodyNamed('CreateModelPackage')),
  stage: from(
    'DescribeModelPackage',
    '/ModelLifeCycle/Stage',
    (value): Stage | MissingValue => {
      const name = value.toLowerCase().replaceAll(/[^a-z]/g, '');
      return Object.hasOwn(stages, name)
        ? (stages[name] ?? missing())
        : missing(`stage ${value} is a name of the customer's own`, 'not-exposed');
    },
    { absent: 'none' as const },
  ),
  tests: derive([metrics], (found) => {
    const kinds = [
      ['quality', found?.ModelQuality],
      ['data', found?.ModelDataQuality],
      ['bias', found?.Bias],
      ['explainability', found?.Explainability],
    ] as const;
    return kinds.filter(([, group]) => isThere(group)).map(([name]) => name);
  }),
  robustness: notExposed(
    'Ask for the report of the test with disturbed or hostile inputs, such as the one of fmeval, and where it is kept.',
  ),
  driftBaseline: derive([baselines], (found) => Object.values(found ?? {}).some(isThere)),
};

/** The person where SageMaker knows one, else the IAM identity. */
function identityOf(who: UserContext | undefined): string | undefined {
  return who?.UserProfileArn ?? who?.IamIdentity?.SourceIdentity ?? who?.IamIdentity?.Arn;
}

/** Both members may be left out or empty: then somebody did it all the same, and only CloudTrail tells who. */
function nobodyNamed(call: string): MissingValue {
  return missing(`SageMaker names nobody. Ask for the CloudTrail record of ${call}.`, 'not-exposed');
}
