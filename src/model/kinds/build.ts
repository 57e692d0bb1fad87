/** Kinds that models are built with (kinds.md, section 3.1). */
import { bool, int, intOrNull, kind, linkTo, listOf, oneOf, reverseOf, text, time, timeOrNull } from './declare.ts';
import { input, lastOutcomes, member, outcomes, step } from './vocabulary.ts';

export const buildKinds = {
  'ml.notebook': kind({
    noun: ['notebook', 'notebooks'],
    doc: 'A machine on which a person writes and runs code in a browser.',
    traits: ['encryption', 'reachability', 'network', 'identity', 'credentials', 'supply'],
    facts: {
      rootAccess: bool('Its users are administrators of the machine.'),
      singleUser: bool('Only one person can use it.'),
      fileDownload: bool('Files can be downloaded through the browser.'),
      terminal: bool('It offers a terminal.'),
      startScript: bool('A script runs when it is created or started.'),
      metadataV2: bool('The address where the machine gets its access tokens answers session requests only.'),
      secureBoot: bool('The machine starts signed system software only.'),
      autoPatch: bool('Updates of its system software are installed by themselves.'),
    },
    links: {
      workspaces: linkTo('ml.workspace', 'Workspaces that it belongs to.'),
      connections: linkTo('ml.connection', 'Stored connections that it uses.'),
    },
  }),
  'ml.workspace': kind({
    noun: ['workspace', 'workspaces'],
    doc: 'A shared place where teams keep notebooks, jobs, data and models.',
    traits: ['encryption', 'reachability', 'network', 'identity', 'credentials', 'logging'],
    facts: {
      userIsolation: bool('Each user acts and reads data as themselves.'),
      outputSharing: bool('Users can share notebook output with each other.'),
      dataAuth: oneOf(['identity', 'delegated-key', 'key'], 'How it signs in to its own storage.'),
      hardened: bool("The platform's setting for sensitive data is on."),
      members: listOf(member, 'Its users, and what their code runs as.'),
      containerBuilds: oneOf(['off', 'rootless', 'root'], 'Whether users can build containers in it, and as whom.'),
    },
    links: {
      buckets: linkTo('storage.bucket', 'Buckets that it stores in.'),
      secrets: linkTo('secret.store', 'Secret stores that it uses.'),
      repositories: linkTo('registry.image_repository', 'Image repositories that it uses.'),
      parents: linkTo('ml.workspace', 'Workspaces that it belongs to.'),
    },
  }),
  'ml.compute': kind({
    noun: ['compute cluster', 'compute clusters'],
    doc: 'Machines that jobs and sessions run on.',
    traits: ['encryption', 'network', 'identity', 'credentials', 'supply', 'logging'],
    facts: {
      minNodes: int('Machines that run even when there is nothing to do.'),
      userIsolation: bool('The code of one user is kept apart from that of another.'),
      startScript: bool('A script runs when a machine starts.'),
      webPorts: bool('Web pages of the software on it can be opened from outside.'),
      interruptible: bool('The provider may take its machines away at any time.'),
    },
  }),
  'ml.training_job': kind({
    noun: ['training job', 'training jobs'],
    doc: 'One run of code that trains, tunes, prepares or predicts in bulk.',
    traits: ['encryption', 'transit', 'network', 'identity', 'credentials', 'supply'],
    facts: {
      purpose: oneOf(
        ['train', 'tune', 'fine-tune', 'process', 'batch-inference', 'automl', 'label', 'compile'],
        'What the job is for.',
      ),
      outcome: oneOf(outcomes, 'How the job ended.'),
      startedAt: time('When the job started.'),
      maxMinutes: int('Minutes after which the job is stopped.'),
      interruptible: bool('The provider may take its machines away at any time.'),
      inputs: listOf(input, 'Data that the job reads.'),
    },
    links: {
      computes: linkTo('ml.compute', 'Compute clusters that it runs on.'),
      datasets: linkTo('ml.dataset', 'Datasets that it reads.'),
      outputs: linkTo('storage.bucket', 'Buckets that it writes to.'),
      runs: linkTo('ml.run', 'Experiment runs that record it.'),
    },
  }),
  'ml.pipeline': kind({
    noun: ['pipeline', 'pipelines'],
    doc: 'A chain of steps from data to model that is run as one.',
    traits: ['encryption', 'network', 'identity', 'supply', 'logging'],
    facts: {
      steps: listOf(step, 'Its steps, and what each is for.'),
      gated: bool('A condition or an approval stands before a model is registered or deployed.'),
      pinned: bool('Its definition is fixed by a version or a digest.'),
      trigger: oneOf(['event', 'schedule', 'manual'], 'What starts it.'),
      lastOutcome: oneOf(lastOutcomes, 'How its newest run ended.'),
    },
  }),
  'ml.dataset': kind({
    noun: ['dataset', 'datasets'],
    doc: 'Data that is registered under a name, for training or evaluation.',
    traits: ['encryption', 'sharing', 'supply', 'documentation'],
    facts: {
      version: text('Its version; empty if it has none.'),
      versioned: bool('A new state of the data gets a new version.'),
      contentHash: text('Hash of its content; empty if none is recorded.'),
      schemaKnown: bool('Its columns or fields are described.'),
    },
    links: {
      validations: reverseOf('ml.data_validation', 'datasets', 'Checks of data quality that look at it.'),
    },
  }),
  'ml.connection': kind({
    noun: ['connection', 'connections'],
    doc: 'A stored way to reach data, a registry or a model.',
    traits: ['sharing'],
    facts: {
      secretKind: oneOf(
        ['identity', 'delegated-user', 'secret-reference', 'stored-key', 'plain'],
        'What it signs in with, and where that is kept.',
      ),
      sharedToAll: bool('Everyone in the workspace or account can use it.'),
      expiresAt: timeOrNull('When what it signs in with expires; null if never.'),
      target: text('Address that it leads to.'),
    },
    links: { secrets: linkTo('secret.store', 'Secret stores that keep what it signs in with.') },
  }),
  'ml.feature_store': kind({
    noun: ['feature store', 'feature stores'],
    doc: 'A store of prepared model inputs, for training and for live requests.',
    traits: ['encryption', 'reachability', 'identity', 'sharing', 'documentation'],
    facts: {
      online: bool('It serves live requests.'),
      offline: bool('It keeps a history for training.'),
      ttlDays: intOrNull('Days after which entries for live requests are deleted; null if never.'),
      monitored: bool('Its values are watched for change.'),
    },
    links: { buckets: linkTo('storage.bucket', 'Buckets that its history lies in.') },
  }),
  'ml.experiment': kind({
    noun: ['experiment', 'experiments'],
    doc: 'A name under which runs are recorded.',
    traits: ['sharing', 'documentation'],
    facts: { artifactUri: text('Address where its runs store their files; empty if none.') },
    links: { buckets: linkTo('storage.bucket', 'Buckets that its files lie in.') },
  }),
  'ml.run': kind({
    noun: ['run', 'runs'],
    doc: 'The record of one attempt: its settings, results and data.',
    traits: ['supply'],
    facts: {
      paramsLogged: int('Number of settings recorded.'),
      metricsLogged: int('Number of results recorded.'),
      datasetsLogged: int('Number of datasets recorded.'),
      outcome: oneOf(outcomes, 'How the run ended.'),
      startedAt: time('When the run started.'),
      ranBy: text('Who started the run; empty if not recorded.'),
    },
  }),
} as const;
