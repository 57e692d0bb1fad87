import type { Missing } from '../../src/model/facts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Outcome } from '../../src/model/mapping/outcome.ts';
import type { Ask, ListSpec } from '../../src/model/provider.ts';

/** For tests: items of a list, or why it could not be read; by the request where it matters. */
type Answer = JsonObject[] | Missing;
type Canned = Answer | ((input: JsonObject) => Answer);

/** For tests: answers each operation with what is given for it, and keeps what was asked. */
export function cannedAsk(lists: Record<string, Canned>, calls: Record<string, Outcome> = {}) {
  const asked: { operation: string; input: JsonObject }[] = [];
  const ask: Ask = {
    call: async ({ operation }, input) => {
      asked.push({ operation, input });
      const outcome = calls[operation];
      if (!outcome) throw new Error(`${operation} was not expected`);
      return outcome;
    },
    list: async ({ operation, input = {} }: ListSpec) => {
      asked.push({ operation, input });
      const canned = lists[operation];
      if (!canned) throw new Error(`${operation} was not expected`);
      const answer = typeof canned === 'function' ? canned(input) : canned;
      if (!Array.isArray(answer)) return { items: [], evidence: [], endReached: false, missing: [answer] };
      return {
        items: answer.map((item, index) => ({ item, evidence: 100 + index })),
        evidence: [],
        endReached: true,
        missing: [],
      };
    },
  };
  return { ask, asked };
}

/** For tests: a refusal of an operation. */
export function refused(operation: string, permission: string): Missing {
  return { reason: 'access-denied', operation, permission, errorCode: 'AccessDeniedException', evidence: 7 };
}
