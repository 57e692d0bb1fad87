import { z } from 'zod';

/** A limit that is known: calls a second, and at once. */
export const rate = z.strictObject({ per_second: z.number().positive(), burst: z.number().int().positive() });
