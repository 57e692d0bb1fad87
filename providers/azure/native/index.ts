import type { NativeReader } from '../../../src/model/provider.ts';
import { defenderReader } from './defender.ts';
import { policyReader } from './policy.ts';

/** What Azure itself found: read once a subscription, joined to our findings. */
export const nativeReaders: readonly NativeReader[] = [policyReader, defenderReader];
