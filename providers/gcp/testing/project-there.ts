import { expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import type { Collector } from '../../../src/model/provider.ts';

/** What is never listed is said of a project only where its ancestry tells that it is there. */
export function saidOnlyOfProjectsThatAreThere(collector: Collector): void {
  it(`${collector.id} is said of no project that is not known to be there`, () => {
    const kept = (ancestor: Json | undefined) =>
      collector.keep?.({
        get: () =>
          ancestor === undefined
            ? { status: 'failed', missing: { reason: 'access-denied' } }
            : { status: 'answer', body: { ancestor }, evidence: 1 },
      } as unknown as Answers); // all that it looks at
    expect(kept([{ resourceId: { type: 'project', id: 'imaging-train' } }])).toBe(true);
    expect(kept([])).toBe(false);
    expect(kept(undefined)).toEqual({ $missing: { reason: 'access-denied' } });
  });
}
