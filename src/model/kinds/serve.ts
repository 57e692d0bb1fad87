/** Kinds that register, serve and watch models (kinds.md, section 3.2). */
import { bool, int, kind, linkTo, listOf, oneOf, reverseOf, someOf, text, texts, timeOrNull } from './declare.ts';
import { alertSubjects, approvals, evidenceGrades, outcomes, variant } from './vocabulary.ts';

export const serveKinds = {
  'ml.model': kind({
    noun: ['registered model', 'registered models'],
    doc: 'A name under which versions of a model are registered.',
    traits: ['sharing', 'documentation'],
    facts: { versions: int('Number of its versions.') },
    links: { versionList: reverseOf('ml.model_version', 'models', 'Its versions.') },
  }),
  'ml.model_version': kind({
    noun: ['model version', 'model versions'],
    doc: 'One trained model: the files that are later deployed.',
    traits: ['encryption', 'supply', 'sharing', 'documentation'],
    facts: {
      approval: oneOf(approvals, 'Whether somebody approved it for use.'),
      approvedBy: text('Who approved it; empty if nobody did.'),
      registeredBy: text('Who registered it; empty if not recorded.'),
      stage: oneOf(['production', 'staging', 'development', 'archived', 'none'], 'Where it stands in its life.'),
      tests: someOf(['quality', 'data', 'bias', 'robustness', 'explainability'], 'What it was tested for.'),
      // Extends kinds.md: most platforms have no place for it, so that it is asked for, and not taken for a failed test.
      robustness: oneOf(['tested', 'untested'], 'Whether it was tested with disturbed or hostile inputs.'),
      driftBaseline: bool('Reference values are recorded against which later drift is measured.'),
      signature: bool('Its inputs and outputs are described.'),
      origin: oneOf(['own', 'provider', 'public'], 'Who made the model that it is or is based on.'),
    },
    links: {
      models: linkTo('ml.model', 'Registered models that it is a version of.'),
      runs: linkTo('ml.run', 'Runs that made it.'),
      jobs: linkTo('ml.training_job', 'Training jobs that made it.'),
      datasets: linkTo('ml.dataset', 'Datasets that it was trained on.'),
      servedBy: reverseOf('ml.endpoint', 'versions', 'Endpoints that serve it.'),
    },
  }),
  'ml.registry': kind({
    noun: ['model registry', 'model registries'],
    doc: 'A place of its own where models are shared between workspaces.',
    traits: ['encryption', 'reachability', 'sharing'],
    facts: { regions: texts('Regions that it lies in.') },
    links: {
      buckets: linkTo('storage.bucket', 'Buckets that it stores in.'),
      repositories: linkTo('registry.image_repository', 'Image repositories that it stores in.'),
    },
  }),
  'ml.deployment': kind({
    noun: ['model deployment', 'model deployments'],
    doc: 'A model as it runs: its files, image, identity and network.',
    traits: ['encryption', 'network', 'identity', 'credentials', 'supply'],
    facts: {
      repositoryPath: oneOf(
        ['private', 'platform'],
        "Whether its image is fetched through the customer's network or the platform's.",
      ),
      probes: bool('The platform checks whether it is alive.'),
      explained: bool('It can explain its answers.'),
    },
    links: {
      versions: linkTo('ml.model_version', 'Model versions that it runs.'),
      endpoints: reverseOf('ml.endpoint', 'deployments', 'Endpoints that it answers for.'),
    },
  }),
  'ml.endpoint': kind({
    noun: ['endpoint', 'endpoints'],
    doc: 'The address at which models answer requests.',
    traits: ['encryption', 'reachability', 'credentials', 'logging'],
    facts: {
      variants: listOf(variant, 'What answers the requests, and in which shares.'),
      capture: oneOf(['all', 'sampled', 'off'], 'Whether requests and answers are kept.'),
      samplePercent: int('Share of the requests that is kept, in percent.'),
      autoscaled: bool('The number of its machines follows the load.'),
      autoRollback: bool('A bad update is taken back by itself.'),
      rateLimited: bool('The number of requests of a caller is limited.'),
    },
    links: {
      deployments: linkTo('ml.deployment', 'Deployments that answer for it.'),
      /** Extends kinds.md: the forward side that `servedBy` of a model version is the other way of. */
      versions: linkTo('ml.model_version', 'Model versions that it serves, through its deployments.'),
      monitors: reverseOf('ml.monitor', 'endpoints', 'Monitors that watch it.'),
      captureBuckets: linkTo('storage.bucket', 'Buckets that kept requests and answers lie in.'),
    },
  }),
  'ml.monitor': kind({
    noun: ['model monitor', 'model monitors'],
    doc: 'A regular check of what a served model gets and answers.',
    traits: ['encryption', 'transit', 'network', 'identity', 'supply'],
    facts: {
      signals: someOf(
        ['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift', 'custom'],
        'What it watches.',
      ),
      active: bool('It is switched on.'),
      lastResult: oneOf(['clean', 'violations', 'never-ran', 'failed'], 'What its newest check found.'),
      lastRanAt: timeOrNull('When it last ran; null if never.'),
      baseline: bool('It compares with recorded reference values.'),
      notifies: int('Number of receivers that it tells.'),
    },
    links: { endpoints: linkTo('ml.endpoint', 'Endpoints that it watches.') },
  }),
  'ml.evaluation': kind({
    noun: ['model evaluation', 'model evaluations'],
    doc: 'A test of how well, fairly or safely a model answers.',
    traits: ['identity', 'encryption'],
    facts: {
      subjects: someOf(['quality', 'bias', 'robustness', 'safety', 'grounding'], 'What it tests for.'),
      outcome: oneOf(outcomes, 'How it ended.'),
      human: bool('People judge the answers.'),
    },
    links: { versions: linkTo('ml.model_version', 'Model versions that it tests.') },
  }),
  'ml.data_validation': kind({
    noun: ['data validation', 'data validations'],
    doc: 'A check of data quality, as configured or as recognised in jobs, pipelines and runs.',
    traits: [],
    facts: {
      rules: int('Number of its rules.'),
      lastResult: oneOf(['passed', 'failed', 'never-ran'], 'What its newest check found.'),
      enforced: bool('A failure stops the pipeline.'),
      evidence: oneOf(evidenceGrades, 'How we know of it: by its settings, by its results, or only by its name.'),
    },
    links: { datasets: linkTo('ml.dataset', 'Datasets that it checks.') },
  }),
  'ml.explanation': kind({
    noun: ['model explanation', 'model explanations'],
    doc: 'A method that explains the answers of a model, as configured or as recognised in jobs and runs.',
    traits: [],
    facts: {
      method: oneOf(['shap', 'lime', 'gradient', 'other'], 'Method that it uses.'),
      // Extends kinds.md: a name alone is no explanation, and whether there is one decides.
      lastRanAt: timeOrNull('When it last explained a model; null if never.'),
      evidence: oneOf(evidenceGrades, 'How we know of it: by its settings, by its results, or only by its name.'),
    },
    links: { versions: linkTo('ml.model_version', 'Model versions that it explains.') },
  }),
  'ml.model_card': kind({
    noun: ['model card', 'model cards'],
    doc: 'A document about the purpose, limits and risks of a model.',
    traits: ['encryption', 'documentation'],
    facts: {
      status: oneOf(['approved', 'in-review', 'draft', 'archived'], 'Whether the document is approved.'),
      riskRating: oneOf(['low', 'medium', 'high', 'none'], 'Risk that the document states; none if it states none.'),
    },
    links: { versions: linkTo('ml.model_version', 'Model versions that it is about.') },
  }),
  'alert.rule': kind({
    noun: ['alert rule', 'alert rules'],
    doc: 'A rule that tells somebody when something happens.',
    traits: [],
    facts: {
      enabled: bool('It is switched on.'),
      notifies: int('Number of receivers that it tells.'),
      watches: someOf(alertSubjects, 'What it watches for.'),
    },
  }),
} as const;
