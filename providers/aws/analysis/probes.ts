import { isToothless } from './conditions.ts';
import type { Condition } from './policy.ts';

/**
 * Names that no estate has: whoever has a right on all of them has it on everything. Several, since a right may be
 * written as many patterns (`a*`, `b*` ...).
 */
export const nobodys = ['q7z-plumbline-probe', 'xplumbline-k2', '0plumbline-9x'] as const;

/** No condition, or none that narrows anything. */
export const unconditional = (conditions: readonly Condition[]): boolean => conditions.every(isToothless);
