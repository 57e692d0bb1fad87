import type { NativeReader } from '../../../src/model/provider.ts';
import { securityCommandCenterReader } from './security-command-center.ts';

/** Readers of Google's own findings: once a project, joined to our findings. */
export const nativeReaders: readonly NativeReader[] = [securityCommandCenterReader];
