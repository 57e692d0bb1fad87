import type { NativeReader } from '../../../src/model/provider.ts';
import { configReader } from './config.ts';
import { securityHubReader } from './security-hub.ts';

/** What AWS itself found: read once an account and region, joined to our findings. */
export const nativeReaders: readonly NativeReader[] = [configReader, securityHubReader];
