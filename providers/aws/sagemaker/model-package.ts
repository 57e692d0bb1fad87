import type { DescribeModelPackageGroupOutput, DescribeModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { ownership, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { type ArtifactRow, type ImageRow, supply } from '../rows/supply.ts';
import { type PolicyText, sharingOf } from '../support/common.ts';
import { packageFiles } from './model-containers.ts';
import { groupPolicy, groupPolicyRead, groupRead } from './model-package-group.ts';
import { jobs, versionRows } from './model-package-rows.ts';

const { from, raw } = answersOf<{
  DescribeModelPackage: DescribeModelPackageOutput;
  DescribeModelPackageGroup: DescribeModelPackageGroupOutput;
}>('sagemaker');

const stores = encryption([{ name: 'metadata', key: raw('DescribeModelPackage', '/SecurityConfig/KmsKeyId') }]);
const groupName = raw('DescribeModelPackage', '/ModelPackageGroupName');

const versionPolicy: Spec<PolicyText> = deriveSome([groupName, groupPolicy], (name, policy) => {
  if (isMissingValue(name)) return name;
  return name === undefined ? missing('Only groups of versions can be shared.', 'not-supported') : policy;
});

/** Containers of the package: of its inference specification and of every additional one. */
const parts = derive(
  [
    raw('DescribeModelPackage', '/InferenceSpecification/Containers'),
    raw('DescribeModelPackage', '/AdditionalInferenceSpecifications'),
  ],
  (main, extra) => [...(main ?? []), ...(extra ?? []).flatMap((one) => one.Containers ?? [])],
);
const images: Spec<ImageRow[]> = derive([parts], (list) =>
  // A package may hold files alone.
  list.filter((part) => part.Image !== undefined).map((part) => ({ ref: part.Image, digest: part.ImageDigest })),
);
const artifacts: Spec<ArtifactRow[]> = derive(
  [parts, raw('DescribeModelPackage', '/SourceAlgorithmSpecification')],
  (list, source) => [
    ...list.flatMap(packageFiles),
    ...(source?.SourceAlgorithms ?? [])
      .filter((one) => one.ModelDataUrl !== undefined)
      .map((one) => ({ uri: one.ModelDataUrl, etag: one.ModelDataETag })),
  ],
);
const files = supply({ images, artifacts });

const states = stateOf({
  Completed: 'active',
  Pending: 'pending',
  InProgress: 'pending',
  Failed: 'failed',
  Deleting: 'deleting',
});
export const modelPackages = collector({
  provider: 'aws',
  id: 'aws/sagemaker/model-package',
  service: 'sagemaker',
  kind: 'ml.model_version',
  nativeType: 'AWS::SageMaker::ModelPackage',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListModelPackages',
    permission: 'sagemaker:ListModelPackages',
    items: 'ModelPackageSummaryList',
    // Without a type only packages without versions are listed.
    input: { ModelPackageType: 'Both' },
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeModelPackage',
      permission: 'sagemaker:DescribeModelPackage',
      memo: true,
      input: (item) => ({ ModelPackageName: item.ModelPackageArn ?? '' }),
      expects: 'ModelPackageArn',
      gone: true,
    },
    tagsRead((item) => String(item.ModelPackageArn)),
    { ...groupRead, input: (_item, got) => groupOf(groupName.map(got).value) },
    { ...groupPolicyRead, input: (_item, got) => groupOf(groupName.map(got).value) },
    stores.read,
  ],
  uid: (item) => String(item.ModelPackageArn),
  name: (item) =>
    item.ModelPackageVersion === undefined
      ? String(item.ModelPackageName)
      : `${String(item.ModelPackageGroupName)}/${String(item.ModelPackageVersion)}`,

  facts: {
    ...stores.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    // A version is shared with its group; a package without versions has no policy.
    ...sharingOf(versionPolicy),
    ...versionRows,
    signature: notSupported('A model package has content types, no signature.'),
    origin: derive([parts], (list) => {
      // Base models come from the public hub of AWS; what is sold on its marketplace has a product id.
      const foreign = list.some(
        (part) =>
          part.BaseModel !== undefined ||
          part.ProductId !== undefined ||
          part.ModelDataSource?.S3DataSource?.HubAccessConfig !== undefined ||
          part.ModelDataSource?.S3DataSource?.ModelAccessConfig !== undefined,
      );
      return foreign ? 'public' : 'own';
    }),
    sourceRevision: from('DescribeModelPackage', '/MetadataProperties/CommitId', same, { absent: '' }),
    patched: notSupported('The image says what software runs.'),
    state: from('DescribeModelPackage', '/ModelPackageStatus', states, { absent: missing() }),
    createdAt: from('DescribeModelPackage', '/CreationTime', same, { absent: missing() }),
    // Left out: nobody changed it since it was made.
    modifiedAt: derive(
      [raw('DescribeModelPackage', '/LastModifiedTime'), raw('DescribeModelPackage', '/CreationTime')],
      (changed, created) => changed ?? created ?? missing(),
    ),
    lastUsedAt: notExposed('Ask which endpoints and jobs used the version.'),
    idleStopMinutes: notSupported('A version does not run.'),
  },
  links: {
    ...stores.links,
    ...files.links,
    models: derive([groupName, raw('DescribeModelPackageGroup', '/ModelPackageGroupArn')], (name, arn) =>
      name === undefined ? [] : arn === undefined ? missing() : [arn],
    ),
    jobs,
    runs: notExposed('Ask for the lineage of the version (QueryLineage).'),
    datasets: notExposed('Ask for the lineage of the version (QueryLineage), or for the inputs of its job.'),
  },
});

function groupOf(name: unknown) {
  return typeof name === 'string' && name !== '' ? { ModelPackageGroupName: name } : null;
}
