import type {
  AccountEnforcedGuardrailOutputConfiguration,
  DataRetentionMode,
  GetGuardrailResponse,
  LoggingConfig,
} from '@aws-sdk/client-bedrock';
import type { Collection } from './collection.ts';

/** Bedrock in one region, with its agents and AgentCore. Items are what their Get operations answer. */
export interface BedrockEstate {
  /** Models that were called in the last two weeks: CloudWatch has a metric of each. */
  called?: readonly string[];
  /** Absent: prompts and answers are not recorded. */
  logging?: LoggingConfig;
  /** Default `inherit`: nobody set it. */
  dataRetention?: DataRetentionMode;
  enforcedGuardrails?: readonly AccountEnforcedGuardrailOutputConfiguration[];
  /** Every version is an item; each guardrail has a draft. */
  guardrails?: Collection<GetGuardrailResponse>;
  /** Tags by the ARN of their resource. */
  tags?:
    | Readonly<Record<string, Readonly<Record<string, string>>>>
    | ((arn: string) => Readonly<Record<string, string>>);
}
