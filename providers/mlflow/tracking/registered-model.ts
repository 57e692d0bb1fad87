import type { JsonObject } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { missing, notExposed, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { documentsOf, mlflow, neverIdle, ownershipOf, residency, timeOf } from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';
import { modelList } from './lists.ts';

const { from, raw } = mlflow;
const tags = raw('SearchRegisteredModels', '/tags');

/** Prompts are kept as registered models with this tag. They are texts, not models. */
export function isPrompt(item: JsonObject): boolean {
  const list = at(item, '/tags');
  return (
    Array.isArray(list) &&
    list.some((tag) => at(tag, '/key') === 'mlflow.prompt.is_prompt' && at(tag, '/value') === 'true')
  );
}

export const registeredModels = collector({
  provider: 'mlflow',
  id: 'mlflow/registered-model',
  service: 'mlflow',
  kind: 'ml.model',
  nativeType: 'MLflow::RegisteredModel',
  at: 'account',
  list: modelList,
  reads: [handshakeRead, anonymousRead],
  keep: ({ item }) => !isPrompt(item),
  uid: (item, { account }) => uidOf(account, 'model', String(item.name)),
  name: (item) => String(item.name),

  facts: {
    ...sharing,
    documents: documentsOf(raw('SearchRegisteredModels', '/description'), tags),
    ...ownershipOf(tags, raw('SearchRegisteredModels', '/user_id')),
    state: refine(raw('SearchRegisteredModels', '/name'), () => 'active'),
    createdAt: from('SearchRegisteredModels', '/creation_timestamp', timeOf, { absent: missing() }),
    modifiedAt: from('SearchRegisteredModels', '/last_updated_timestamp', timeOf, { absent: missing() }),
    ...neverIdle,
    ...residency,
    // The answer has the newest version of each stage, not all of them.
    versions: notExposed('Count its versions in the list of versions.'),
  },
  links: {},
});
