import { describe, expect, it } from 'vitest';
import type { Provider } from '../model/verdict.ts';
import { progressOf, progressRows } from './progress.ts';

const target = (provider: Provider, account: string, region: string, lists: number) => ({
  scope: { provider, account, accountName: account, region },
  collectors: Array.from({ length: lists }, () => ({ list: {} })),
});

describe('progress', () => {
  it('is told a cloud, in the words of each', () => {
    const clouds = progressOf([
      target('aws', '1', 'global', 1),
      target('aws', '1', 'eu-west-1', 3),
      target('aws', '2', 'us-east-1', 3),
      target('azure', 'a', 'global', 5),
      target('mlflow', 'm', 'global', 2),
    ]);
    expect(clouds.map(({ provider, scope, lists }) => [provider, scope, lists])).toEqual([
      ['aws', '2 accounts x 2 regions', 7],
      ['azure', '1 subscription', 5],
      ['mlflow', '1 server', 2],
    ]);
  });

  it('is drawn as far as it is', () => {
    const [aws] = progressOf([target('aws', '1', 'eu-west-1', 4)]);
    const rows = progressRows([{ ...(aws as NonNullable<typeof aws>), done: 1, resources: 1234, calls: 5 }], 61_000);
    expect(rows).toEqual([
      '  aws  1 account x 1 region  #####---------------  1 of 4 lists  1,234 resources  5 calls   1 m 1 s',
    ]);
    expect(progressRows([], 5)).toEqual([]);
  });

  it('cannot be talked into a line of its own by a name', () => {
    const rows = progressRows(
      [{ provider: 'aws\n\u001b[31mx', scope: 's', lists: 0, done: 0, resources: 0, calls: 0 }],
      0,
    );
    expect(rows.length).toBe(1);
    expect(rows[0]).not.toContain('\u001b');
    expect(rows[0]).not.toContain('\n');
  });
});
