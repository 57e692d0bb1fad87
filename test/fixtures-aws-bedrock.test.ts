import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agents } from '../providers/aws/bedrock/agent.ts';
import { customModels } from '../providers/aws/bedrock/custom-model.ts';
import { customizationJobs } from '../providers/aws/bedrock/customization-job.ts';
import { guardrails } from '../providers/aws/bedrock/guardrail.ts';
import { bedrockCollectors } from '../providers/aws/bedrock/index.ts';
import { inferenceProfiles } from '../providers/aws/bedrock/inference-profile.ts';
import { invocationJobs } from '../providers/aws/bedrock/invocation-job.ts';
import { invocationLogs } from '../providers/aws/bedrock/invocation-log.ts';
import { knowledgeBases } from '../providers/aws/bedrock/knowledge-base.ts';
import { redactAws } from '../providers/aws/redact.ts';
import { plainOf, refused, resourceOf, type Table } from '../providers/aws/testing/map.ts';
import { recordedBy } from '../providers/aws/testing/trails.ts';
import type { JsonObject } from '../src/model/json.ts';
import { at } from '../src/model/mapping/pointer.ts';
import type { Collector } from '../src/model/provider.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'aws');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: recorded answers of Bedrock, since ${folder} is not there`);

/** An answer of AWS as it was recorded; `source` in the file says by whom. Times are 2023 to 2026. */
function recorded(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).response;
}

const bedrock = 'arn:aws:bedrock:us-east-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/AmazonBedrockExecutionRoleForAgents_c7n_test';
const key = 'arn:aws:kms:us-east-1:123456789012:key/082cd05f-96d1-49f6-a5ac-32093d2cfe38';
const lost = 'missing: not-returned';
const customerKey = (input: JsonObject): JsonObject => ({
  KeyMetadata: { KeyManager: 'CUSTOMER', Arn: String(input.KeyId) },
});
/** What was not recorded beside the answer under test. */
const beside: Table = {
  DescribeKey: customerKey,
  GetBucketEncryption: refused('ServerSideEncryptionConfigurationNotFoundError'),
  GetBucketLifecycleConfiguration: refused('NoSuchLifecycleConfiguration'),
  ListAgentAliases: { agentAliasSummaries: [] },
  ListAgentActionGroups: { actionGroupSummaries: [] },
  ListAgentCollaborators: { agentCollaboratorSummaries: [] },
  ListAgentKnowledgeBases: { agentKnowledgeBaseSummaries: [] },
  ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [] },
  DescribeEffectivePolicy: refused('EffectivePolicyNotFoundException'),
  ListDataSources: { dataSourceSummaries: [] },
  DescribeVpcEndpoints: { VpcEndpoints: [] },
  GetFoundationModel: refused('ResourceNotFoundException'),
  ...recordedBy([]),
};

const map = (collector: Collector, item: JsonObject, reads: Table, region = 'us-east-1') =>
  plainOf(resourceOf(collector, { item, region, reads: { ...beside, ...reads } }));
const first = (list: unknown) => (list as JsonObject[])[0] ?? {}; // recorded as a list

describe.skipIf(!there)('recorded answers of Bedrock', () => {
  it.each([
    ['1', 'bskwryvo9mu5'],
    ['3', 'j67bckj8wqa9'],
  ])('GetGuardrail.%s: from before actions existed, so its filter blocks', (name, id) => {
    const body = recorded(`bedrock.GetGuardrail.${name}`);
    const item = { id, arn: `${bedrock}:guardrail/${id}`, name: String(body.name) };
    const reads = {
      GetGuardrail: body,
      Versions: { guardrails: [{ version: 'DRAFT' }] },
      ListTagsForResource: recorded('bedrock.ListTagsForResource.3'),
    };
    expect(map(guardrails, item, reads)).toMatchObject({
      uid: body.guardrailArn,
      name: body.name,
      keyAtRest: 'provider',
      filters: [
        { hazard: 'hate', direction: 'input', action: 'block', strictness: 2 },
        { hazard: 'hate', direction: 'output', action: 'block', strictness: 2 },
      ],
      multilingual: false,
      processing: 'region',
      state: 'active',
      createdAt: body.createdAt,
      modifiedAt: body.updatedAt,
      tags: { foo: 'bar' },
    });
  });

  it('GetGuardrail.5: words that are blocked one way only', () => {
    const body = recorded('bedrock.GetGuardrail.5');
    const item = { id: 'bskwryvo9mu5', arn: `${bedrock}:guardrail/bskwryvo9mu5`, name: String(body.name) };
    const reads = {
      GetGuardrail: body,
      Versions: recorded('bedrock.ListGuardrails.1'),
      ListTagsForResource: recorded('bedrock.ListTagsForResource.5'),
    };
    expect(map(guardrails, item, reads)).toMatchObject({
      filters: [
        { hazard: 'blocklist', direction: 'input', action: 'block', strictness: 3 },
        { hazard: 'blocklist', direction: 'output', action: 'none', strictness: 0 },
        { hazard: 'profanity', direction: 'input', action: 'block', strictness: 3 },
        { hazard: 'profanity', direction: 'output', action: 'none', strictness: 0 },
      ],
      multilingual: 'missing: not-supported',
      owner: 'c7n',
      tags: { Environment: 'test', Owner: 'c7n', TestTag: 'TestValue' },
    });
  });

  const metric = { Namespace: 'AWS/Bedrock', MetricName: 'Invocations', Dimensions: [] };
  const inUse = { Invocations: { Metrics: [metric] } };

  it('GetModelInvocationLoggingConfiguration.1: off, an answer without members', () => {
    const read = recorded('bedrock.GetModelInvocationLoggingConfiguration.1');
    expect(read).toEqual({});
    expect(map(invocationLogs, metric, { ...inUse, GetModelInvocationLoggingConfiguration: read })).toMatchObject({
      enabled: false,
      content: [],
      destinations: [],
      samplePercent: 0,
    });
  });

  it('GetModelInvocationLoggingConfiguration.3: to a bucket, made before sound and pictures that move', () => {
    const read = recorded('bedrock.GetModelInvocationLoggingConfiguration.3');
    expect(map(invocationLogs, metric, { ...inUse, GetModelInvocationLoggingConfiguration: read })).toMatchObject({
      enabled: true,
      content: ['metadata', 'text', 'embedding'],
      destinations: ['s3://test-bedrock-1'],
      samplePercent: 100,
      retentionDays: null,
      stores: [{ name: 'logs', key: 'provider' }],
      '->buckets': ['arn:aws:s3:::test-bedrock-1'],
      '->logGroups': [],
    });
  });

  it.each([
    ['1', '64XULLPD7A', 'active', 30, 'customer', [role], '2024-02-15T11:02:53Z'],
    ['3', 'VSSMEX8G6W', 'pending', 30, 'provider', [role], '2024-02-26T17:15:29Z'],
    ['5', 'MH18JURTT7', 'active', 30, 'provider', [role], '2024-02-26T18:28:46Z'],
    // Made by the console a moment ago: no role yet.
    ['7', 'D9WNPBVRUQ', 'pending', 10, 'provider', [lost], '2026-06-09T18:55:55Z'],
  ])('GetAgent.%s: the draft', (name, id, state, minutes, keyAtRest, principals, changed) => {
    const body = recorded(`bedrock-agent.GetAgent.${name}`);
    const reads = { GetAgent: body, ListTagsForResource: recorded('bedrock-agent.ListTagsForResource.1') };
    expect(map(agents, { agentId: id, agentName: 'c7n-test' }, reads)).toMatchObject({
      uid: `${bedrock}:agent/${id}`,
      state,
      sessionMinutes: minutes,
      keyAtRest,
      memory: false,
      versionPinned: false,
      plainSecrets: 0,
      tools: [],
      owner: 'policy',
      modifiedAt: changed,
      '->principals': principals,
      '->guardrails': [],
    });
  });

  it('GetAgent.1: the instruction and the templates do not outlive redaction', () => {
    const body = recorded('bedrock-agent.GetAgent.1');
    const clean = JSON.stringify(redactAws('bedrock-agent', 'GetAgent', body, () => 'digest'));
    expect(JSON.stringify(body)).toContain('You are an agent');
    expect(clean).not.toContain('You are an agent');
    expect(clean).not.toContain("what's your name");
    expect(clean).toContain('"promptType":"POST_PROCESSING"');
  });

  it('GetKnowledgeBase.1', () => {
    const body = recorded('bedrock-agent.GetKnowledgeBase.1');
    const reads = { GetKnowledgeBase: body, ListTagsForResource: recorded('bedrock-agent.ListTagsForResource.3') };
    expect(map(knowledgeBases, { knowledgeBaseId: 'BNSFZQXP2G', name: 'quick-start' }, reads)).toMatchObject({
      uid: `${bedrock}:knowledge-base/BNSFZQXP2G`,
      state: 'active',
      runsAs: 'own',
      sources: [],
      tags: { resource: 'knowledge' },
      createdAt: '2024-02-11T16:12:34Z',
      '->principals': ['arn:aws:iam::123456789012:role/service-role/AmazonBedrockExecutionRoleForKnowledgeBase_e4hzu'],
      '->indexes': ['arn:aws:aoss:us-east-1:123456789012:collection/dwr0jc0s7bzsv6tupla1'],
    });
  });

  it('GetCustomModel.1: from before its kind and its state were told', () => {
    const body = recorded('bedrock.GetCustomModel.1');
    const reads = { GetCustomModel: body, ListTagsForResource: recorded('bedrock.ListTagsForResource.3') };
    expect(map(customModels, { modelArn: body.modelArn ?? '', modelName: 'c7n-test3' }, reads)).toMatchObject({
      keyAtRest: 'provider',
      origin: 'provider',
      state: 'active',
      createdAt: '2023-11-17T17:36:07Z',
      '->jobs': [body.jobArn],
      '->buckets': ['arn:aws:s3:::bedrock-c7n'],
    });
  });

  it.each([
    ['1', 'stopped', 'stopped', 'customer', [key]],
    ['3', 'running', 'active', 'provider', []],
  ])('GetModelCustomizationJob.%s', (name, outcome, state, artifacts, keys) => {
    const body = recorded(`bedrock.GetModelCustomizationJob.${name}`);
    const reads = { GetModelCustomizationJob: body, ListTagsForResource: recorded('bedrock.ListTagsForResource.3') };
    expect(map(customizationJobs, { jobArn: body.jobArn ?? '', jobName: body.jobName ?? '' }, reads)).toMatchObject({
      purpose: 'fine-tune',
      outcome,
      state,
      stores: [
        { name: 'artifacts', key: artifacts },
        { name: 'output', key: 'provider' },
      ],
      network: 'provider',
      plainSecrets: 0,
      inputs: [{ uri: 's3://test-bedrock-1/training/training.json', versioned: false }],
      startedAt: body.creationTime,
      '->keys': keys,
      '->principals': [role],
      '->outputs': ['arn:aws:s3:::test-bedrock-1'],
    });
  });

  it.each([['1'], ['3']])('ListModelInvocationJobs.%s: every job is mapped from the list alone', (name) => {
    const jobs = recorded(`bedrock.ListModelInvocationJobs.${name}`).invocationJobSummaries as JsonObject[];
    expect(jobs.length).toBeGreaterThan(5);
    for (const job of jobs) {
      const mapped = map(invocationJobs, job, { ListTagsForResource: { tags: [] } });
      expect(mapped).toMatchObject({
        uid: job.jobArn,
        name: job.jobName,
        purpose: 'batch-inference',
        maxMinutes: Number(job.timeoutDurationInHours) * 60,
        runsAs: 'own',
        network: 'provider',
        startedAt: job.submitTime,
        '->principals': [job.roleArn],
      });
      expect([mapped.outcome, mapped.state]).not.toContain(lost);
      expect([mapped['->outputs'], mapped['->buckets']]).not.toContain(lost);
    }
  });

  it.each([
    ['1', 'geography'],
    ['5', 'global'],
    ['7', 'global'],
  ])('ListInferenceProfiles.%s', (name, processing) => {
    const item = first(recorded(`bedrock.ListInferenceProfiles.${name}`).inferenceProfileSummaries);
    const region = String(item.inferenceProfileArn).split(':')[3] ?? '';
    const reads = { ListTagsForResource: recorded('bedrock.ListTagsForResource.1') };
    expect(map(inferenceProfiles, item, reads, region)).toMatchObject({
      uid: item.inferenceProfileArn,
      name: item.inferenceProfileName,
      model: first(item.models).modelArn,
      processing,
      state: 'active',
      tags: { Owner: 'c7n', Environment: 'test' },
    });
  });

  it.each([
    ['bedrock.ListGuardrails', ['1', '3']],
    ['bedrock.ListCustomModels', ['1']],
    ['bedrock.ListInferenceProfiles', ['1', '3', '5', '7']],
    ['bedrock.ListModelCustomizationJobs', ['1']],
    ['bedrock.ListModelInvocationJobs', ['1', '3']],
    ['bedrock-agent.ListAgents', ['1', '3']],
    ['bedrock-agent.ListKnowledgeBases', ['1', '3']],
  ])('%s: the array is there, also when it is empty, and each item has an id and a name', (file, names) => {
    const operation = file.split('.')[1];
    const collector = bedrockCollectors.find((one) => one.list?.operation === operation);
    for (const name of names) {
      const items = at(recorded(`${file}.${name}`), `/${collector?.list?.items}`);
      expect(Array.isArray(items)).toBe(true);
      for (const item of items as JsonObject[]) {
        const scope = { provider: 'aws', account: '123456789012', accountName: '', region: 'us-east-1' } as const;
        expect(collector?.uid(item, scope)).toMatch(/^arn:aws:bedrock:/);
        expect(collector?.name(item)).toMatch(/^[\w -]+$/);
      }
    }
  });
});
