import type { GetKnowledgeBaseResponse } from '@aws-sdk/client-bedrock-agent';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';

const { raw } = answersOf<{ GetKnowledgeBase: GetKnowledgeBaseResponse }>('bedrock-agent');

const config = raw('GetKnowledgeBase', '/knowledgeBase/knowledgeBaseConfiguration');
const storage = raw('GetKnowledgeBase', '/knowledgeBase/storageConfiguration');

/** Links to the index that a knowledge base looks things up in, whoever runs it. */
export const indexes: Spec<(string | MissingValue)[]> = derive([config, storage], (set, where) => {
  const arn =
    where?.opensearchServerlessConfiguration?.collectionArn ??
    where?.s3VectorsConfiguration?.indexArn ??
    where?.opensearchManagedClusterConfiguration?.domainArn ??
    where?.neptuneAnalyticsConfiguration?.graphArn ??
    where?.rdsConfiguration?.resourceArn;
  if (arn !== undefined) return [arn];
  if (where === undefined) return set?.type === 'VECTOR' ? missing('where its index lies') : [];
  return missing(`its index lies outside AWS or is not named (${where.type})`, 'out-of-scope');
});
