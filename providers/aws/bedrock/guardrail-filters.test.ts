import { describe, expect, it } from 'vitest';
import { filtersOf, multilingual } from './guardrail-filters.ts';

type Guardrail = Parameters<typeof filtersOf>[0];
const of = (policies: object) => filtersOf(policies as Guardrail); // the policies are all that is read
const content = (one: object) =>
  of({ contentPolicy: { filters: [{ type: 'SEXUAL', inputStrength: 'HIGH', outputStrength: 'HIGH', ...one }] } });
const input = (action: string, strictness: number) => ({ hazard: 'sexual', direction: 'input', action, strictness });
const output = (action: string, strictness: number) => ({ hazard: 'sexual', direction: 'output', action, strictness });
const lost = { $missing: expect.objectContaining({ reason: 'not-returned' }) };

describe('a content filter', () => {
  it.each([
    ['HATE', 'hate'],
    ['INSULTS', 'harassment'],
    ['SEXUAL', 'sexual'],
    ['VIOLENCE', 'violence'],
    ['MISCONDUCT', 'dangerous'],
    ['PROMPT_ATTACK', 'prompt-attack'],
  ])('of type %s looks for %s', (type, hazard) => {
    expect(content({ type }).map((one) => one.hazard)).toEqual([hazard, hazard]);
  });

  it.each([
    ['NONE', input('none', 0)],
    ['LOW', input('block', 1)],
    ['MEDIUM', input('block', 2)],
    ['HIGH', input('block', 3)],
  ])('of strength %s', (inputStrength, expected) => {
    expect(content({ inputStrength })).toEqual([expected, output('block', 3)]);
  });

  it('of an unknown type, strength or action is missing there, and only there', () => {
    expect(content({ type: 'SPAM' })[0]?.hazard).toEqual(lost);
    expect(content({ inputStrength: 'EXTREME' })).toEqual([
      { ...input('block', 0), strictness: lost },
      output('block', 3),
    ]);
    expect(content({ inputStrength: undefined })[0]?.strictness).toEqual(lost);
    expect(content({ outputAction: 'SHOUT' })).toEqual([input('block', 3), { ...output('', 3), action: lost }]);
  });

  it.each([
    ['both act where nothing is said', {}, [input('block', 3), output('block', 3)]],
    ['NONE only takes notes', { inputAction: 'NONE' }, [input('detect', 3), output('block', 3)]],
    ['one side is off', { outputEnabled: false }, [input('block', 3), output('none', 0)]],
    ['on, said so', { inputEnabled: true, outputEnabled: true }, [input('block', 3), output('block', 3)]],
    ['reads pictures only', { inputModalities: ['IMAGE'] }, [input('none', 0), output('block', 3)]],
    ['reads both', { outputModalities: ['TEXT', 'IMAGE'] }, [input('block', 3), output('block', 3)]],
  ])('%s', (_name, change, expected) => {
    expect(content(change)).toEqual(expected);
  });
});

const sides = (hazard: string, first: string, second = first) => [
  { hazard, direction: 'input', action: first, strictness: first === 'none' ? 0 : 3 },
  { hazard, direction: 'output', action: second, strictness: second === 'none' ? 0 : 3 },
];

describe('the other policies', () => {
  it.each([
    ['a denied topic', { topicPolicy: { topics: [{ name: 'dosage', type: 'DENY' }] } }, sides('denied-topic', 'block')],
    ['profanity', { wordPolicy: { managedWordLists: [{ type: 'PROFANITY' }] } }, sides('profanity', 'block')],
    [
      'words, as recorded',
      { wordPolicy: { words: [{ text: 'x', inputAction: 'BLOCK', outputAction: 'NONE', outputEnabled: false }] } },
      sides('blocklist', 'block', 'none'),
    ],
    [
      'personal data, masked',
      { sensitiveInformationPolicy: { piiEntities: [{ type: 'EMAIL', action: 'ANONYMIZE' }] } },
      sides('pii', 'mask'),
    ],
    [
      'personal data, each side for itself',
      {
        sensitiveInformationPolicy: { regexes: [{ action: 'BLOCK', inputAction: 'NONE', outputAction: 'ANONYMIZE' }] },
      },
      sides('pii', 'detect', 'mask'),
    ],
    [
      'several that do the same',
      { sensitiveInformationPolicy: { piiEntities: [{ action: 'BLOCK' }, { action: 'BLOCK' }] } },
      sides('pii', 'block'),
    ],
    ['nothing', {}, []],
  ])('%s', (_name, policies, expected) => {
    expect(of(policies)).toEqual(expected);
  });

  it.each([
    [0, 'none', 0],
    [0.2, 'block', 1],
    [0.5, 'block', 2],
    [0.7, 'block', 3],
  ])('grounding from %s on', (threshold, action, strictness) => {
    const filters = [
      { type: 'GROUNDING', threshold },
      { type: 'RELEVANCE', threshold, enabled: false, action: 'BLOCK' },
    ];
    expect(of({ contextualGroundingPolicy: { filters } })).toEqual([
      { hazard: 'ungrounded', direction: 'output', action, strictness },
      { hazard: 'irrelevant', direction: 'output', action: 'none', strictness: 0 },
    ]);
  });
});

describe('multilingual', () => {
  const tier = (tierName: string) => ({ tier: { tierName } });
  it.each([
    ['Standard', { contentPolicy: tier('STANDARD') }, true],
    ['Classic', { contentPolicy: tier('CLASSIC') }, false],
    ['the weaker of two', { contentPolicy: tier('STANDARD'), topicPolicy: tier('CLASSIC') }, false],
    ['never set', { topicPolicy: {} }, false],
  ])('%s', (_name, policies, expected) => {
    expect(multilingual(policies as Guardrail)).toBe(expected);
  });
});
