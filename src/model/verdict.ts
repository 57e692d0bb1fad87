export const verdicts = ['fail', 'unknown', 'manual', 'pass', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export const providers = ['aws', 'azure', 'gcp', 'mlflow'] as const;
export type Provider = (typeof providers)[number];
