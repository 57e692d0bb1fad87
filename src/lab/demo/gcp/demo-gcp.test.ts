import { expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import { demoGcp } from './index.ts';
import { projects } from './make.ts';

const now = new Date('2026-11-20T09:00:00Z');
const { projects: all } = demoGcp(now);
const items = all.flatMap(({ resources }) =>
  Object.entries(resources).flatMap(
    ([path, list]) =>
      Array.from({ length: list.length }, (_one, index) => ({ path, item: list.at(index) as JsonObject })), // within its length
  ),
);
const names = new Set(items.map(({ item }) => String(item.name)));

it('is the same for the same minute', () => {
  expect(JSON.stringify(demoGcp(new Date(now.getTime() + 20_000)))).toBe(JSON.stringify(demoGcp(now)));
  expect(JSON.stringify(demoGcp(new Date(now.getTime() + 60_000)))).not.toBe(JSON.stringify(demoGcp(now)));
});

it('names only what exists', () => {
  const pattern =
    /projects\/6112033445\d\d\/locations\/[a-z0-9-]+\/(?:models|endpoints|datasets|trainingPipelines|schedules|indexes|indexEndpoints|deploymentResourcePools|modelDeploymentMonitoringJobs)\/[\w-]+/g;
  const named = new Set(items.flatMap(({ item }) => JSON.stringify(item).match(pattern) ?? []));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((name) => !names.has(name))).toEqual([]);
});

it('has every resource in the list that its name says, of its own project', () => {
  for (const { id, number, resources } of all) {
    expect([projects.train, projects.serve]).toContainEqual({ id, number });
    for (const [path, list] of Object.entries(resources)) {
      const [, collection] = /^aiplatform\/(locations\/[^/]+\/\w+)$/.exec(path) ?? [];
      if (collection === undefined) continue;
      for (let index = 0; index < list.length; index += 1)
        expect(String(list.at(index)?.name)).toMatch(new RegExp(`^projects/${number}/${collection}/[\\w-]+$`));
    }
  }
});

it('has a past: nothing was made after the demo', () => {
  const times = items.flatMap(({ item }) => [item.createTime, item.updateTime].filter((one) => one !== undefined));
  expect(times.filter((one) => Date.parse(String(one)) > now.getTime())).toEqual([]);
});
