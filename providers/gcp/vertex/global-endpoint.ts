import { byDesign } from '../../../src/model/mapping/spec.ts';
import type { Collector } from '../../../src/model/provider.ts';

/**
 * The same at the global endpoint, where models of Google take batches and keep what prompts are put behind. It lies in no
 * region, and is worked on in whichever has room. Tuning and RAG corpora are not offered there.
 *
 * @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations#global-endpoint
 */
export function atGlobalEndpoint(one: Collector): Collector {
  return {
    ...one,
    id: one.id.replace(/\/([^/]+)$/, '/global-$1'),
    at: 'account',
    facts: {
      ...one.facts,
      processing: byDesign(
        'global',
        'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations#global-endpoint',
        '2026-11',
      ),
    },
  };
}
