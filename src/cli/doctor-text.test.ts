import { expect, it } from 'vitest';
import type { Examination, Read, SortedReads, Unread } from './doctor-reads.ts';
import { examinationLines } from './doctor-text.ts';

const read = (operation: string): Read => ({ provider: 'aws', operation, permission: operation });
const unread = (operation: string, more: Partial<Unread> = {}): Unread => ({
  ...read(operation),
  ...{ reason: 'access-denied', errorCode: 'AccessDenied', places: ['1 eu'], answeredElsewhere: false, ...more },
});
const none: SortedReads = { allowed: [], refused: [], unanswered: [], untried: [] };
const tell = (reads: Partial<SortedReads>, controls: Examination['controls'] = [], width = 80) =>
  examinationLines(
    { identities: [{ account: '1', name: 'dev', identity: 'arn:me' }], reads: { ...none, ...reads }, controls },
    width,
  );
const text = (...args: Parameters<typeof tell>) => tell(...args).join('\n');

const all = 'Every read was tried and is allowed';
const soFar = 'Nothing that was tried is refused';

it('says that all is allowed only where all was tried', () => {
  expect(text({ allowed: [read('s:A')] })).toContain(all);
  const untried = text({ allowed: [read('s:A')], untried: [{ ...read('s:B'), why: 'not-called-for' }] });
  expect(untried).not.toContain(all);
  expect(untried).toContain(soFar);
  expect(untried).toContain('Of one read it is not known whether it is allowed');
  const broken = text({ allowed: [read('s:A')], unanswered: [unread('s:B', { reason: 'throttled' })] });
  expect(broken).not.toContain(all);
  expect(broken).toContain('Of one read it is not known');
  const refused = text({ allowed: [read('s:A')], refused: [unread('s:B')] });
  expect(refused).not.toContain(all);
  expect(refused).not.toContain(soFar);
});

it('counts what was tried, allowed, refused and left untried', () => {
  const reads = {
    allowed: [read('s:A'), read('s:B')],
    refused: [unread('s:C'), unread('s:C', { errorCode: 'Other' })],
    unanswered: [unread('s:D', { reason: 'network', errorCode: '' })],
    untried: [{ ...read('s:E'), why: 'list-not-read' as const }],
  };
  expect(text(reads, [], 200)).toContain(
    'Tried 4 of 5 reads, each on the first resource that it has: 2 allowed, 1 not allowed, 1 without a whole answer. Not tried: 1.',
  );
});

it('groups by service and keeps to the width', () => {
  const allowed = ['ecr:Get', ...Array.from({ length: 30 }, (_, n) => `sagemaker:DescribeThing${n}`)].map(read);
  for (const width of [40, 72, 120]) {
    const lines = tell({ allowed }, [], width);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines).toContain('  ecr        Get');
    expect(lines.filter((line) => line.startsWith('  sagemaker  DescribeThing0')).length).toBe(1);
  }
});

it('puts services below their clouds where there are more than one, in order', () => {
  const allowed = ['bedrock-agent:A', 'bedrock:B'].map(read);
  expect(tell({ allowed })).toContain('  bedrock        B');
  const lines = tell({ allowed: [...allowed, { ...read('ml:C'), provider: 'azure' }] });
  const start = lines.indexOf('  aws');
  expect(lines.slice(start, start + 5)).toEqual([
    '  aws',
    '    bedrock        B',
    '    bedrock-agent  A',
    '  azure',
    '    ml             C',
  ]);
});

it('gives an identity a line of its own where the row would be too wide', () => {
  const identity = { account: '1', name: 'dev', identity: `me, tenant ${'x'.repeat(30)}` };
  const found = { identities: [identity], reads: none, controls: [] };
  expect(examinationLines(found, 40).slice(1, 4)).toEqual(['  1, dev', '      me,', `      tenant ${'x'.repeat(30)}`]);
  expect(examinationLines(found, 80)[1]).toBe(`  1  dev  me, tenant ${'x'.repeat(30)}`);
});

it('names the place, the error and the permission of a refusal, and the control that it costs', () => {
  const refused = [unread('s:List', { permission: 's/list', places: ['1 eu', '2 us'], answeredElsewhere: true })];
  const lines = text({ refused }, [{ id: 'NET-001', title: 'No way out', permissions: ['s/list'] }]);
  expect(lines).toContain('  s:List, AccessDenied\n      needs s/list\n      answered elsewhere, not in 1 eu, 2 us');
  expect(lines).toContain('  NET-001  No way out\n      needs s/list');
  expect(lines).toContain('`plumbline permissions aws` prints the whole policy.');
});

it('shows nothing that a terminal obeys', () => {
  const refused = [unread('s:List', { places: ['\u001b[2J 1'] })];
  expect(text({ refused })).not.toContain('\u001b');
});
