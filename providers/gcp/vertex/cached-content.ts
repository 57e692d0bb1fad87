import { byDesign, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { about, nameOf, noDocuments, uid, unlabelled, vertexList } from './common.ts';

const operation = 'cachedContents.list';
const own = about(operation);
const text = encryption([{ name: 'data', key: own.key }]);

/**
 * Instructions and data that prompts are put behind, kept for a while. What is cached cannot be changed, only how long.
 *
 * @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-overview
 */
export const cachedContents = collector({
  provider: 'gcp',
  id: 'gcp/vertex/cached-content',
  service: 'aiplatform',
  kind: 'genai.prompt',
  nativeType: 'aiplatform.googleapis.com/CachedContent',
  at: 'region',
  list: vertexList(operation, 'cachedContents'),
  reads: [],
  uid,
  name: nameOf,
  facts: {
    ...text.facts,
    ...own.facts,
    ...unlabelled,
    versioned: byDesign(
      true,
      'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-update',
      '2026-11',
    ) as Spec<boolean>,
    approval: notSupported('It lives for hours: nobody approves it.'),
    documents: noDocuments,
    state: alwaysActive,
    lastUsedAt: notExposed('Ask for the requests that named it.'),
    idleStopMinutes: notSupported('It expires by itself.'),
  },
  links: text.links,
});
