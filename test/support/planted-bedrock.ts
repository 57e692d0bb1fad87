import type { BedrockEstate } from '../../src/lab/estate-bedrock.ts';
import { created, first } from '../../src/lab/small-estate.ts';

/** Secrets by where they are planted in generative AI; see planted-estate.ts. */
export const plantedInBedrock = {
  agentInstruction: 'mark0agentinstr2x /&+<é>=',
  agentTemplate: 'mark0agenttempl8d',
  agentVersionInstruction: 'mark0agentversion4h',
  collaboration: 'mark0collab6s',
  apiDescription: 'mark0apipayload1v',
  actionParameter: 'mark0actionparam5w',
  runtimeEnvironment: 'mark0runtimeenv9k',
  gatewayInstructions: 'mark0gateway3m',
  memoryPrompt: 'mark0memory7y',
  topicDefinition: 'mark0topic2g',
  topicExample: 'mark0example4j',
  blockedWord: 'mark0word6n',
  pattern: 'mark0pattern8r',
  tuningParameter: 'mark0tuning1b',
  tuningFailure: 'mark0tunefail3q',
  batchFailure: 'mark0batchfail5c',
  bedrockTag: 'mark0bedrocktag7f',
} as const;

const region = 'eu-west-1';
const arn = (resource: string) => `arn:aws:bedrock:${region}:${first}:${resource}`;
const core = (resource: string) => `arn:aws:bedrock-agentcore:${region}:${first}:${resource}`;
const role = `arn:aws:iam::${first}:role/x`;
const times = { createdAt: created, updatedAt: created };

/** Generative AI with a secret in every place where people leave them. */
export function plantedBedrock(): BedrockEstate {
  const one = plantedInBedrock;
  const agent = {
    agentId: 'AGENT00001',
    agentName: 'agent',
    agentArn: arn('agent/AGENT00001'),
    agentStatus: 'PREPARED' as const,
    idleSessionTTLInSeconds: 600,
    agentResourceRoleArn: role,
    agentCollaboration: 'SUPERVISOR' as const,
    ...times,
  };
  return {
    called: ['amazon.nova-lite-v1:0'],
    guardrails: [
      {
        name: 'guard',
        guardrailId: 'guard0000001',
        guardrailArn: arn('guardrail/guard0000001'),
        version: 'DRAFT',
        status: 'READY',
        blockedInputMessaging: 'No.',
        blockedOutputsMessaging: 'No.',
        topicPolicy: { topics: [{ name: 'topic', definition: one.topicDefinition, examples: [one.topicExample] }] },
        wordPolicy: { words: [{ text: one.blockedWord }] },
        sensitiveInformationPolicy: { regexes: [{ name: 'number', pattern: one.pattern, action: 'BLOCK' }] },
        ...times,
      },
    ],
    agents: [
      {
        agent: {
          ...agent,
          agentVersion: 'DRAFT',
          instruction: one.agentInstruction,
          promptOverrideConfiguration: { promptConfigurations: [{ basePromptTemplate: one.agentTemplate }] },
        },
        versions: [{ ...agent, version: '1', instruction: one.agentVersionInstruction }],
        aliases: [
          {
            agentAliasId: 'LIVE000001',
            agentAliasName: 'live',
            agentAliasStatus: 'PREPARED',
            routingConfiguration: [{ agentVersion: '1' }],
            ...times,
          },
        ],
        actionGroups: [
          {
            agentId: agent.agentId,
            agentVersion: '1',
            actionGroupId: 'GROUP00001',
            actionGroupName: 'group',
            actionGroupState: 'ENABLED',
            apiSchema: { payload: `{"info":{"description":"${one.apiDescription}"}}` },
            parentActionGroupSignatureParams: { setting: one.actionParameter },
            ...times,
          },
        ],
        collaborators: {
          '1': [
            {
              agentId: agent.agentId,
              agentVersion: '1',
              collaboratorId: 'COLLAB0001',
              agentDescriptor: {},
              collaborationInstruction: one.collaboration,
              relayConversationHistory: 'DISABLED',
              collaboratorName: 'helper',
              createdAt: created,
              lastUpdatedAt: created,
            },
          ],
        },
      },
    ],
    customizationJobs: [
      {
        jobArn: arn('model-customization-job/x/1'),
        jobName: 'tune',
        outputModelName: 'tuned',
        roleArn: role,
        status: 'Failed',
        failureMessage: `bad record: ${one.tuningFailure}`,
        baseModelArn: `arn:aws:bedrock:${region}::foundation-model/x`,
        hyperParameters: { setting: one.tuningParameter },
        trainingDataConfig: { s3Uri: 's3://data-one/in' },
        validationDataConfig: { validators: [] },
        outputDataConfig: { s3Uri: 's3://data-one/out' },
        customizationType: 'FINE_TUNING',
        creationTime: created,
      },
    ],
    invocationJobs: [
      {
        jobArn: arn('model-invocation-job/1'),
        jobName: 'batch',
        modelId: 'x',
        roleArn: role,
        status: 'Failed',
        message: `could not read: ${one.batchFailure}`,
        submitTime: created,
        inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://data-one/in' } },
        outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data-one/out' } },
      },
    ],
    runtimes: [
      {
        runtime: {
          agentRuntimeArn: core('runtime/r-1'),
          agentRuntimeId: 'r-1',
          agentRuntimeName: 'r',
          agentRuntimeVersion: '1',
          roleArn: role,
          status: 'READY',
          lifecycleConfiguration: {},
          environmentVariables: { SETTING: one.runtimeEnvironment },
          createdAt: created,
          lastUpdatedAt: created,
        },
      },
    ],
    gateways: [
      {
        gatewayArn: core('gateway/g-1'),
        gatewayId: 'g-1',
        name: 'g',
        status: 'READY',
        authorizerType: 'AWS_IAM',
        protocolConfiguration: { mcp: { instructions: one.gatewayInstructions } },
        ...times,
      },
    ],
    memories: [
      {
        arn: core('memory/m-1'),
        id: 'm-1',
        name: 'm',
        eventExpiryDuration: 30,
        status: 'ACTIVE',
        strategies: [
          {
            strategyId: 's',
            name: 's',
            type: 'CUSTOM',
            namespaces: [],
            namespaceTemplates: [],
            configuration: {
              type: 'SEMANTIC_OVERRIDE',
              extraction: {
                customExtractionConfiguration: {
                  semanticExtractionOverride: { appendToPrompt: one.memoryPrompt, modelId: 'x' },
                },
              },
            },
          },
        ],
        ...times,
      },
    ],
    tags: () => ({ owner: 'team-a', db_password: one.bedrockTag }),
  };
}
