import type { z } from 'zod';

interface Inner {
  unwrap?: () => z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
}

/** @returns keys that the schema knows at a path of the config; none where it knows no mapping there. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: Inner | undefined = bare(schema);
  for (const step of path) {
    const next: z.ZodType | undefined = at?.element ?? at?.valueType ?? at?.shape?.[String(step)];
    at = next === undefined ? undefined : bare(next);
  }
  const shapes = [at?.shape, ...(at?.options ?? []).map((one) => bare(one).shape)];
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape ?? {})))];
}

/** Without `.optional()` around it. */
function bare(schema: z.ZodType): Inner {
  const inner = schema as Inner; // members that only some schemas have
  return inner.unwrap && !inner.element && !inner.shape ? bare(inner.unwrap()) : inner;
}
