import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { BedrockEstate } from '../../estate-bedrock.ts';
import { browser, codeInterpreter, gateway, memory, runtime } from '../make/agentcore.ts';
import { agent, contentFilters, guardrail, knowledgeBase } from '../make/bedrock.ts';
import { accounts, image, type Place } from '../place.ts';
import { devRoles } from './iam.ts';

/** A month of what was asked, under a key of AWS. */
export function logGroups(place: Place): LogGroup[] {
  const arn = `arn:aws:logs:${place.region}:${place.account}:log-group:/bedrock/trials`;
  return [
    {
      logGroupName: '/bedrock/trials',
      arn: `${arn}:*`,
      logGroupArn: arn,
      creationTime: place.daysAgo(110).getTime(),
      retentionInDays: 30,
      logGroupClass: 'STANDARD',
    },
  ];
}

/** Generative AI of ml-dev: trials that were never meant to last. */
export function bedrock(place: Place): BedrockEstate {
  // All that it finds it only writes down: the trial was never ended.
  const guardrails = guardrail(place, 'note-assistant-trial', 110, [
    { contentPolicy: { filters: contentFilters('NONE'), tier: { tierName: 'CLASSIC' } } },
  ]);
  return {
    called: ['amazon.nova-pro-v1:0', 'amazon.nova-lite-v1:0'],
    logging: {
      cloudWatchConfig: { logGroupName: '/bedrock/trials', roleArn: devRoles.nlp },
      textDataDeliveryEnabled: true,
      imageDataDeliveryEnabled: false,
      embeddingDataDeliveryEnabled: false,
    },
    guardrails,
    agents: [
      agent(
        place,
        'note-assistant',
        105,
        {
          agentResourceRoleArn: devRoles.nlp,
          instruction: 'Sum up the notes of a stay.',
          guardrailConfiguration: { guardrailIdentifier: guardrails[0]?.guardrailId, guardrailVersion: '1' },
        },
        {
          versions: [{}],
          groups: [
            {
              actionGroupName: 'notes',
              functionSchema: { functions: [{ name: 'writeNote', requireConfirmation: 'DISABLED' }] },
            },
          ],
        },
      ),
      // No guardrail, no version, runs code, and remembers for a day.
      agent(
        place,
        'research-helper',
        60,
        {
          agentResourceRoleArn: devRoles.nlp,
          instruction: 'Help with research. The service account is pubmed, password="not-a-real-password-7".',
          idleSessionTTLInSeconds: 7200,
          memoryConfiguration: { enabledMemoryTypes: ['SESSION_SUMMARY'], storageDays: 30 },
        },
        {
          knows: 'literature',
          groups: [{ actionGroupName: 'code', parentActionSignature: 'AMAZON.CodeInterpreter' }],
        },
      ),
    ],
    knowledgeBases: [
      knowledgeBase(place, 'literature', 60, devRoles.nlp, {
        dataSourceConfiguration: {
          type: 'WEB',
          webConfiguration: {
            sourceConfiguration: { urlConfiguration: { seedUrls: [{ url: 'https://literature.example.org/open/' }] } },
          },
        },
        dataDeletionPolicy: 'RETAIN',
      }),
    ],
    runtimes: [
      runtime(place, 'triage_trial', 30, {
        roleArn: devRoles.nlp,
        networkConfiguration: { networkMode: 'PUBLIC' },
        agentRuntimeArtifact: {
          containerConfiguration: { containerUri: image(accounts.dev, place.region, 'research/imaging', 'latest') },
        },
        environmentVariables: { EHR_API_TOKEN: 'not-a-real-token-agent-4f2a9c' },
      }),
    ],
    gateways: [gateway(place, 'trial-tools', 30, { authorizerType: 'NONE', exceptionLevel: 'DEBUG' })],
    memories: [memory(place, 'triage_trial', 30)],
    browsers: [browser(place, 'open_web', 28, { networkConfiguration: { networkMode: 'PUBLIC' } })],
    codeInterpreters: [codeInterpreter(place, 'scratch', 28, { networkConfiguration: { networkMode: 'PUBLIC' } })],
  };
}
