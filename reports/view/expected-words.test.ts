import { expect, test } from 'vitest';
import { expectedWords } from './expected-words.ts';

test.each([
  ['egress != "internet"', 'egress is not internet'],
  ['keyAtRest in ["customer", "hardware"]', 'key at rest is customer or hardware'],
  ['!publicIp', 'public IP is false'],
  ['accessLogged', 'access logged is true'],
  ['plainSecrets == 0', 'plain secrets is 0'],
  ['sourceRevision != ""', 'source revision is not empty'],
  ['!("anonymous" in authMethods)', 'auth methods does not have anonymous'],
  ['"intended-use" in documents', 'documents has intended-use'],
  ['guardrails.size() > 0', 'guardrails is not empty'],
  [
    'idleStopMinutes != null && idleStopMinutes <= 240',
    'idle stop minutes is not none and idle stop minutes is at most 240',
  ],
  ['stage != "production" || approval == "approved"', 'stage is not production or approval is approved'],
  // What would need brackets in words, or is no plain comparison, is left to the title.
  ['a && b || c', ''],
  ['filters.exists(f, f.action == "block")', ''],
  ['approvedBy != registeredBy', ''],
  ['a == "x && y"', 'a is x && y'],
  ['', ''],
])('%s', (cel, words) => expect(expectedWords(cel)).toBe(words));
