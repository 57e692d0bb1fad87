import { expect, it } from 'vitest';
import type { Population } from '../../../src/model/evidence.ts';
import { populationColumns } from './encode-populations.ts';
import { Subjects } from './subjects.ts';

it('names every list, also what is there once and in no list', () => {
  const list = (operation: string) =>
    ({
      provider: 'aws',
      account: '1',
      region: 'r',
      kind: 'account.settings',
      operation,
      missing: [],
      evidence: [],
    }) as unknown as Population; // what a row names
  const columns = populationColumns([list('s:ListThings'), list('')], new Subjects(), (_provider, account) => account);
  expect(columns.operation).toEqual(['s:ListThings', 'Not listed: there is one']);
});
