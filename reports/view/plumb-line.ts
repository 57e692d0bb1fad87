import type { Severity } from '../../src/model/verdict.ts';

/** How much a failure pulls the plumb line aside. */
export const severityWeight: Record<Severity, number> = { critical: 10, high: 5, medium: 2, low: 1, info: 0 };
