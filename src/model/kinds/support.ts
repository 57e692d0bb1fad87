/**
 * Kinds that are read only where the others refer to them (kinds.md, section 3.4).
 *
 * `finding.native` is left out on purpose: a finding of the cloud itself is a record that is joined to a resource by
 * its uid or a part, never a resource that a control judges.
 */
import { bool, int, intOrNull, ints, kind, linkTo, listOf, oneOf, someOf, text, texts } from './declare.ts';
import { alertSubjects, openFinding, policy } from './vocabulary.ts';

export const supportKinds = {
  'identity.principal': kind({
    noun: ['workload identity', 'workload identities'],
    doc: 'An identity that code acts as.',
    traits: [],
    facts: {
      admin: bool('It can do anything in its account.'),
      dataWide: bool('It can read all storage in its account.'),
      escalates: bool('It can make itself administrator.'),
      actsAsOthers: bool('It can let code act as any other identity of its account.'),
      assumableBy: oneOf(
        ['service', 'account', 'organization', 'outside', 'everyone'],
        'Widest circle that can act as it.',
      ),
      staticKeys: int('Number of its access keys that do not expire by themselves.'),
      bounded: bool('A boundary or a condition limits its rights.'),
      /** Extends kinds.md: vendor rules and reviews of rights ask for it apart from `admin`. */
      wildcardActions: bool('It may do everything in a whole service, on all resources and without a condition.'),
    },
  }),
  'storage.bucket': kind({
    noun: ['storage bucket', 'storage buckets'],
    doc: 'A store of files: a bucket, a storage account or a volume.',
    traits: ['encryption', 'transit', 'reachability', 'sharing', 'credentials', 'logging'],
    facts: {
      versioned: bool('Earlier states of a file are kept.'),
      recoverableDays: intOrNull('Days during which a deleted file can be brought back; null if it cannot.'),
      locked: bool('Files cannot be changed or deleted before a set time.'),
      objectAcls: bool('Single files can have rights of their own.'),
      scanned: bool('It is searched for sensitive data.'),
    },
  }),
  'crypto.key': kind({
    noun: ['encryption key', 'encryption keys'],
    doc: 'A key that other resources are encrypted with.',
    traits: ['sharing'],
    facts: {
      manager: oneOf(['customer', 'provider'], 'Who controls the key.'),
      enabled: bool('The key can be used.'),
      rotationDays: intOrNull('Days after which the key is renewed by itself; null if it is not.'),
      protection: oneOf(['external', 'hsm', 'software'], 'Where the key is kept.'),
      purgeProtected: bool('The key cannot be destroyed at once.'),
    },
  }),
  'secret.store': kind({
    noun: ['secret store', 'secret stores'],
    doc: 'A store of passwords, keys and tokens.',
    traits: ['encryption', 'reachability', 'sharing', 'logging'],
    facts: {
      rotationDays: intOrNull('Days after which the secret is renewed by itself; null if it is not.'),
      accessModel: oneOf(['identity', 'vault-policy', 'everyone'], 'How it is decided who can read it.'),
      recoverableDays: intOrNull('Days during which a deleted secret can be brought back; null if it cannot.'),
    },
  }),
  'network.subnet': kind({
    noun: ['subnet', 'subnets'],
    doc: 'A part of a network that machines run in.',
    traits: ['logging'],
    facts: {
      internetRoute: oneOf(['none', 'nat', 'direct'], 'Its way to the internet.'),
      flowLogged: bool('Connections in it are recorded.'),
      privateServiceAccess: bool('The services of the cloud can be reached from it without the internet.'),
    },
    // Extends kinds.md: on Azure, rules hang on the subnet, not on what runs in it.
    links: { firewalls: linkTo('network.firewall', 'Firewall rule sets that apply to all that runs in it.') },
  }),
  'network.firewall': kind({
    noun: ['firewall rule set', 'firewall rule sets'],
    doc: 'Rules that say which connections are let through.',
    traits: [],
    facts: {
      openPorts: ints('Ports that any address can reach.'),
      openEgress: bool('Connections to any address are let out.'),
    },
  }),
  'network.private_endpoint': kind({
    noun: ['private endpoint', 'private endpoints'],
    doc: "A door to a cloud service inside the customer's network.",
    traits: [],
    facts: {
      approved: bool('The service has accepted it.'),
      restricted: bool('A policy narrows what can be done through it.'),
      service: text('Service that it leads to.'),
    },
  }),
  'registry.image_repository': kind({
    noun: ['image repository', 'image repositories'],
    doc: 'A store of container images.',
    traits: ['encryption', 'reachability', 'sharing', 'credentials'],
    facts: {
      scanning: oneOf(['continuous', 'on-push', 'off'], 'When its images are searched for known weaknesses.'),
      immutableTags: bool('The name of an image cannot be given to another one.'),
      quarantine: bool('New images are held back until they are checked.'),
    },
  }),
  'log.trail': kind({
    noun: ['audit trail', 'audit trails'],
    doc: 'The record of who did what in an account.',
    traits: ['encryption'],
    facts: {
      active: bool('It is switched on.'),
      management: oneOf(['all', 'write-only', 'none'], 'Which changes and reads of settings it records.'),
      mlDataEvents: texts('Machine-learning services or resource types whose use it records.'),
      tamperProof: bool('A later change of the record would be noticed.'),
      allRegions: bool('It covers all regions.'),
      exempted: texts('Identities whose actions are not recorded.'),
    },
    links: {
      buckets: linkTo('storage.bucket', 'Buckets that it is written to.'),
      logGroups: linkTo('log.group', 'Log stores that it is written to.'),
    },
  }),
  'log.group': kind({
    noun: ['log store', 'log stores'],
    doc: 'A place where logs are kept.',
    traits: ['encryption', 'reachability', 'credentials'],
    facts: {
      retentionDays: intOrNull('Days that logs are kept; null if for ever.'),
      locked: bool('The time that logs are kept cannot be shortened.'),
      masking: bool('Sensitive data in logs is masked.'),
    },
  }),
  'account.settings': kind({
    noun: ['account setting', 'account settings'],
    doc: 'What is set for a whole account and region, subscription, project or workspace.',
    traits: [],
    facts: {
      threatDetection: oneOf(['on', 'off'], 'Whether attacks on machine learning are looked for.'),
      nativePosture: texts("The cloud's own configuration checks that are switched on."),
      integrations: texts('Security products that are connected.'),
      aiDataOptOut: oneOf(
        ['opted-out', 'not-opted-out'],
        'Whether the provider is told not to improve its services with the data.',
      ),
      policies: listOf(policy, 'Organisation-wide policies that apply.'),
      publicStorageBlocked: bool('No storage in it can be made public.'),
      perimeter: bool('A boundary keeps data from leaving it.'),
      maxTokenDays: intOrNull('Days after which access tokens expire at the latest; null if never.'),
      staticModelKeys: int('Number of access keys for model services that do not expire by themselves.'),
      // Extends kinds.md: what the cloud itself found is filed by account, not by resource.
      openFindings: listOf(
        openFinding,
        "Open findings of the cloud's own checks, counted by source; alerts and weaknesses of machine learning only.",
      ),
      postureScore: intOrNull(
        "Share of the cloud's own recommendations that are followed, in percent, rounded down; null if it keeps none.",
      ),
      // Extends kinds.md: nothing is asked of a region that nobody uses; the engine tells from what was read there.
      inUse: bool('Machine learning is used in it.'),
      // Extends kinds.md: an alert that is missing is no resource, so only the account can be judged for it.
      alertsOn: someOf(alertSubjects, 'Events of which somebody is told by an alert that is switched on.'),
      // Extends kinds.md: a missing trail is no resource, so only the account can be judged for it.
      auditTrail: oneOf(
        ['on', 'off'],
        'Whether at least one trail records changes made in it at present, whoever owns that trail.',
      ),
    },
  }),
} as const;
