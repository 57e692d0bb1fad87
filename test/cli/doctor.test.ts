import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/lab/options.ts';
import { plumbline } from '../support/cli.ts';
import { environmentOf, labFor, openNotebook, region } from '../support/cli-lab.ts';

const doctor = async (faults: Fault[] = [], more: string[] = []) => {
  const lab = await labFor({ estate: openNotebook(), faults });
  return plumbline(['doctor', '--regions', region, ...more], { env: environmentOf(lab) });
};
const all = 'Every read was tried';
const soFar = 'Nothing that was tried is refused';

describe('doctor against the lab', { timeout: 60_000 }, () => {
  it('claims nothing of reads that it could not try, though none is refused', async () => {
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toContain('Not tried, since nothing that was read called for them');
    expect(stdout).toContain(soFar);
    expect(stdout).toMatch(/Of \d+ reads it is not known whether they are allowed/);
    expect(stdout).not.toContain(all);
    expect(stdout).not.toContain('Not allowed');
  });

  it('tells a list that is refused, what lies behind it, and which controls that costs', async () => {
    const denied = [{ kind: 'deny', service: 'sagemaker', operation: 'ListNotebookInstances' }] satisfies Fault[];
    const { code, stdout } = await doctor(denied);
    expect(code).toBe(3);
    const [, refused = ''] = stdout.split('\nNot allowed\n');
    expect(refused).toMatch(/^ {2}sagemaker:ListNotebookInstances, AccessDenied/);
    const [, behind = ''] = refused.split('the lists that lead to them could not be read\n');
    expect(behind.split('\n\n')[0]).toContain('DescribeNotebookInstance');
    expect(refused).toMatch(/NET-001 .*\n {6}needs sagemaker:ListNotebookInstances/);
    expect(refused).toContain('`plumbline permissions aws` prints the whole policy.');
    expect(stdout).not.toContain(soFar);
  });

  it('gives the same as JSON', async () => {
    const denied = [{ kind: 'deny', service: 'sagemaker', operation: 'DescribeNotebookInstance' }] satisfies Fault[];
    const { code, stdout } = await doctor(denied, ['--json']);
    const { reads } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(reads.refused).toMatchObject([{ operation: 'sagemaker:DescribeNotebookInstance', reason: 'access-denied' }]);
    expect(reads.allowed.map((one: { operation: string }) => one.operation)).toContain(
      'sagemaker:ListNotebookInstances',
    );
  });

  it('keeps lines within a hundred columns where the output is no terminal', async () => {
    const { stdout } = await doctor();
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});
