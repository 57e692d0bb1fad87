import type { Estate } from '../../src/lab/estate.ts';
import type { BedrockEstate } from '../../src/lab/estate-bedrock.ts';
import { created, first, smallEstate } from '../../src/lab/small-estate.ts';

export const region = 'eu-west-1';

/** Names that try to be more than names. Each begins with a word of its own, so that it can be found again. */
export const hostile = {
  html: 'html <img src=x onerror="window.pwned=1"><svg/onload=window.pwned=2>',
  script: 'script </script><script>window.pwned=3</script>',
  comment: 'comment --><!--<script>window.pwned=4</script>]]>',
  attribute: `attribute" autofocus onfocus="window.pwned=5" x='`,
  link: 'link javascript:window.pwned=6//',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it tries to be one
  template: 'template {{constructor.constructor "window.pwned=7"}} {{{raw}}} ${window.pwned=8} <%= 1 %>',
  formula: '=HYPERLINK("http://127.0.0.1/","click")',
  command: "+cmd|' /C calc'!A0",
  ansi: 'ansi \u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b]8;;http://127.0.0.1/\u001b\\link\u001b[2J',
  c1: 'c1 \u009b31mred\u009d0;title\u009c',
  rightToLeft: 'rtl \u202egpj.exe\u2066\u200f end',
  lines: 'lines\r\nAssessed 100.0 %   Upright 100.0 % of judged   Open 0 critical, 0 high\n',
  separators: 'separators \u2028\u2029\u0000\u0085 end',
  long: `long ${'0123456789'.repeat(1024)} end`,
  proto: '__proto__',
  lone: 'lone \ud83d end',
} as const;

const arn = (name: string) => `arn:aws:sagemaker:${region}:${first}:notebook-instance/${name}`;
const text = Object.values(hostile);

/** A guardrail, a knowledge base and an agent of each name, with sources and tools that are called so. */
function hostileBedrock(): BedrockEstate {
  const bedrock = (resource: string) => `arn:aws:bedrock:${region}:${first}:${resource}`;
  const times = { createdAt: created, updatedAt: created };
  return {
    called: ['model'],
    guardrails: text.map((name, index) => ({
      name,
      description: name,
      guardrailId: `guard${index}`,
      guardrailArn: bedrock(`guardrail/guard${index}`),
      version: 'DRAFT',
      status: 'READY' as const,
      blockedInputMessaging: name,
      blockedOutputsMessaging: name,
      ...times,
    })),
    agents: text.map((name, index) => ({
      agent: {
        agentId: `AGENT${index}`,
        agentName: name,
        agentArn: bedrock(`agent/AGENT${index}`),
        agentVersion: 'DRAFT',
        agentStatus: 'PREPARED' as const,
        idleSessionTTLInSeconds: 7200,
        agentResourceRoleArn: `arn:aws:iam::${first}:role/hostile`,
        guardrailConfiguration: { guardrailIdentifier: `guard${index}`, guardrailVersion: 'DRAFT' },
        ...times,
      },
      actionGroups: [
        {
          agentId: `AGENT${index}`,
          agentVersion: 'DRAFT',
          actionGroupId: `GROUP${index}`,
          actionGroupName: name,
          actionGroupState: 'ENABLED' as const,
          functionSchema: { functions: [{ name }] },
          ...times,
        },
      ],
    })),
    knowledgeBases: text.map((name, index) => ({
      knowledgeBase: {
        knowledgeBaseId: `KB${index}`,
        name,
        knowledgeBaseArn: bedrock(`knowledge-base/KB${index}`),
        roleArn: `arn:aws:iam::${first}:role/hostile`,
        status: 'ACTIVE' as const,
        knowledgeBaseConfiguration: { type: 'VECTOR' as const },
        ...times,
      },
      dataSources: [
        {
          knowledgeBaseId: `KB${index}`,
          dataSourceId: `DS${index}`,
          name,
          status: 'AVAILABLE' as const,
          dataSourceConfiguration: {
            type: 'WEB' as const,
            webConfiguration: { sourceConfiguration: { urlConfiguration: { seedUrls: [{ url: name }] } } },
          },
          ...times,
        },
      ],
    })),
    tags: () => Object.fromEntries(text.map((one) => [one.slice(0, 120), one])),
  };
}

/** A notebook, open in every way, for each of the names; tags, a role and a bucket that say more of the kind. */
export function hostileEstate(): Estate {
  const role = `arn:aws:iam::${first}:role/hostile`;
  const notebooks = text.map((name) => ({
    NotebookInstanceName: name,
    NotebookInstanceArn: arn(name),
    NotebookInstanceStatus: 'InService' as const,
    InstanceType: 'ml.t3.medium' as const,
    RoleArn: role,
    CreationTime: created,
    LastModifiedTime: created,
    DirectInternetAccess: 'Enabled' as const,
    RootAccess: 'Enabled' as const,
    PlatformIdentifier: hostile.html,
  }));
  const tags = [
    ...text.map((one) => ({ Key: one.slice(0, 120), Value: one })),
    { Key: 'owner', Value: hostile.script },
    { Key: 'DataClass', Value: hostile.ansi },
  ];
  return {
    ...smallEstate({
      first: {
        iam: {
          roles: [
            {
              role: { RoleName: 'hostile', RoleId: 'AROAHOSTILE', Arn: role, Path: '/', CreateDate: created },
              trust: {
                Version: '2012-10-17',
                Statement: [{ Sid: hostile.html, Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
              },
              inline: {
                [hostile.attribute]: {
                  Version: '2012-10-17',
                  Statement: [{ Sid: hostile.template, Effect: 'Allow', Action: '*', Resource: hostile.script }],
                },
              },
            },
          ],
        },
        regions: {
          [region]: { sagemaker: { notebookInstances: notebooks, tags: () => tags }, bedrock: hostileBedrock() },
        },
      },
    }),
  };
}
