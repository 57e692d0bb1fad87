import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import { commonPrefix, observedWords, rowGroups } from './resource-rows.ts';

function finding(uid: string, over: Partial<Finding> = {}): Finding {
  const name = uid.split('/').at(-1) ?? '';
  return {
    ...{ key: '', uid: '', scan: '', control: 'NET-001', title: '', severity: 'high', verdict: 'fail', reason: '' },
    resource: {
      ...{ uid, name, kind: 'ml.notebook', nativeType: 'AWS::SageMaker::NotebookInstance', provider: 'aws' },
      ...{ account: '211122223331', accountName: 'ml-prod', region: 'eu-west-1' },
    },
    observed: [read('egress', 'internet', 7)],
    ...{ missing: [], native: [], frameworks: {}, firstSeen: '', lastSeen: '', stateHash: '', waiver: null },
    ...over,
  } as Finding;
}

const read = (fact: string, value: string, evidence: number): Finding['observed'][number] => ({
  fact,
  value,
  from: [{ operation: 'sagemaker:DescribeNotebookInstance', pointer: '/Egress', evidence }],
});
const arn = 'arn:aws:sagemaker:eu-west-1:211122223331:notebook-instance/';

describe('rowGroups', () => {
  it('says equal findings once, whatever their evidence, and lists what differs in their ids', () => {
    const groups = rowGroups([
      finding(`${arn}a`),
      finding(`${arn}b`, { observed: [read('egress', 'internet', 9)] }),
      finding(`${arn}c`, { observed: [read('egress', 'internet', 11)] }),
    ]);
    expect(groups).toEqual([
      {
        place: 'ml-prod (AWS 211122223331), eu-west-1',
        what: '3 notebooks',
        observed: ['egress is internet (sagemaker:DescribeNotebookInstance /Egress)'],
        prefix: arn,
        rows: [
          { wide: false, cells: [cell('a', 7), cell('b', 9)] },
          { wide: false, cells: [cell('c', 11)] },
        ],
      },
    ]);
  });

  it('names the part of a text, and keeps apart what stands in different parts', () => {
    const inPart = (part: string) => {
      const one = read('admin', 'true', 7);
      return { observed: [{ ...one, from: one.from.map((source) => ({ ...source, part })) }] };
    };
    const alike = rowGroups([
      finding(`${arn}a`, inPart('statement 1 of 2')),
      finding(`${arn}b`, inPart('statement 1 of 2')),
    ]);
    expect(alike.map(({ observed }) => observed)).toEqual([
      ['admin is true (sagemaker:DescribeNotebookInstance /Egress statement 1 of 2)'],
    ]);
    const apart = rowGroups([
      finding(`${arn}a`, inPart('statement 1 of 2')),
      finding(`${arn}b`, inPart('statement 2 of 2')),
    ]);
    expect(apart.flatMap(({ observed }) => observed)).not.toContain(alike[0]?.observed[0]);
  });

  it('gathers those that stand alone, each with what was observed', () => {
    const groups = rowGroups([
      finding(`${arn}a`),
      finding(`${arn}b`),
      finding(`${arn}c`, { observed: [read('egress', 'none', 8)] }),
      finding(`${arn}d`, { observed: [read('egress', 'other', 9)] }),
    ]);
    expect(groups.map((group) => [group.observed.length, group.rows.length])).toEqual([
      [1, 1],
      [0, 2],
    ]);
    expect(groups[1]?.rows.map((row) => row.cells[0]?.observed[0]?.slice(0, 15))).toEqual([
      'egress is none ',
      'egress is other',
    ]);
  });

  it('lists passes by place with the value in short, and those by design once with their source', () => {
    const byDesign = {
      fact: 'publicIp',
      value: false,
      from: [],
      byDesign: { source: 'https://x.example', asOf: '2026-11' },
    };
    const groups = rowGroups([
      finding(`${arn}a`, { verdict: 'pass' }),
      finding(`${arn}b`, { verdict: 'pass', observed: [read('egress', 'none', 8)] }),
      finding(`${arn}c`, { verdict: 'pass', observed: [byDesign] }),
      finding(`${arn}d`, { verdict: 'pass', observed: [byDesign] }),
    ]);
    expect(groups.map((group) => group.rows.flatMap((row) => row.cells.map((one) => one.value)))).toEqual([
      ['internet', 'none'],
      ['', ''],
    ]);
    expect(groups[1]?.observed).toEqual([
      'publicIp is false, by design of the platform (https://x.example, read 2026-11)',
    ]);
  });

  it('gives a long id a line of its own, and a name where the id does not end with it', () => {
    const [group] = rowGroups([
      finding(`${arn}${'x'.repeat(50)}`),
      finding(`${arn}7`, { resource: { ...finding(`${arn}7`).resource, name: 'triage' } }),
    ]);
    expect(group?.rows.map((row) => row.wide)).toEqual([true, false]);
    expect(group?.rows[1]?.cells[0]).toMatchObject({ name: 'triage', id: '7' });
  });

  it('says of a list that could not be read that nobody knows how many', () => {
    const missing = {
      fact: '(list)',
      reason: 'access-denied',
      operation: 'bedrock:ListAgents',
      errorCode: 'AccessDeniedException',
      permission: 'bedrock:ListAgents',
      evidence: 3,
    } as const;
    const [group] = rowGroups([
      finding('aws:1:eu-west-1:x', {
        verdict: 'unknown',
        observed: [],
        missing: [missing],
        population: { operation: 'bedrock:ListAgents', collector: 'c' },
      }),
    ]);
    expect(group?.what).toBe('Number not known: the list could not be read');
    expect(group?.observed).toEqual([
      'bedrock:ListAgents was denied (AccessDeniedException); needs bedrock:ListAgents',
    ]);
    expect(group?.rows[0]?.cells[0]?.evidence).toEqual([3]);
  });

  it('says of a kind without a list that what refers to it was lost', () => {
    const population = { operation: 's:Describe', collector: 'references to keys', references: true } as const;
    const [group] = rowGroups([finding('scope:x', { verdict: 'unknown', observed: [], population })]);
    expect(group?.what).toBe('Number not known: what refers to them could not be read');
  });
});

const cell = (id: string, evidence: number) => ({ name: '', id, observed: [], value: '', evidence: [evidence] });

describe('observedWords', () => {
  it('says what is known and what is not, and why', () => {
    expect(
      observedWords(
        finding('x', {
          observed: [read('egress', '', 7), { fact: 'idle', value: null, from: [] }, { fact: 'gone', from: [] }],
          missing: [{ fact: 'gone', reason: 'not-returned', operation: 's:A', detail: 'No /Gone.' }],
        }),
      ),
    ).toEqual([
      'egress is "" (sagemaker:DescribeNotebookInstance /Egress)',
      'idle is null',
      'gone is not known: s:A answered without what is needed. No /Gone.',
    ]);
  });
});

it.each([
  [[`${arn}a`, `${arn}b`], arn],
  [[`${arn}abc`, `${arn}abd`], arn],
  [[`${arn}a`], ''],
  [['a/b', 'a/c'], ''],
  [[`${arn}a`, 'other'], ''],
  [[], ''],
])('the common beginning of %j', (ids, prefix) => {
  expect(commonPrefix(ids)).toBe(prefix);
});
