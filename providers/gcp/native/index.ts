import type { NativeReader } from '../../../src/model/provider.ts';

/** Readers of Google's own findings. */
export const nativeReaders: readonly NativeReader[] = [];
