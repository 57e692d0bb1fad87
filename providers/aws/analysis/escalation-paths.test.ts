import { expect, it } from 'vitest';
import { escalationPaths } from './escalation-paths.ts';

it('each way has a name of its own and a source', () => {
  expect(new Set(escalationPaths.map(({ name }) => name)).size).toBe(escalationPaths.length);
  expect(escalationPaths.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
});

it('each way needs something, written as rights are compared', () => {
  for (const { name, actions, passesTo, onAll } of escalationPaths) {
    const all = [...actions, ...(onAll?.actions ?? [])];
    expect([name, all.length > 0]).toEqual([name, true]);
    expect(all.filter((action) => action !== action.toLowerCase() || action.split(':').length !== 2)).toEqual([]);
    expect((passesTo ?? []).filter((service) => !service.endsWith('.amazonaws.com'))).toEqual([]);
    expect((onAll?.arns ?? []).filter((arn) => !arn.endsWith('/') && !arn.endsWith(':'))).toEqual([]);
    expect(onAll?.arns.length).not.toBe(0);
  }
});
