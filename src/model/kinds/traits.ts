/** What many kinds share: declared once, so that a control on a trait judges every kind that carries it. */
import {
  bool,
  int,
  intOrNull,
  linkTo,
  listOf,
  oneOf,
  someOf,
  text,
  textMap,
  texts,
  time,
  timeOrNull,
  trait,
} from './declare.ts';
import { artifact, image, logFeed, store } from './vocabulary.ts';

export const traits = {
  encryption: trait({
    doc: 'Who controls the keys of what it stores.',
    facts: {
      keyAtRest: oneOf(
        ['customer', 'hardware', 'provider', 'none'],
        'Who controls the key of its weakest store: the customer, the disk itself, the provider, or nobody.',
      ),
      stores: listOf(store, 'Each place that it writes to, and who controls the key there.'),
    },
    links: { keys: linkTo('crypto.key', 'Encryption keys that it uses.') },
  }),
  transit: trait({
    doc: 'How data is protected on its way.',
    facts: {
      nodeTraffic: oneOf(
        ['single-node', 'encrypted', 'plain'],
        'How the machines of one job talk to each other; single-node where there is only one.',
      ),
      clientTls: oneOf(['required', 'optional', 'none'], 'Whether callers have to use an encrypted connection.'),
    },
  }),
  reachability: trait({
    doc: 'Who reaches its door by network.',
    facts: {
      publicAccess: oneOf(
        ['private', 'provider-api', 'filtered', 'open'],
        "Who reaches its door: private networks, callers of the cloud's signed API only, listed addresses, or everyone.",
      ),
      allowedRanges: texts('Address ranges that are let in; empty where there is no list.'),
    },
    links: { privateEndpoints: linkTo('network.private_endpoint', 'Private doors that lead to it.') },
  }),
  network: trait({
    doc: 'Where its code runs and how it gets out.',
    facts: {
      network: oneOf(['customer', 'managed', 'provider'], 'Whose network its code runs in.'),
      egress: oneOf(
        ['none', 'allow-list', 'customer-network', 'internet'],
        "Its way out: none, listed targets, through the customer's network, or straight to the internet.",
      ),
      publicIp: bool('It has an internet address of its own.'),
    },
    links: {
      subnets: linkTo('network.subnet', 'Subnets that it runs in.'),
      firewalls: linkTo('network.firewall', 'Firewall rule sets that apply to it.'),
    },
  }),
  identity: trait({
    doc: 'Whose rights its code has.',
    facts: {
      runsAs: oneOf(
        ['own', 'system', 'user', 'default', 'none'],
        "Whose rights its code has: an identity of its own, one that is deleted with it, the user's, the shared one of the provider, or none.",
      ),
    },
    links: { principals: linkTo('identity.principal', 'Identities that its code can act as.') },
  }),
  credentials: trait({
    doc: 'How callers prove who they are, and where secrets lie open.',
    facts: {
      authMethods: someOf(
        ['identity', 'token', 'key', 'password', 'anonymous'],
        'All the ways to sign in that it accepts.',
      ),
      shell: oneOf(
        ['off', 'brokered', 'open'],
        "Whether a person can log in to the machine: no, through the cloud's own login, or through an open port.",
      ),
      plainSecrets: int('Number of secrets found in its environment, parameters and scripts.'),
    },
  }),
  logging: trait({
    doc: 'What is recorded about its use, and for how long.',
    facts: {
      accessLogged: bool('Each use leaves a record that is kept.'),
      appLogged: bool('Its own output is kept.'),
      logFeeds: listOf(logFeed, 'The logs that it sends, where to, and how long they are kept.'),
    },
    links: { logGroups: linkTo('log.group', 'Log stores that its logs are sent to.') },
  }),
  ownership: trait({
    doc: 'Who answers for it.',
    facts: {
      tags: textMap('Its tags or labels.'),
      owner: text('Who answers for it, from the first of the configured tag names that is set; empty if none.'),
      dataClass: text(
        'How sensitive its data is, from the first of the configured tag names that is set; empty if none.',
      ),
    },
  }),
  lifecycle: trait({
    doc: 'Whether it lives and since when.',
    facts: {
      state: oneOf(
        ['active', 'stopped', 'pending', 'failed', 'archived', 'unattached', 'deleting'],
        'What it does at present.',
      ),
      createdAt: time('When it was created.'),
      modifiedAt: time('When it was last changed.'),
      lastUsedAt: timeOrNull('When it was last used; null if never.'),
      idleStopMinutes: intOrNull('Minutes without use after which it stops by itself; null if it never does.'),
    },
  }),
  supply: trait({
    doc: 'Where its images, files and code come from.',
    facts: {
      images: listOf(image, 'Container images that it runs.'),
      artifacts: listOf(artifact, 'Model and code files that it loads.'),
      sourceRevision: text('Commit that it was built from; empty if none is recorded.'),
      patched: oneOf(['current', 'behind'], 'Whether its system software is up to date.'),
    },
    links: {
      repositories: linkTo('registry.image_repository', 'Image repositories that its images come from.'),
      buckets: linkTo('storage.bucket', 'Buckets that its files lie in.'),
    },
  }),
  residency: trait({
    doc: 'Where it lies and where it is computed.',
    facts: {
      region: text('Region that it lies in.'),
      processing: oneOf(['region', 'geography', 'global'], 'Where its requests may be computed.'),
    },
  }),
  sharing: trait({
    doc: 'Who beyond the owner has rights on it.',
    facts: {
      sharedWith: oneOf(
        ['nobody', 'organization', 'outside', 'everyone'],
        "Widest circle that has any right on it beyond the owner's account.",
      ),
      outsiders: texts('Identities outside the organisation that have a right on it.'),
    },
  }),
  documentation: trait({
    doc: 'What is written down about it.',
    facts: {
      documents: someOf(
        ['description', 'intended-use', 'limitations', 'risk-rating', 'card', 'scorecard'],
        'What is written down about it.',
      ),
    },
  }),
} as const;
