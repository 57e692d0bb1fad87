/** Kinds of generative AI, and the servers that track experiments (kinds.md, section 3.3). */
import { bool, int, intOrNull, kind, linkTo, listOf, oneOf, reverseOf, someOf, text, texts, time } from './declare.ts';
import { approvals, filter, lastOutcomes, source, tool, toolTypes } from './vocabulary.ts';

export const genaiKinds = {
  'genai.account': kind({
    noun: ['generative AI account', 'generative AI accounts'],
    doc: 'Where generative AI is switched on.',
    traits: ['encryption', 'reachability', 'network', 'identity', 'credentials', 'logging', 'sharing'],
    facts: {
      providerKeeps: oneOf(
        // model-maker extends kinds.md: Bedrock can hand them on to whoever made the model.
        ['nothing', 'cache', 'abuse-review', 'model-maker', 'training'],
        'What the provider keeps prompts and answers for.',
      ),
      guardrailEnforced: oneOf(['organization', 'account', 'none'], 'Who makes a guardrail compulsory, if anyone.'),
      threatDetection: oneOf(['on', 'off'], 'Whether attacks on its models are looked for.'),
      modelsAllowed: oneOf(['allow-list', 'any'], 'Which models may be used.'),
    },
    links: {
      guardrails: linkTo('genai.guardrail', 'Guardrails that it makes compulsory.'),
      invocationLogs: linkTo('genai.invocation_log', 'Records of prompts and answers that it keeps.'),
    },
  }),
  'genai.deployment': kind({
    noun: ['generative model deployment', 'generative model deployments'],
    doc: 'A generative model of a provider, as it is made ready for use.',
    traits: ['reachability', 'credentials', 'logging'],
    facts: {
      model: text('Name of the model.'),
      versionPinned: bool('The model version does not change by itself.'),
      endOfLifeAt: time('When the provider withdraws the model.'),
      rateLimited: bool('The number of requests of a caller is limited.'),
    },
    links: {
      guardrails: linkTo('genai.guardrail', 'Guardrails that it answers behind.'),
      accounts: linkTo('genai.account', 'Generative AI accounts that it belongs to.'),
    },
  }),
  'genai.guardrail': kind({
    noun: ['guardrail', 'guardrails'],
    doc: 'Filters that read prompts and answers.',
    traits: ['encryption', 'logging'],
    facts: {
      filters: listOf(filter, 'Its filters: what they look for, in which text, how strictly, and what happens then.'),
      mode: oneOf(
        ['inline', 'asynchronous', 'inspect-only'],
        'Whether it acts before the answer is given, beside it, or only takes notes.',
      ),
      multilingual: bool('It understands more languages than the main ones.'),
      builtIn: bool("It is the provider's ready-made one."),
    },
    links: {
      usedBy: reverseOf('genai.deployment', 'guardrails', 'Generative model deployments that answer behind it.'),
      usedByAgents: reverseOf('genai.agent', 'guardrails', 'Agents that answer behind it.'),
    },
  }),
  'genai.agent': kind({
    noun: ['agent', 'agents'],
    doc: 'A model that acts by itself, with tools.',
    traits: ['encryption', 'reachability', 'network', 'identity', 'credentials', 'logging', 'supply'],
    facts: {
      tools: listOf(tool, 'Tools that it can use.'),
      versionPinned: bool('A fixed version of it answers, not a draft.'),
      sessionMinutes: int('Minutes without use after which a session ends.'),
      memory: bool('It remembers earlier sessions.'),
      metadataV2: bool('The address where its machine gets access tokens answers session requests only.'),
    },
    links: {
      guardrails: linkTo('genai.guardrail', 'Guardrails that it answers behind.'),
      knowledgeBases: linkTo('genai.knowledge_base', 'Knowledge bases that it looks things up in.'),
      toolResources: linkTo('genai.tool', 'Tools that it can use and that are resources of their own.'),
    },
  }),
  'genai.tool': kind({
    noun: ['agent tool', 'agent tools'],
    doc: 'Something that agents act through: a gateway, a browser, a place to run code.',
    traits: ['encryption', 'network', 'identity', 'credentials', 'logging'],
    facts: {
      /** `type` in kinds.md: a CEL variable cannot be called that. */
      toolType: oneOf(toolTypes, 'What it lets an agent do.'),
      recorded: bool('What is done with it is recorded.'),
      policyMode: oneOf(['enforce', 'log-only', 'none'], 'Whether rules decide what may be done with it.'),
      errorDetail: bool('It tells callers the inner details of errors.'),
    },
  }),
  'genai.knowledge_base': kind({
    noun: ['knowledge base', 'knowledge bases'],
    doc: 'Documents that are prepared so that a model can look things up.',
    traits: ['encryption', 'identity', 'logging'],
    facts: {
      sources: listOf(source, 'Where its documents come from.'),
      aclFiltered: bool('Users find only documents that they may read.'),
      deletesWithSource: bool('What is deleted at the source is deleted here, too.'),
      lastSyncAt: time('When documents were last read in.'),
      lastSyncOutcome: oneOf(lastOutcomes, 'How that ended.'),
    },
    links: {
      indexes: linkTo('vector.index', 'Search indexes that it uses.'),
      buckets: linkTo('storage.bucket', 'Buckets that its documents come from.'),
    },
  }),
  'genai.prompt': kind({
    noun: ['prompt', 'prompts'],
    doc: 'A stored instruction text for a model.',
    traits: ['encryption', 'documentation'],
    facts: {
      versioned: bool('A fixed version of it exists, not only a draft.'),
      approval: oneOf(approvals, 'Whether somebody approved it for use.'),
    },
  }),
  'genai.invocation_log': kind({
    noun: ['invocation log', 'invocation logs'],
    doc: 'The record of prompts and answers.',
    traits: ['encryption', 'sharing'],
    facts: {
      enabled: bool('It is switched on.'),
      content: someOf(['metadata', 'text', 'image', 'embedding', 'audio', 'video'], 'What is recorded.'),
      destinations: texts('Where the record is kept.'),
      samplePercent: int('Share of the requests that is recorded, in percent.'),
      retentionDays: intOrNull('Days that the record is kept; null if for ever.'),
    },
    links: {
      buckets: linkTo('storage.bucket', 'Buckets that the record is kept in.'),
      logGroups: linkTo('log.group', 'Log stores that the record is kept in.'),
    },
  }),
  'vector.index': kind({
    noun: ['vector index', 'vector indexes'],
    doc: 'A search index that finds texts of similar meaning.',
    traits: ['encryption', 'reachability', 'credentials', 'logging', 'sharing', 'identity'],
    facts: { replicas: int('Number of copies that answer.') },
  }),
  'tracking.server': kind({
    noun: ['tracking server', 'tracking servers'],
    doc: 'A server that records experiments, runs and models.',
    traits: ['encryption', 'transit', 'reachability', 'credentials', 'logging', 'supply'],
    facts: {
      version: text('Version of its software.'),
      knownVulnerabilities: int('Number of published weaknesses of that version.'),
      artifactsProxied: bool('Files are read and written through the server, not straight from storage.'),
      lineage: bool('It records what was made from what.'),
      // Extends kinds.md: the issue asks who may do what on the server, and how people prove who they are.
      accessControl: oneOf(
        ['per-resource', 'all-users', 'none'],
        'How rights on experiments and models are given: each to named users or roles, all to every user, or not at all.',
      ),
      secondFactor: oneOf(['required', 'optional', 'none'], 'Whether people sign in with more than a password.'),
      defaultAdmin: bool(
        'An administrator exists under the name, and perhaps with the password, that the software ships with.',
      ),
    },
  }),
} as const;
