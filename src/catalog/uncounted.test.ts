import { describe, expect, it } from 'vitest';
import type { MissingValue } from '../model/facts.ts';
import type { ResourceView } from '../model/view.ts';
import { Environments } from './environments.ts';
import { control } from './fixture.ts';
import { compileControl, judge } from './judge.ts';
import { standardModel } from './model.ts';

const environments = new Environments(standardModel);
const endpoint: ResourceView = {
  uid: 'e',
  kind: 'ml.endpoint',
  fact: (name) =>
    name === 'state' ? { value: 'active', from: [] } : { missing: [{ reason: 'not-returned' }], from: [] },
  link: () => ({ items: [], from: [] }),
};
const perhapsMore: MissingValue = { $missing: { reason: 'access-denied', operation: 's:List' } };
const unread: MissingValue = { ...perhapsMore, uid: 'known' };

function verdict(pass: string, servedBy: (ResourceView | MissingValue)[]) {
  const view: ResourceView = {
    uid: 'v',
    kind: 'ml.model_version',
    fact: endpoint.fact,
    link: () => ({ items: servedBy, from: [] }),
  };
  return judge(compileControl(control(pass), 'ml.model_version', environments), view, new Date(0)).verdict;
}

describe('a list with an entry that may stand for none, one or many', () => {
  it.each([
    ['servedBy.size() > 0', [perhapsMore], 'unknown'],
    ['servedBy.size() == 0', [perhapsMore], 'unknown'],
    ['size(servedBy) > 0', [endpoint, perhapsMore], 'unknown'],
    ['servedBy.size() > 0', [endpoint], 'pass'],
    ['servedBy.size() > 0', [unread], 'pass'],
    ['servedBy.size() > 0', [], 'fail'],
    ['servedBy.exists(e, e.state == "active")', [endpoint, perhapsMore], 'pass'],
    ['servedBy.exists(e, e.state == "failed")', [endpoint, perhapsMore], 'unknown'],
    ['servedBy.all(e, e.state == "active")', [endpoint, perhapsMore], 'unknown'],
    ['servedBy.all(e, e.state == "failed")', [endpoint, perhapsMore], 'fail'],
    ['servedBy.size() > 0 || servedBy.exists(e, e.state == "active")', [endpoint, perhapsMore], 'pass'],
  ] as const)('%s', (pass, items, expected) => {
    expect(verdict(pass, [...items])).toBe(expected);
  });
});
