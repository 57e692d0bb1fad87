import type { Collector } from '../../../src/model/provider.ts';
import { bedrockAccounts } from './account.ts';
import { guardrails } from './guardrail.ts';
import { guardrailVersions } from './guardrail-version.ts';
import { invocationLogs } from './invocation-log.ts';

/** What is read of Bedrock, one collector a native type. */
export const bedrockCollectors: readonly Collector[] = [bedrockAccounts, guardrails, guardrailVersions, invocationLogs];
