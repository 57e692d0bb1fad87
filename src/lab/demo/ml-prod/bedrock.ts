import type { GetGuardrailResponse } from '@aws-sdk/client-bedrock';
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { BedrockEstate } from '../../estate-bedrock.ts';
import { browser, codeInterpreter, gateway, memory, runtime } from '../make/agentcore.ts';
import {
  agent,
  bedrockArn,
  contentFilters,
  foundationArn,
  foundationModel,
  guardrail,
  knowledgeBase,
} from '../make/bedrock.ts';
import { accounts, digest, hex, image, type Place } from '../place.ts';
import { genaiRoles } from './genai-roles.ts';
import { bedrockModels } from './models-bedrock.ts';
import { inferenceNetwork } from './network.ts';

const callsGroup = '/bedrock/calls';

/** Where prompts and answers are recorded: a year, under the account's own key. */
export function logGroups(place: Place): LogGroup[] {
  const arn = `arn:aws:logs:${place.region}:${place.account}:log-group:${callsGroup}`;
  return [
    {
      logGroupName: callsGroup,
      arn: `${arn}:*`,
      logGroupArn: arn,
      creationTime: place.daysAgo(300).getTime(),
      retentionInDays: 365,
      kmsKeyId: place.key('ml-prod'),
      dataProtectionStatus: 'ACTIVATED',
      logGroupClass: 'STANDARD',
      storedBytes: 84_120_331,
      metricFilterCount: 2,
    },
  ];
}

/** Generative AI of ml-prod: an assistant for patients' messages, one that drafts letters, and an agent for ward rounds. */
export function bedrock(place: Place): BedrockEstate {
  const guardrails = guardrailsOf(place);
  const messages = guardrails.find(({ name }) => name === 'patient-messages');
  const letters = guardrails.find(({ name }) => name === 'discharge-letters');
  const key = place.key('ml-prod');
  return {
    called: ['amazon.nova-pro-v1:0', 'amazon.titan-embed-text-v2:0', 'eu.amazon.nova-lite-v1:0'],
    logging: {
      cloudWatchConfig: { logGroupName: callsGroup, roleArn: genaiRoles.logging },
      s3Config: { bucketName: 'hvh-ml-prod-logs', keyPrefix: 'bedrock' },
      textDataDeliveryEnabled: true,
      imageDataDeliveryEnabled: true,
      embeddingDataDeliveryEnabled: false,
      videoDataDeliveryEnabled: false,
    },
    dataRetention: 'none',
    enforcedGuardrails: [
      {
        configId: hex('enforced', 12),
        guardrailArn: messages?.guardrailArn,
        guardrailId: messages?.guardrailId,
        guardrailVersion: '2',
        owner: 'ACCOUNT',
        createdAt: place.daysAgo(60),
        updatedAt: place.daysAgo(60),
      },
    ],
    guardrails,
    foundationModels: [
      foundationModel(place, 'amazon.nova-pro-v1:0'),
      foundationModel(place, 'amazon.nova-lite-v1:0', place.daysAgo(-40)),
    ],
    ...bedrockModels(place),
    agents: [
      agent(
        place,
        'patient-message-assistant',
        240,
        {
          agentResourceRoleArn: genaiRoles.agent,
          customerEncryptionKeyArn: key,
          instruction: 'Draft a kind reply for the nurse to check. Never give a dose.',
          guardrailConfiguration: { guardrailIdentifier: messages?.guardrailId, guardrailVersion: '2' },
        },
        {
          versions: [{}, {}],
          knows: 'clinical-guidelines',
          groups: [
            {
              actionGroupName: 'appointments',
              actionGroupExecutor: { customControl: 'RETURN_CONTROL' },
              functionSchema: { functions: [{ name: 'bookAppointment', requireConfirmation: 'ENABLED' }] },
            },
          ],
        },
      ),
      // Still on the first version of its guardrail, which has long been made stricter.
      agent(
        place,
        'discharge-letter-drafter',
        150,
        {
          agentResourceRoleArn: genaiRoles.agent,
          instruction: 'Draft a discharge letter from the notes.',
          guardrailConfiguration: { guardrailIdentifier: letters?.guardrailId, guardrailVersion: '1' },
        },
        { versions: [{}] },
      ),
    ],
    knowledgeBases: [
      knowledgeBase(place, 'clinical-guidelines', 230, genaiRoles.knowledge, {
        dataSourceConfiguration: { type: 'S3', s3Configuration: { bucketArn: 'arn:aws:s3:::hvh-ml-prod-guidelines' } },
        serverSideEncryptionConfiguration: { kmsKeyArn: key },
      }),
    ],
    ...agentCore(place),
    tags: (arn) =>
      arn.includes(':agent/') || arn.includes(':runtime/') ? { owner: 'clinical-nlp', 'data-class': 'phi' } : {},
  };
}

function guardrailsOf(place: Place): GetGuardrailResponse[] {
  const full: Partial<GetGuardrailResponse> = {
    kmsKeyArn: place.key('ml-prod'),
    contentPolicy: { filters: contentFilters('BLOCK'), tier: { tierName: 'STANDARD' } },
    topicPolicy: {
      topics: [{ name: 'dosage', type: 'DENY', definition: 'How much of a drug to take.', examples: ['How many?'] }],
    },
    wordPolicy: { managedWordLists: [{ type: 'PROFANITY' }] },
    sensitiveInformationPolicy: {
      piiEntities: [
        { type: 'NAME', action: 'ANONYMIZE' },
        { type: 'UK_NATIONAL_HEALTH_SERVICE_NUMBER', action: 'BLOCK' },
      ],
    },
    contextualGroundingPolicy: { filters: [{ type: 'GROUNDING', threshold: 0.75, action: 'BLOCK', enabled: true }] },
  };
  const first: Partial<GetGuardrailResponse> = {
    kmsKeyArn: place.key('ml-prod'),
    contentPolicy: {
      filters: [
        { type: 'HATE', inputStrength: 'MEDIUM', outputStrength: 'MEDIUM' },
        { type: 'PROMPT_ATTACK', inputStrength: 'LOW', outputStrength: 'NONE' },
      ],
    },
  };
  return [
    ...guardrail(place, 'patient-messages', 250, [full, full]),
    ...guardrail(place, 'discharge-letters', 160, [first, full]),
  ];
}

function agentCore(place: Place): BedrockEstate {
  const vpc = { subnets: inferenceNetwork.Subnets, securityGroups: inferenceNetwork.SecurityGroupIds };
  const key = place.key('ml-prod');
  return {
    runtimes: [
      runtime(
        place,
        'ward_round',
        70,
        {
          roleArn: genaiRoles.agent,
          networkConfiguration: { networkMode: 'VPC', networkModeConfig: vpc },
          agentRuntimeArtifact: {
            containerConfiguration: {
              containerUri: image(accounts.prod, place.region, 'ml/discharge-summary', digest('ward round')),
            },
          },
          authorizerConfiguration: {
            customJWTAuthorizer: { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration' },
          },
          environmentVariables: { STAGE: 'live' },
          metadataConfiguration: { requireMMDSV2: true },
        },
        { version: '1' },
      ),
    ],
    gateways: [
      gateway(place, 'hospital-tools', 70, {
        authorizerType: 'CUSTOM_JWT',
        authorizerConfiguration: {
          customJWTAuthorizer: { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration' },
        },
        roleArn: genaiRoles.agent,
        kmsKeyArn: key,
        policyEngineConfiguration: {
          arn: `arn:aws:bedrock-agentcore:${place.region}:${place.account}:policy-engine/ward-rules`,
          mode: 'ENFORCE',
        },
      }),
    ],
    memories: [memory(place, 'ward_round', 70, { encryptionKeyArn: key })],
    browsers: [
      browser(place, 'guideline_reader', 50, {
        executionRoleArn: genaiRoles.agent,
        networkConfiguration: { networkMode: 'VPC', vpcConfig: vpc },
        recording: { enabled: true, s3Location: { bucket: 'hvh-ml-prod-capture', prefix: 'browser' } },
      }),
    ],
    codeInterpreters: [
      codeInterpreter(place, 'dose_sums', 50, {
        executionRoleArn: genaiRoles.agent,
        networkConfiguration: { networkMode: 'SANDBOX' },
      }),
    ],
  };
}

/** The trial overseas: a model is called, and nothing of it is recorded. */
export function virginiaBedrock(place: Place): BedrockEstate {
  return {
    called: ['amazon.nova-lite-v1:0'],
    inferenceProfiles: [
      {
        inferenceProfileName: 'no-show-reminders',
        inferenceProfileArn: bedrockArn(place, `application-inference-profile/${hex('no-show-reminders', 12)}`),
        inferenceProfileId: hex('no-show-reminders', 12),
        models: [{ modelArn: foundationArn(place, 'amazon.nova-lite-v1:0') }],
        status: 'ACTIVE',
        type: 'APPLICATION',
        createdAt: place.daysAgo(120),
        updatedAt: place.daysAgo(120),
      },
    ],
    foundationModels: [foundationModel(place, 'amazon.nova-lite-v1:0')],
  };
}
