import { expect, test } from 'vitest';
import { middle } from './middle.ts';

test.each([
  ['short', 10, 'short'],
  ['exactly-10', 10, 'exactly-10'],
  ['eleven-char', 10, 'eleve…char'],
  ['', 10, ''],
  ['🩻🩻🩻🩻🩻', 3, '🩻…🩻'],
])('%s in %d', (text, room, shown) => expect(middle(text, room)).toBe(shown));
