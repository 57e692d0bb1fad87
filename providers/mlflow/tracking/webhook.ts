import { missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { byTable, emptyOmitted, mlflow, neverIdle, noSuchPath, residency, timeOf } from '../rows/common.ts';
import { anonymousRead, handshakeRead, sharing } from '../rows/connection.ts';

const { from } = mlflow;
const untagged = notSupported('A webhook has no tags.');

/** Where the server sends events of its registry. The secret that signs them is never told. */
export const webhooks = collector({
  provider: 'mlflow',
  id: 'mlflow/webhook',
  service: 'mlflow',
  kind: 'ml.connection',
  nativeType: 'MLflow::Webhook',
  at: 'account',
  list: {
    service: 'mlflow',
    operation: 'ListWebhooks',
    permission: 'administrator of the server',
    items: 'webhooks',
    emptyOmitted,
    // Servers before 3.3 have no webhooks, and no such path.
    answers: noSuchPath,
    paging: { ask: 'page_token', answer: 'next_page_token', size: ['max_results', 100] },
  },
  reads: [handshakeRead, anonymousRead],
  uid: (item, { account }) => uidOf(account, 'webhook', String(item.webhook_id)),
  name: (item) => String(item.name ?? item.webhook_id),

  facts: {
    ...sharing,
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    state: from(
      'ListWebhooks',
      '/status',
      byTable<'active' | 'stopped'>('status', { ACTIVE: 'active', DISABLED: 'stopped' }),
      { absent: missing() },
    ),
    createdAt: from('ListWebhooks', '/creation_timestamp', timeOf, { absent: missing() }),
    modifiedAt: from('ListWebhooks', '/last_updated_timestamp', timeOf, { absent: missing() }),
    ...neverIdle,
    ...residency,
    secretKind: notExposed(
      'Ask whether the receiver checks the signature of the webhook, and where both keep its secret.',
    ),
    sharedToAll: notSupported('A webhook is the server’s own.'),
    expiresAt: notSupported('The secret of a webhook does not expire.'),
    // The path may be the secret, as with Slack and Teams.
    target: from(
      'ListWebhooks',
      '/url',
      (url) => (URL.canParse(url) ? new URL(url).origin : missing('the address is none')),
      {
        absent: missing(),
      },
    ),
  },
  links: {},
});
