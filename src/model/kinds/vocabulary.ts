/** Words and records that more than one kind or trait uses, so that they mean the same everywhere. Best to worst where they have an order. */
import { bool, int, oneOf, record, text } from './declare.ts';

/** How a job or run ended. */
export const outcomes = ['succeeded', 'running', 'stopped', 'failed'] as const;
/** How the newest run of something that runs again and again ended. */
export const lastOutcomes = [...outcomes, 'never-ran'] as const;
/** Whether somebody agreed to it. */
export const approvals = ['approved', 'pending', 'rejected', 'none'] as const;
/** How we know that a check exists: its settings, its results, or only its name. */
export const evidenceGrades = ['configured', 'ran', 'recognised'] as const;
/** What alerts watch for. */
export const alertSubjects = [
  'drift',
  'model-quality',
  'errors',
  'data-change',
  'off-hours-training',
  'policy-change',
  'cost',
] as const;
/** What a tool lets an agent do. */
export const toolTypes = ['function', 'code', 'browser', 'search', 'mcp', 'http', 'agent'] as const;

export const store = record('Store', {
  // kinds.md names the first nine; data (a kind that is itself a store) and memory (of an agent) complete the list.
  name: oneOf(
    ['volume', 'home', 'output', 'online', 'offline', 'capture', 'artifacts', 'metadata', 'logs', 'data', 'memory'],
    'Which of its stores this is.',
  ),
  key: oneOf(['customer', 'hardware', 'provider', 'none'], 'Who controls the key that this store is encrypted with.'),
});

export const logFeed = record('LogFeed', {
  category: text('What the platform calls this kind of log.'),
  destination: text('Where the log is sent.'),
  retentionDays: int('Days that the log is kept there.'),
});

export const image = record('Image', {
  ref: text('Full name of the container image.'),
  pinned: bool('The image is named by its digest, so that it cannot change unnoticed.'),
  registry: oneOf(['own', 'provider', 'public'], 'Whose registry the image comes from.'),
});

export const artifact = record('Artifact', {
  uri: text('Address of the file or folder.'),
  pinned: bool('The content is fixed by a version or a hash, so that it cannot change unnoticed.'),
  format: text('File format, e.g. pickle or safetensors; empty if none is stated.'),
});

export const openFinding = record('OpenFinding', {
  source: text('Which of the checks of the cloud found it.'),
  about: oneOf(['attack', 'weakness', 'rule'], 'What it tells of: an attack, a known weakness, a rule that is broken.'),
  open: int('How many of its findings nobody has closed.'),
});

export const member = record('Member', {
  name: text('Name of the user.'),
  principal: text('Identity that the code of this user runs as.'),
});

export const input = record('Input', {
  uri: text('Address of the data.'),
  versioned: bool('The exact version of the data is fixed.'),
});

export const step = record('Step', {
  name: text('Name of the step.'),
  purpose: oneOf(
    ['validate-data', 'train', 'evaluate', 'explain', 'check-bias', 'approve', 'register', 'deploy', 'other'],
    'What the step does.',
  ),
});

export const variant = record('Variant', {
  name: text('Name of the variant.'),
  trafficPercent: int('Share of the requests that it answers, in percent.'),
  minReplicas: int('Copies that run at the least.'),
  serverless: bool('It runs on demand, without machines of its own.'),
  shadow: bool('It only gets copies of requests, its answers are not used.'),
});

export const filter = record('Filter', {
  hazard: oneOf(
    [
      'hate',
      'harassment',
      'sexual',
      'violence',
      'self-harm',
      'dangerous',
      'prompt-attack',
      'indirect-attack',
      'pii',
      'denied-topic',
      'profanity',
      'blocklist',
      'ungrounded',
      'irrelevant',
      'protected-material',
      'malicious-url',
    ],
    'What the filter looks for.',
  ),
  direction: oneOf(['input', 'output', 'tool-input', 'tool-output'], 'Which text the filter reads.'),
  action: oneOf(['block', 'mask', 'detect', 'none'], 'What happens when the filter finds something.'),
  strictness: int('How little it takes: 0 off, 1 lenient, 2 medium, 3 strict.'),
});

export const tool = record('Tool', {
  name: text('Name of the tool.'),
  type: oneOf(toolTypes, 'What the tool lets the agent do.'),
  confirms: bool('A person has to agree before the tool is used.'),
});

export const source = record('Source', {
  type: text('What kind of place the documents come from, as the platform calls it.'),
  uri: text('Address of the documents.'),
  publicWeb: bool('The documents are pages of the public web.'),
});

export const policy = record('Policy', {
  name: text('Name of the policy.'),
  enforced: bool('The policy is enforced, not only reported.'),
});
