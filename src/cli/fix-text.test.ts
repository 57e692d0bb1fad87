import { expect, it } from 'vitest';
import { fixText } from './fix-text.ts';

it.each([
  ['by hand alone', {}, '  Close it.'],
  ['a command', { cli: 'aws close\n  --now\n' }, '  Close it.\n\n    aws close\n      --now'],
  ['Terraform', { terraform: 'a {\n\n}' }, '  Close it.\n\n    a {\n\n    }'],
  [
    'a reason for one',
    { cli: 'aws close', none: { terraform: 'Done once.' } },
    '  Close it.\n\n    aws close\n\n  No Terraform: Done once.',
  ],
  [
    'a reason for both',
    { none: { cli: 'By hand.', terraform: 'Done once.' } },
    '  Close it.\n\n  No command: By hand.\n  No Terraform: Done once.',
  ],
])('tells %s', (_name, fix, expected) => {
  expect(fixText({ text: 'Close it.\n', ...fix })).toBe(expected);
});
