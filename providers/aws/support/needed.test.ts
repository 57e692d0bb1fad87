import { expect, it } from 'vitest';
import type { Source } from '../../../src/model/facts.ts';
import { escalates, isAdmin, type Rights, rightsOf } from '../analysis/permissions.ts';
import { needed } from './needed.ts';

const roleArn = 'arn:aws:iam::111111111111:role/r';
const from = (evidence: number): Source => ({
  operation: 'iam:GetPolicyVersion',
  pointer: '/PolicyVersion/Document',
  evidence,
});
const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (action: string, more: object = {}) => ({ Effect: 'Allow', Action: action, Resource: '*', ...more });

const look = (judge: (rights: Rights) => boolean, ...documents: string[]) =>
  needed(
    documents.map((one, index) => ({ document: one, from: from(index) })),
    (some) => judge(rightsOf({ roleArn, policies: some, boundary: null })),
  ).map(({ evidence, part }) => `${evidence}: ${part}`);

it.each<[string, (rights: Rights) => boolean, string[], string[]]>([
  ['by number', isAdmin, [document(allow('s3:Get*'), allow('*'))], ['0: statement 2 of 2']],
  ['by Sid, too', isAdmin, [document(allow('*', { Sid: 'All' }), allow('s3:Get*'))], ['0: statement 1 (All) of 2']],
  ['an empty Sid is none', isAdmin, [document(allow('*', { Sid: '' }))], ['0: statement 1 of 1']],
  [
    'a statement that is no list',
    isAdmin,
    [JSON.stringify({ Version: '2012-10-17', Statement: allow('*', { Sid: 'All' }) })],
    ['0: statement 1 (All) of 1'],
  ],
  [
    'two statements that do it together',
    escalates,
    [document(allow('iam:PassRole', { Sid: 'Pass' }), allow('s3:*'), allow('ec2:RunInstances'))],
    ['0: statements 1 (Pass), 3 of 3'],
  ],
  [
    'two policies that do it together',
    escalates,
    [
      document(allow('s3:*'), allow('iam:PassRole')),
      document(allow('s3:*')),
      document(allow('ec2:RunInstances', { Sid: 'Run' })),
    ],
    ['0: statement 2 of 2', '2: statement 1 (Run) of 1'],
  ],
  ['the same twice, once', isAdmin, [document(allow('*')), document(allow('*'))], ['1: statement 1 of 1']],
  [
    'no Deny',
    isAdmin,
    [document(allow('*'), { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::b' })],
    ['0: statement 1 of 2'],
  ],
  ['URL-encoded as IAM sends it', isAdmin, [encodeURIComponent(document(allow('*')))], ['0: statement 1 of 1']],
])('names the statements that cannot be spared: %s', (_name, judge, documents, expected) => {
  expect(look(judge, ...documents)).toEqual(expected);
});

it('does not carry a Sid without end', () => {
  const [line = ''] = look(isAdmin, document(allow('*', { Sid: 'x'.repeat(4000) })));
  expect(line.length).toBeLessThan(200);
});
