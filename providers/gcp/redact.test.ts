import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { redactGcp } from './redact.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const redact = (body: Json): Json => redactGcp('aiplatform', 'customJobs.list', body, digest);
const secret = 'hunter2-and-some';

describe('secrets in answers of Google Cloud', () => {
  it.each<[string, Json]>([
    ['environment', { containerSpec: { env: [{ name: 'DB', value: secret }] } }],
    ['environment as a map', { env: { DB: secret } }],
    ['arguments', { containerSpec: { args: ['--password', secret], command: ['sh', '-c', secret] } }],
    ['parameters of a pipeline', { runtimeConfig: { parameterValues: { key: secret, deep: { x: [secret] } } } }],
    ['constants of a pipeline', { inputs: { a: { runtimeValue: { constant: secret } } } }],
    ['defaults of a pipeline', { parameters: { a: { defaultValue: secret } } }],
    ['inputs of AutoML', { trainingTaskInputs: { target: secret } }],
    ['a script', { metadata: { 'startup-script': secret } }],
    ['metadata under a telling name', { metadata: { 'db-password': secret } }],
    ['a label under a telling name', { labels: { api_key: 'abcdef123456789' } }],
    ['a message of a failed job', { error: { code: 3, message: secret, details: [{ text: secret }] } }],
    ['a message of a check', { status: { code: 3, message: secret } }],
    ['a prompt', { systemInstruction: { parts: [{ text: secret }] } }],
    ['data', { samplePredictInstance: { name: secret } }],
    ['a key of a vector database', { vectorDbConfig: { apiAuth: { apiKeyConfig: { apiKeyString: secret } } } }],
    ['headers of a probe', { healthProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: secret }] } } }],
    ['parameters of a prediction', { modelParameters: { key: secret } }],
    ['variables of a query', { sparkSqlBatch: { queryVariables: { source: secret } } }],
    ['inputs of a step that ran', { execution: { metadata: { 'input:source': secret } } }],
    ['what a step compares with', { triggerPolicy: { condition: `x == '${secret}'` } }],
    ['what a cluster reports', { status: { state: 'ERROR', detail: secret }, statusHistory: [{ detail: secret }] }],
    ['what a batch reports', { stateMessage: secret, stateHistory: [{ stateMessage: secret }] }],
    ['examples of a tuning', { userDatasetExamples: [{ role: 'user', parts: [{ text: secret }] }] }],
    ['a template of prompts', { pointwiseMetricSpec: { metricPromptTemplate: secret } }],
    ['code', { inlineSource: { sourceArchive: secret } }],
    ['a tag under a telling name', { tags: { db_password: secret } }],
    ['a token anywhere', { anything: [{ deep: `AIza${'Sy'.repeat(17)}x` }] }],
  ])('%s', (_name, body) => {
    const text = JSON.stringify(redact(body));
    for (const planted of [secret, 'abcdef123456789', 'AIzaSy']) expect(text).not.toContain(planted);
    expect(text).toContain('redacted:');
  });

  it('go, names and what is judged stay', () => {
    const body = {
      name: 'projects/1/locations/l/customJobs/2',
      labels: { owner: 'imaging' },
      jobSpec: {
        serviceAccount: 'a@b.iam.gserviceaccount.com',
        workerPoolSpecs: [{ containerSpec: { imageUri: 'x@sha256:1' } }],
      },
      metadata: { 'notebook-disable-root': 'true', gcsBucket: 'cloud-ai-platform-1' },
      encryptionSpec: { kmsKeyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' },
    };
    expect(redact(body)).toBe(body);
    const env = { env: [{ name: 'DB', value: secret }] };
    expect(redact(env)).toEqual({ env: [{ name: 'DB', value: `redacted:string:${digest(secret)}` }] });
  });

  it('may be called anything', () => {
    const body = JSON.parse(`{"labels":{"__proto__":"${secret}","password":"${secret}"}}`) as Json;
    const text = JSON.stringify(redact(body));
    expect(text).toContain('__proto__');
    expect(text.match(new RegExp(secret, 'g'))).toHaveLength(1); // under a name that says nothing, a word is a word
  });
});
