import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { lost, verdictOf } from './fixture.ts';

describe('values that are not as declared are missing, never guessed', () => {
  it.each<[string, Record<string, Json>]>([
    ['egress != "internet"', { egress: 'INTERNET' }],
    ['egress != "internet"', { egress: null }],
    ['egress != "internet"', { egress: 7 }],
    ['!a', { a: 'false' }],
    ['!a', { a: null }],
    ['count < 5', { count: 1.5 }],
    ['count < 5', { count: '1' }],
    ['count < 5', { count: 2 ** 53 }],
    ['count < 5', { count: null }],
    ['born < scanTime', { born: 'yesterday' }],
    ['born < scanTime', { born: '2025-13-01T00:00:00Z' }],
    ['born < scanTime', { born: null }],
    ['used == null || used < scanTime', { used: 0 }],
    ['!methods.exists(m, m == "key")', { methods: ['identity', 'Key'] }],
    ['!methods.exists(m, m == "key")', { methods: 'identity' }],
    ['disks.size() == 0', { disks: {} }],
    ['disks.all(d, d.key == "own")', { disks: [{ key: 'mine' }] }],
    ['disks.all(d, d.key == "own")', { disks: [['own']] }],
    ['tags.size() == 0', { tags: [] }],
    ['tags.all(k, tags[k] != "x")', { tags: { o: 3 } }],
  ])('%s over %j', (pass, facts) => {
    const judged = verdictOf(pass, facts);
    expect(judged).toMatchObject({ verdict: 'unknown', missing: [{ reason: 'not-returned' }] });
    expect(judged.threw).toBeUndefined();
  });

  it('does not confuse names of facts with properties of objects', () => {
    expect(verdictOf('tags["__proto__"] == "x"', { tags: JSON.parse('{"__proto__":"x"}') as Json }).verdict).toBe(
      'pass',
    );
    expect(verdictOf('"constructor" in tags', { tags: {} }).verdict).toBe('fail');
  });
});

describe('an expression that breaks is a defect of the control: unknown, and told', () => {
  it.each<[string, Record<string, Json>]>([
    ['stop <= 180', { stop: null }],
    ['tags["o"] == "x"', { tags: {} }],
    ['10 / count > 1', { count: 0 }],
    ['timestamp(owner) < scanTime', { owner: 'me' }],
    ['a && stop <= 180', { a: lost('not-supported'), stop: null }],
    ['stop <= 180 && a', { a: lost('not-supported'), stop: null }],
  ])('%s over %j', (pass, facts) => {
    const judged = verdictOf(pass, facts);
    expect(judged.verdict).toBe('unknown');
    expect(judged.reason).toContain('control-threw');
    expect(judged.threw).toBeTruthy();
  });
});
