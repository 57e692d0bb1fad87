import type { DescribeModelCardResponse } from '@aws-sdk/client-sagemaker';
import { answersOf, derive, missing, notExposed, notSupported, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, ownership, residency, same, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { readCard } from './card-content.ts';

const { from, raw } = answersOf<{ DescribeModelCard: DescribeModelCardResponse }>('sagemaker');

const stores = encryption([{ name: 'metadata', key: raw('DescribeModelCard', '/SecurityConfig/KmsKeyId') }]);
const card = from('DescribeModelCard', '/Content', readCard, { absent: missing() });
const statuses = byTable<'approved' | 'in-review' | 'draft' | 'archived'>('status', {
  Approved: 'approved',
  PendingReview: 'in-review',
  Draft: 'draft',
  Archived: 'archived',
});
const status = raw('DescribeModelCard', '/ModelCardStatus');

export const modelCards = collector({
  provider: 'aws',
  id: 'aws/sagemaker/model-card',
  service: 'sagemaker',
  kind: 'ml.model_card',
  nativeType: 'AWS::SageMaker::ModelCard',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListModelCards',
    permission: 'sagemaker:ListModelCards',
    items: 'ModelCardSummaries',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeModelCard',
      permission: 'sagemaker:DescribeModelCard',
      input: (item) => ({ ModelCardName: item.ModelCardName ?? '' }),
      expects: 'ModelCardArn',
      gone: true,
    },
    tagsRead((item) => String(item.ModelCardArn)),
    stores.read,
  ],
  uid: (item) => String(item.ModelCardArn),
  name: (item) => String(item.ModelCardName),

  facts: {
    ...stores.facts,
    ...residency,
    ...ownership,
    status: from('DescribeModelCard', '/ModelCardStatus', statuses, { absent: missing() }),
    documents: refine(card, (found) => found.documents),
    riskRating: refine(card, (found) => found.riskRating),
    state: derive([status, raw('DescribeModelCard', '/ModelCardProcessingStatus')], (value, deleting) => {
      if (value === undefined) return missing();
      // The status of a deletion is there only once it was asked for; a failed one leaves the card as it was.
      if (deleting !== undefined && deleting !== 'DeleteFailed') return 'deleting';
      return value === 'Archived' ? 'archived' : 'active';
    }),
    createdAt: from('DescribeModelCard', '/CreationTime', same, { absent: missing() }),
    // Left out: nobody changed it since it was made.
    modifiedAt: derive(
      [raw('DescribeModelCard', '/LastModifiedTime'), raw('DescribeModelCard', '/CreationTime')],
      (changed, created) => changed ?? created ?? missing(),
    ),
    lastUsedAt: notExposed('Ask who reads the card.'),
    idleStopMinutes: notSupported('A document does not run.'),
  },
  links: {
    ...stores.links,
    versions: refine(card, ({ packageArn }) => (packageArn === undefined ? [] : [packageArn])),
  },
});
