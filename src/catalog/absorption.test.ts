import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { lost, verdictOf } from './fixture.ts';

describe('absorption: what does not need the missing fact is decided, in either order', () => {
  const M = lost();
  const role = (admin: Json) => ({ admin });
  const store = (key: Json) => ({ key });
  it.each<[string, Record<string, Json>, string]>([
    ['a && b', { a: M, b: false }, 'fail'],
    ['a && b', { a: false, b: M }, 'fail'],
    ['a && b', { a: M, b: true }, 'unknown'],
    ['a && b', { a: true, b: M }, 'unknown'],
    ['a && b', { a: M, b: M }, 'unknown'],
    ['a || b', { a: M, b: true }, 'pass'],
    ['a || b', { a: true, b: M }, 'pass'],
    ['a || b', { a: M, b: false }, 'unknown'],
    ['a || b', { a: false, b: M }, 'unknown'],
    ['!a', { a: M }, 'unknown'],
    ['!(a && b)', { a: M, b: false }, 'pass'],
    ['a ? b : b', { a: M, b: true }, 'unknown'],
    ['a ? b : !b', { a: true, b: M }, 'unknown'],
    ['a ? true : b', { a: true, b: M }, 'pass'],
    ['a == b', { a: M, b: true }, 'unknown'],
    ['a != b', { a: true, b: M }, 'unknown'],
    ['egress in ["none"]', { egress: M }, 'unknown'],
    ['!(egress in ["none"])', { egress: M }, 'unknown'],
    // lists of words
    ['"key" in methods', { methods: M }, 'unknown'],
    ['!("key" in methods)', { methods: M }, 'unknown'],
    ['"key" in methods', { methods: [M, 'key'] }, 'pass'],
    ['"key" in methods', { methods: ['key', M] }, 'pass'],
    ['!("key" in methods)', { methods: [M, 'identity'] }, 'unknown'],
    ['!methods.exists(m, m == "key")', { methods: [M, 'key'] }, 'fail'],
    ['!methods.exists(m, m == "key")', { methods: [M, 'identity'] }, 'unknown'],
    ['methods.all(m, m == "identity")', { methods: [M, 'key'] }, 'fail'],
    ['methods.all(m, m == "identity")', { methods: [M, 'identity'] }, 'unknown'],
    ['methods.exists_one(m, m == "key")', { methods: ['key', M] }, 'unknown'],
    ['methods.filter(m, m == "key").size() == 0', { methods: ['identity', M] }, 'unknown'],
    ['methods.map(m, m == "key").size() == 2', { methods: ['identity', M] }, 'unknown'],
    ['methods.size() == 2', { methods: ['identity', M] }, 'pass'],
    ['methods.size() == 0', { methods: M }, 'unknown'],
    // records
    ['disks.all(d, d.key == "own")', { disks: [store(M), store('none')] }, 'fail'],
    ['disks.all(d, d.key == "own")', { disks: [store('none'), store(M)] }, 'fail'],
    ['disks.all(d, d.key == "own")', { disks: [store('own'), store(M)] }, 'unknown'],
    ['disks.all(d, d.key == "own")', { disks: [store(M), store('own')] }, 'unknown'],
    ['disks.all(d, d.key == "own")', { disks: [M, store('none')] }, 'fail'],
    ['disks.all(d, d.key == "own")', { disks: [M, store('own')] }, 'unknown'],
    ['disks.all(d, d.key == "own")', { disks: M }, 'unknown'],
    ['disks.all(d, d.key == "own")', { disks: [{}] }, 'unknown'],
    ['disks.all(d, d.key == "own")', { disks: ['junk'] }, 'unknown'],
    ['disks.exists(d, d.key == "own")', { disks: [store(M), store('own')] }, 'pass'],
    ['disks.exists(d, d.key == "own")', { disks: [store('none'), store(M)] }, 'unknown'],
    ['disks.exists_one(d, d.key == "own")', { disks: [store(M), store('own')] }, 'unknown'],
    ['disks.exists_one(d, d.key == "own")', { disks: [store('none'), store('own')] }, 'pass'],
    ['disks.filter(d, d.key == "own").size() == 1', { disks: [store('own'), store(M)] }, 'unknown'],
    ['disks.map(d, d.key).all(k, k == "own")', { disks: [store('none'), store(M)] }, 'unknown'],
    ['disks.map(d, d.key == "own", d.name).size() == 1', { disks: [store(M)] }, 'unknown'],
    ['disks.exists(d, has(d.key))', { disks: [store(M)] }, 'unknown'],
    ['has(tags.o)', { tags: { o: M } }, 'unknown'],
    ['has(tags.o)', { tags: { p: M } }, 'fail'],
    ['cel.bind(d, disks, d.size() > 0)', { disks: M }, 'unknown'],
    ['cel.bind(x, a, x || b)', { a: M, b: true }, 'unknown'],
    ['[a, b].exists(x, x)', { a: M, b: true }, 'unknown'],
    ['[true, false].all(x, x || a)', { a: M }, 'unknown'],
    ['[true, false].exists(x, x || a)', { a: M }, 'pass'],
    ['disks.all(d, ["own"].exists(k, d.key == k || a))', { disks: [store(M)], a: true }, 'pass'],
    // links
    ['roles.all(r, !r.admin)', { roles: [role(M), role(true)] }, 'fail'],
    ['roles.all(r, !r.admin)', { roles: [role(true), role(M)] }, 'fail'],
    ['roles.all(r, !r.admin)', { roles: [M, role(true)] }, 'fail'],
    ['roles.all(r, !r.admin)', { roles: [M, role(false)] }, 'unknown'],
    ['roles.all(r, !r.admin)', { roles: [role(false), {}] }, 'unknown'],
    ['roles.all(r, !r.admin)', { roles: M }, 'unknown'],
    ['roles.all(r, !r.admin)', {}, 'unknown'],
    ['roles.all(r, !r.admin)', { roles: [] }, 'pass'],
    ['roles.exists(r, r.admin)', { roles: [M, role(true)] }, 'pass'],
    ['roles.size() == 1', { roles: [M] }, 'pass'],
    ['watchers.size() > 0', { watchers: M }, 'unknown'],
    ['watchers.size() > 0', { watchers: [] }, 'fail'],
    // maps
    ['"o" in tags && tags["o"] == "x"', { tags: M }, 'unknown'],
    ['"o" in tags && tags["o"] == "x"', { tags: { o: M } }, 'unknown'],
    ['"o" in tags && tags["o"] == "x"', { tags: {} }, 'fail'],
    ['"o" in tags && tags["o"] == "x"', { tags: { o: 'x', p: M } }, 'pass'],
    ['tags.exists(k, tags[k] == "x")', { tags: { p: M, o: 'x' } }, 'pass'],
    ['tags.all(k, tags[k] == "x")', { tags: { p: M, o: 'x' } }, 'unknown'],
    // nulls
    ['stop != null && stop <= 180', { stop: null }, 'fail'],
    ['stop != null && stop <= 180', { stop: 180 }, 'pass'],
    ['stop != null && stop <= 180', { stop: 181 }, 'fail'],
    ['stop != null && stop <= 180', { stop: M }, 'unknown'],
    ['stop == null', { stop: M }, 'unknown'],
    ['used != null && scanTime - used < duration("24h")', { used: '2025-12-31T12:00:00Z' }, 'pass'],
    ['used != null && scanTime - used < duration("24h")', { used: '2025-12-30T12:00:00+01:00' }, 'fail'],
    ['used == null || used < scanTime', { used: null }, 'pass'],
    ['disks.all(d, d.days == null || d.days > 30)', { disks: [{ days: null }, { days: 31 }] }, 'pass'],
    ['disks.all(d, d.days != null && d.days > 30)', { disks: [{ days: M }, { days: null }] }, 'fail'],
    ['roles.all(r, r.days != null && r.days < 90)', { roles: [{ days: null }] }, 'fail'],
  ])('%s over %j', (pass, facts, verdict) => {
    const judged = verdictOf(pass, facts);
    expect(judged.threw).toBeUndefined();
    expect(judged.verdict).toBe(verdict);
    expect(judged.missing.length > 0).toBe(verdict === 'unknown');
  });
});
