import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { viewOfCase } from './case-view.ts';
import { checkExpression } from './check-expression.ts';
import { Environments } from './environments.ts';
import { control, lost, now } from './fixture.ts';
import { compileControl, judge } from './judge.ts';
import { kindsMeantBy, standardModel } from './model.ts';

const environments = new Environments(standardModel);
const kinds = [...standardModel.kinds.values()];

/** An expression that reads a fact of each type, for every fact of a kind. */
const readAll = (facts: (typeof kinds)[number]['facts']) =>
  Object.entries(facts).map(([name, decl]) =>
    decl.type === 'bool'
      ? name
      : decl.nullable
        ? `${name} == null`
        : decl.type === 'timestamp'
          ? `${name} < scanTime`
          : decl.type === 'int'
            ? `${name} > 0`
            : `${name}.size() > 0`,
  );

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  it('has every fact and link as a variable, and asks for each', () => {
    for (const expression of [...readAll(kind.facts), ...Object.keys(kind.links).map((link) => `${link}.size() > 0`)]) {
      expect([expression, checkExpression(expression, name, environments).faults]).toEqual([expression, []]);
      const judged = judge(
        compileControl(control(expression), name, environments),
        viewOfCase(standardModel, kind, {}),
        now,
      );
      expect([expression, judged.verdict, judged.touched.length]).toEqual([expression, 'unknown', 1]);
    }
  });

  it('reaches the facts of what it links to, one hop', () => {
    for (const [link, { to }] of Object.entries(kind.links)) {
      for (const expression of readAll(standardModel.kinds.get(to)!.facts).map(
        (inner) => `${link}.all(x, x.${inner})`,
      )) {
        expect([expression, checkExpression(expression, name, environments).faults]).toEqual([expression, []]);
      }
    }
  });
});

/** kinds.md, section 4, without its two that are plain comparisons: applies to, when, pass, facts of a pass, of a fail. */
const examples: [string, string | undefined, string, Record<string, Json>, Record<string, Json>][] = [
  [
    'trait.encryption',
    'keyAtRest != "hardware"',
    'stores.size() > 0 && stores.all(s, s.key in ["customer", "hardware"])',
    { keyAtRest: 'customer', stores: [{ key: 'customer' }] },
    { keyAtRest: 'none', stores: [{ key: 'customer' }, { key: 'none' }] },
  ],
  [
    'trait.reachability',
    'publicAccess != "provider-api"',
    'publicAccess in ["private", "filtered"]',
    { publicAccess: 'filtered' },
    { publicAccess: 'open' },
  ],
  [
    'trait.credentials',
    undefined,
    '!authMethods.exists(m, m in ["key", "password", "anonymous"])',
    { authMethods: ['identity'] },
    { authMethods: ['identity', 'key'] },
  ],
  [
    'trait.identity',
    '!(runsAs in ["none", "user"])',
    'runsAs != "default" && principals.size() > 0 && principals.all(p, !p.admin)',
    { runsAs: 'own', principals: [{ admin: false }] },
    { runsAs: 'own', principals: [{ admin: true }] },
  ],
  [
    'trait.supply',
    'images.size() > 0',
    'images.all(i, i.pinned && i.registry != "public")',
    { images: [{ pinned: true, registry: 'own' }] },
    { images: [{ pinned: false, registry: 'own' }] },
  ],
  [
    'ml.notebook',
    'state == "active"',
    'idleStopMinutes != null && idleStopMinutes <= 180',
    { state: 'active', idleStopMinutes: 60 },
    { state: 'active', idleStopMinutes: null },
  ],
  [
    'ml.model_version',
    'servedBy.size() > 0 || stage == "production"',
    'approval == "approved"',
    { servedBy: [], stage: 'production', approval: 'approved' },
    { servedBy: [{}], approval: 'pending' },
  ],
  [
    'ml.model_version',
    'servedBy.size() > 0 || stage == "production"',
    '(runs.size() > 0 || jobs.size() > 0) && datasets.size() > 0',
    { servedBy: [{}], runs: [], jobs: [{}], datasets: [{}] },
    { servedBy: [{}], runs: [], jobs: [], datasets: [{}] },
  ],
  [
    'ml.endpoint',
    'state == "active" && variants.size() > 0',
    'monitors.exists(m, m.active && m.lastResult in ["clean", "violations"] && m.signals.exists(s, s in ["data-drift", "prediction-drift", "attribution-drift"]))',
    {
      state: 'active',
      variants: [{}],
      monitors: [{}, { active: true, lastResult: 'clean', signals: ['bias', 'data-drift'] }],
    },
    { state: 'active', variants: [{}], monitors: [{ active: false }] },
  ],
  [
    'genai.guardrail',
    'usedBy.size() > 0 || usedByAgents.size() > 0',
    'mode == "inline" && filters.exists(f, f.hazard == "prompt-attack" && f.direction == "input" && f.action == "block" && f.strictness >= 2)',
    {
      usedBy: [],
      usedByAgents: [{}],
      mode: 'inline',
      filters: [{ hazard: 'prompt-attack', direction: 'input', action: 'block', strictness: 2 }],
    },
    {
      usedBy: [{}],
      mode: 'inline',
      filters: [{ hazard: 'prompt-attack', direction: 'input', action: 'block', strictness: 1 }],
    },
  ],
  [
    'genai.guardrail',
    undefined,
    '["hate", "sexual"].all(h, ["input", "output"].all(d, filters.exists(f, f.hazard == h && f.direction == d && f.action == "block" && f.strictness >= 2)))',
    {
      filters: ['hate', 'sexual'].flatMap((hazard) =>
        ['input', 'output'].map((direction) => ({ hazard, direction, action: 'block', strictness: 3 })),
      ),
    },
    { filters: [] },
  ],
];

describe.each(examples)('%s when %s: %s', (appliesTo, when, pass, good, bad) => {
  const names = kindsMeantBy(standardModel, appliesTo)!;
  const verdictOf = (name: string, facts: Record<string, Json>) => {
    const view = viewOfCase(standardModel, standardModel.kinds.get(name)!, facts);
    return judge(compileControl(control(pass, when), name, environments), view, now);
  };

  it('judges every kind alike', () => {
    for (const name of names) {
      for (const text of when === undefined ? [pass] : [when, pass])
        expect(checkExpression(text, name, environments).faults).toEqual([]);
      expect([name, verdictOf(name, good).verdict, verdictOf(name, bad).verdict]).toEqual([name, 'pass', 'fail']);
    }
  });

  it('never passes with any one fact of a pass missing, nor breaks', () => {
    for (const fact of Object.keys(good)) {
      const judged = verdictOf(names[0]!, { ...good, [fact]: lost() });
      expect(judged.threw).toBeUndefined();
      // A fact that the rest of an `||` makes unnecessary may be missing: then it is not in the way.
      if (judged.verdict === 'pass') expect(pass.includes('||') || when?.includes('||')).toBe(true);
      else
        expect([judged.verdict, judged.missing.map((each) => each.fact)]).toEqual([
          'unknown',
          expect.arrayContaining([fact]),
        ]);
    }
  });
});
