import type { DescribeModelOutput } from '@aws-sdk/client-sagemaker';
import { answersOf, byDesign, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, ownership, residency, roleIdentity, same, tagsRead } from '../rows/common.ts';
import { containerNetwork } from '../rows/network.ts';
import { secretsInAll } from '../rows/secrets.ts';
import { supply } from '../rows/supply.ts';
import {
  containerArtifacts,
  containerEnvironments,
  containerImages,
  containers,
  containerVersions,
  modelRead,
  packagesRead,
} from './model-containers.ts';

const { from, raw } = answersOf<{ DescribeModel: DescribeModelOutput }>('sagemaker');

const network = containerNetwork(raw('DescribeModel', '/EnableNetworkIsolation'), raw('DescribeModel', '/VpcConfig'));
const role = roleIdentity(raw('DescribeModel', '/ExecutionRoleArn'));
const files = supply({ images: containerImages, artifacts: containerArtifacts });

/** A SageMaker model: what an endpoint or a batch transform runs. Its disks are those of the endpoint. */
export const models = collector({
  provider: 'aws',
  id: 'aws/sagemaker/model',
  service: 'sagemaker',
  kind: 'ml.deployment',
  nativeType: 'AWS::SageMaker::Model',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListModels',
    permission: 'sagemaker:ListModels',
    items: 'Models',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    { ...modelRead((item) => String(item.ModelName)), gone: true },
    tagsRead((item) => String(item.ModelArn)),
    packagesRead,
  ],
  uid: (item) => String(item.ModelArn),
  name: (item) => String(item.ModelName),

  facts: {
    ...network.facts,
    ...role.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    keyAtRest: notSupported(
      'A model keeps nothing itself: its disks are those of the endpoint, its files lie in buckets.',
    ),
    stores: notSupported(
      'A model keeps nothing itself: its disks are those of the endpoint, its files lie in buckets.',
    ),
    authMethods: notSupported('A model is called through its endpoint only.'),
    shell: notSupported('A login is a setting of the endpoint.'),
    plainSecrets: secretsInAll(containerEnvironments),
    sourceRevision: notSupported('A model records no commit; see its version.'),
    patched: notSupported('The image says what software runs.'),
    // Left out: the image comes from Amazon ECR.
    repositoryPath: derive([containers], (list) => {
      const modes = list.map((one) => one.ImageConfig?.RepositoryAccessMode ?? 'Platform');
      if (modes.every((mode) => mode === 'Vpc')) return 'private';
      if (modes.every((mode) => mode === 'Vpc' || mode === 'Platform')) return 'platform';
      return missing('a repository access mode that is not known to this version');
    }),
    probes: byDesign(
      true,
      'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
      '2026-11',
    ),
    explained: notSupported('An explainer is a setting of the endpoint.'),
    state: alwaysActive,
    createdAt: from('DescribeModel', '/CreationTime', same, { absent: missing() }),
    // A model cannot be changed, only made and deleted.
    modifiedAt: from('DescribeModel', '/CreationTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the requests to its endpoints.'),
    idleStopMinutes: notSupported('A model is no machine; see its endpoint.'),
  },
  links: {
    ...network.links,
    ...role.links,
    ...files.links,
    versions: containerVersions,
  },
});
