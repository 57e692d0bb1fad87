import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { MissingValue } from '../facts.ts';
import type { FactDecl, KindDecl, LinkDecl, TraitDecl } from './declare.ts';
import {
  type FactName,
  type FactOf,
  type ForwardLinkName,
  factsOf,
  isKindName,
  type KindName,
  kindNames,
  kinds,
  kindsWithTrait,
  type LinkName,
  linksOf,
  traits,
  traitsOf,
  universalTraits,
} from './index.ts';

const plainKinds: Record<string, KindDecl> = kinds;
const plainTraits: Record<string, TraitDecl> = traits;
const owners: [string, KindDecl | TraitDecl][] = [...Object.entries(plainKinds), ...Object.entries(plainTraits)];

/** Facts of a kind or trait and the fields of its records, with the path to each. */
function declared(facts: Record<string, FactDecl>, at: string): [string, FactDecl][] {
  return Object.entries(facts).flatMap(([name, fact]) => {
    const inner = typeof fact.of === 'object' ? declared(fact.of.fields, `${at}.${name}`) : [];
    return [[`${at}.${name}`, fact] as [string, FactDecl], ...inner];
  });
}
const allFacts = owners.flatMap(([at, owner]) => declared(owner.facts, at));
const allLinks = owners.flatMap(([at, owner]) =>
  Object.entries(owner.links ?? {}).map(([name, link]): [string, LinkDecl] => [`${at}.${name}`, link]),
);

describe.each(kindNames.map((name) => [name]))('%s', (name) => {
  it('names traits that exist, each once, and no universal one', () => {
    const own = plainKinds[name]!.traits;
    expect(own.filter((trait) => !Object.hasOwn(traits, trait))).toEqual([]);
    expect(new Set(own).size).toBe(own.length);
    expect(own.filter((trait) => universalTraits.some((universal) => universal === trait))).toEqual([]);
  });

  it('gives each fact and each link one name, declared in one place', () => {
    const declarations = [plainKinds[name]!, ...traitsOf(name).map((trait) => plainTraits[trait]!)];
    const names = declarations.flatMap((each) => [...Object.keys(each.facts), ...Object.keys(each.links ?? {})]);
    expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
    expect([...Object.keys(factsOf(name)), ...Object.keys(linksOf(name))].sort()).toEqual(names.sort());
  });
});

describe('facts', () => {
  it.each(allFacts)('%s is declared soundly', (_path, fact) => {
    if (fact.nullable) expect(['int', 'timestamp']).toContain(fact.type);
    expect(fact.of !== undefined).toBe(fact.type === 'list');
    if (fact.values) {
      expect(fact.type === 'string' || fact.of === 'string').toBe(true);
      expect(fact.values.length).toBeGreaterThan(1);
      expect(new Set(fact.values).size).toBe(fact.values.length);
      expect(fact.values.filter((value) => !/^[a-z]+(-[a-z]+)*$/.test(value))).toEqual([]);
    }
  });

  it('names each record type for one shape', () => {
    const shapes = new Map<string, unknown>();
    for (const [, { of }] of allFacts) {
      if (typeof of !== 'object') continue;
      expect(shapes.get(of.name) ?? of.fields).toBe(of.fields);
      shapes.set(of.name, of.fields);
    }
    expect([...shapes.keys()].sort()).toEqual(
      'Artifact Filter Image Input LogFeed Member OpenFinding Policy Source Step Store Tool Variant'.split(' '),
    );
  });
});

describe('links', () => {
  it.each(allLinks)('%s leads to a kind', (_path, link) => {
    expect(isKindName(link.to)).toBe(true);
  });

  const reverse = kindNames.flatMap((name) =>
    Object.entries(linksOf(name)).flatMap(([link, { to, reverse }]) => (reverse ? [{ name, link, to, reverse }] : [])),
  );
  it.each(reverse)('$name.$link is the other way of $to.$reverse', ({ name, to, reverse }) => {
    const forward = linksOf(to as KindName)[reverse]; // that it is a kind is the test above
    expect(forward?.to).toBe(name);
    expect(forward?.reverse).toBeUndefined();
  });
  it('has the reverse links of the model', () => {
    expect(reverse.map(({ name, link }) => `${name}.${link}`).sort()).toEqual([
      'genai.guardrail.usedBy',
      'genai.guardrail.usedByAgents',
      'ml.dataset.validations',
      'ml.deployment.endpoints',
      'ml.endpoint.monitors',
      'ml.model.versionList',
      'ml.model_version.servedBy',
    ]);
  });
});

describe('names in CEL', () => {
  const names = new Set(kindNames.flatMap((name) => [...Object.keys(factsOf(name)), ...Object.keys(linksOf(name))]));
  it.each([...names])('%s can be a variable', (name) => {
    const environment = new Environment().registerVariable(name, 'string');
    expect(environment.evaluate(`${name} == "x"`, { [name]: 'x' })).toBe(true);
  });
  const fields = new Set(allFacts.flatMap(([, { of }]) => (typeof of === 'object' ? Object.keys(of.fields) : [])));
  it.each([...fields])('%s can be a field', (name) => {
    const environment = new Environment()
      .registerType('Item', { fields: { [name]: 'string' } })
      .registerVariable('item', 'Item');
    expect(environment.check(`item.${name} == "x"`)).toMatchObject({ valid: true });
  });
});

describe('words', () => {
  const nouns = kindNames.map((name) => kinds[name].noun);
  it.each([0, 1] as const)('a noun belongs to one kind (form %i)', (form) => {
    expect(new Set(nouns.map((noun) => noun[form])).size).toBe(kindNames.length);
  });
  it('one and many differ', () => {
    expect(nouns.filter(([one, many]) => one === (many as string))).toEqual([]);
  });
  it.each([
    ...owners.map(([at, { doc }]): [string, string] => [at, doc]),
    ...[...allFacts, ...allLinks].map(([at, { doc }]): [string, string] => [at, doc]),
  ])('%s is explained in one sentence', (_path, doc) => {
    expect(doc).toMatch(/^[A-Z].*[^.]\.$/);
    expect(doc.replace('e.g. ', '')).not.toMatch(/\. /);
  });
});

describe('look-ups', () => {
  it('merges own facts and links with those of the traits', () => {
    const facts = factsOf('ml.notebook');
    expect(facts.rootAccess).toBe(kinds['ml.notebook'].facts.rootAccess);
    expect(facts.egress).toBe(traits.network.facts.egress);
    expect(facts.tags).toBe(traits.ownership.facts.tags);
    expect(facts.accessLogged).toBeUndefined();
    expect(linksOf('ml.notebook').keys).toBe(traits.encryption.links.keys);
    expect(linksOf('ml.notebook').workspaces).toBe(kinds['ml.notebook'].links.workspaces);
    expect(linksOf('alert.rule')).toEqual({});
  });
  it('finds the kinds of a trait', () => {
    expect(kindsWithTrait('transit')).toEqual(['ml.training_job', 'ml.monitor', 'tracking.server', 'storage.bucket']);
    expect(kindsWithTrait('residency')).toEqual(kindNames);
  });
  it.each([
    ['ml.notebook', true],
    ['finding.native', false],
    ['toString', false],
    ['', false],
  ])('isKindName(%j) is %j', (name, expected) => {
    expect(isKindName(name)).toBe(expected);
  });
});

// Compile-time: these fail in the type-check, not at run time.
describe('types', () => {
  it('follow the declarations', () => {
    expectTypeOf<FactOf<'ml.notebook', 'rootAccess'>>().toEqualTypeOf<boolean>();
    expectTypeOf<FactOf<'ml.notebook', 'egress'>>().toEqualTypeOf<
      'none' | 'allow-list' | 'customer-network' | 'internet'
    >();
    expectTypeOf<FactOf<'ml.notebook', 'region'>>().toEqualTypeOf<string>();
    expectTypeOf<FactOf<'ml.notebook', 'plainSecrets'>>().toEqualTypeOf<number>();
    expectTypeOf<FactOf<'ml.notebook', 'idleStopMinutes'>>().toEqualTypeOf<number | null>();
    expectTypeOf<FactOf<'ml.notebook', 'createdAt'>>().toEqualTypeOf<string>();
    expectTypeOf<FactOf<'ml.notebook', 'lastUsedAt'>>().toEqualTypeOf<string | null>();
    expectTypeOf<FactOf<'ml.notebook', 'tags'>>().toEqualTypeOf<Record<string, string>>();
    expectTypeOf<FactOf<'ml.notebook', 'allowedRanges'>>().toEqualTypeOf<string[]>();
    expectTypeOf<FactOf<'network.firewall', 'openPorts'>>().toEqualTypeOf<number[]>();
    expectTypeOf<FactOf<'ml.evaluation', 'subjects'>>().toEqualTypeOf<
      ('quality' | 'bias' | 'robustness' | 'safety' | 'grounding')[]
    >();
    expectTypeOf<FactOf<'ml.pipeline', 'images'>>().toEqualTypeOf<
      {
        ref: string | MissingValue;
        pinned: boolean | MissingValue;
        registry: 'own' | 'provider' | 'public' | MissingValue;
      }[]
    >();
  });
  it('know the names of each kind', () => {
    expectTypeOf<FactName<'ml.connection'>>().toEqualTypeOf<
      | ('secretKind' | 'sharedToAll' | 'expiresAt' | 'target' | 'sharedWith' | 'outsiders')
      | ('tags' | 'owner' | 'dataClass' | 'region' | 'processing')
      | ('state' | 'createdAt' | 'modifiedAt' | 'lastUsedAt' | 'idleStopMinutes')
    >();
    expectTypeOf<LinkName<'ml.dataset'>>().toEqualTypeOf<'keys' | 'repositories' | 'buckets' | 'validations'>();
    expectTypeOf<ForwardLinkName<'ml.dataset'>>().toEqualTypeOf<'keys' | 'repositories' | 'buckets'>();
    expectTypeOf<LinkName<'alert.rule'>>().toEqualTypeOf<never>();
    // @ts-expect-error a fact of another kind
    expectTypeOf<FactOf<'ml.model', 'rootAccess'>>();
  });
});
