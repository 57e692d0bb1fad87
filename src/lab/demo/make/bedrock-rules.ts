import { all } from '../../aws/bedrock/common.ts';
import type { BedrockEstate } from '../../estate-bedrock.ts';
import type { NativeRule } from './audit.ts';

/** What AWS's managed rules for AgentCore found, computed from the resources, so that it agrees with them. */
export function bedrockRules(estate: BedrockEstate): NativeRule[] {
  const runtimes = all(estate.runtimes).map(({ runtime }) => ({
    arn: runtime.agentRuntimeArn,
    isGood: runtime.networkConfiguration?.networkMode === 'VPC',
  }));
  const gateways = all(estate.gateways);
  const memories = all(estate.memories);
  const browsers = all(estate.browsers);
  return [
    rule('bedrockagentcore-runtime-private-network-required', 'BedrockAgentCore.1', 'Runtime', 'HIGH', runtimes),
    rule(
      'bedrockagentcore-gateway-authorizer-enabled',
      'BedrockAgentCore.2',
      'Gateway',
      'HIGH',
      gateways.map((one) => ({ arn: one.gatewayArn, isGood: one.authorizerType !== 'NONE' })),
    ),
    rule(
      'bedrock-agentcore-memory-encryption-enabled',
      'BedrockAgentCore.3',
      'Memory',
      'MEDIUM',
      memories.map((one) => ({ arn: one.arn, isGood: one.encryptionKeyArn !== undefined })),
    ),
    rule(
      'bedrockagentcore-gateway-encryption-enabled',
      'BedrockAgentCore.4',
      'Gateway',
      'MEDIUM',
      gateways.map((one) => ({ arn: one.gatewayArn, isGood: one.kmsKeyArn !== undefined })),
    ),
    rule(
      'bedrockagentcore-browsercustom-network-mode-not-public',
      'BedrockAgentCore.5',
      'BrowserCustom',
      'HIGH',
      browsers.map((one) => ({ arn: one.browserArn, isGood: one.networkConfiguration?.networkMode !== 'PUBLIC' })),
    ),
    rule(
      'bedrockagentcore-browsercustom-recording-enabled',
      'BedrockAgentCore.6',
      'BrowserCustom',
      'MEDIUM',
      browsers.map((one) => ({ arn: one.browserArn, isGood: one.recording?.enabled === true })),
    ),
  ];
}

function rule(
  name: string,
  control: string,
  type: string,
  severity: NativeRule['severity'],
  items: readonly { arn: string | undefined; isGood: boolean }[],
): NativeRule {
  return {
    name,
    control,
    title: name.replaceAll('-', ' '),
    severity,
    type: `AWS::BedrockAgentCore::${type}`,
    judged: items.map(({ arn = '', isGood }) => ({ id: arn.split('/').at(-1) ?? '', arn, compliant: isGood })),
  };
}
