import type { Fault } from './options.ts';
import { unit } from './random.ts';

/** What a fault looks at in a request. */
export interface FaultTarget {
  service: string;
  operation: string;
  accountId: string;
  accountName: string;
  region: string;
  /** ARN of the resource read, `*` where there is none. */
  resource: string;
  /** Whether the operation is a list with page tokens. */
  isList: boolean;
}

/** The faults of a lab and how often each struck. */
export interface Faults {
  set(faults: readonly Fault[]): void;
  /** The first fault that hits a request, undefined where none does; takes one of its `times`. */
  strike(target: FaultTarget): Fault | undefined;
}

interface Armed {
  fault: Fault;
  seen: number;
  struck: number;
}

/** Faults whose randomness comes from a seed: the n-th matching request is always hit or always spared. */
export function createFaults(initial: readonly Fault[], seed: number): Faults {
  let armed = arm(initial);
  return {
    set(faults) {
      armed = arm(faults);
    },
    strike(target) {
      for (const [index, entry] of armed.entries()) {
        const { fault } = entry;
        if (entry.struck >= (fault.times ?? Number.POSITIVE_INFINITY) || !matches(fault, target)) continue;
        entry.seen += 1;
        if (fault.rate !== undefined && unit(seed * 7919 + index, entry.seen) >= fault.rate) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
  };
}

function arm(faults: readonly Fault[]): Armed[] {
  return faults.map((fault) => ({ fault, seen: 0, struck: 0 }));
}

function matches(fault: Fault, target: FaultTarget): boolean {
  if ((fault.kind === 'repeat-token' || fault.kind === 'never-ends') && !target.isList) return false;
  return (
    (fault.service === undefined || fault.service === target.service) &&
    (fault.operation === undefined || isOperation(fault.operation, target.operation)) &&
    (fault.account === undefined || fault.account === target.accountId || fault.account === target.accountName) &&
    (fault.region === undefined || fault.region === target.region) &&
    (fault.resource === undefined || fault.resource === target.resource)
  );
}

function isOperation(pattern: string, operation: string): boolean {
  return pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : pattern === operation;
}
