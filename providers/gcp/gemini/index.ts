import type { Collector } from '../../../src/model/provider.ts';
import { geminiAccounts } from './account.ts';

/** The Gemini API, which takes API keys: the other way to Google's models, beside Vertex AI. */
export const geminiCollectors: readonly Collector[] = [geminiAccounts];
