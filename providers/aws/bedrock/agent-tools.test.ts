import { describe, expect, it } from 'vitest';
import { toolOf } from './agent-tools.ts';

type Group = Parameters<typeof toolOf>[0];
const tool = (more: object) => toolOf({ actionGroupName: 'x', ...more } as Group); // what is not read is left out

describe('the tool that an action group is', () => {
  it.each([
    ['AMAZON.CodeInterpreter', 'code'],
    ['ANTHROPIC.Bash', 'code'],
    ['ANTHROPIC.TextEditor', 'code'],
    ['ANTHROPIC.Computer', 'browser'],
  ])('%s lets the agent use %s, and asks nobody', (parentActionSignature, type) => {
    expect(tool({ parentActionSignature })).toEqual({ name: 'x', type, confirms: false });
  });

  it('none where the agent only asks its user for more', () => {
    expect(tool({ parentActionSignature: 'AMAZON.UserInput' })).toBeUndefined();
  });

  it('of an unknown kind is not guessed', () => {
    expect(tool({ parentActionSignature: 'AMAZON.Drill' })?.type).toMatchObject({
      $missing: { reason: 'not-returned' },
    });
  });

  const asks = (...all: (string | undefined)[]) =>
    tool({ functionSchema: { functions: all.map((requireConfirmation) => ({ name: 'f', requireConfirmation })) } })
      ?.confirms;
  it.each([
    ['all functions', asks('ENABLED', 'ENABLED'), true],
    ['one of two', asks('ENABLED', 'DISABLED'), false],
    ['one of two, by silence', asks('ENABLED', undefined), false],
    ['no function at all', asks(), false],
    ['nothing described', tool({})?.confirms, false],
  ])('a person agrees: %s', (_name, confirms, expected) => {
    expect(confirms).toBe(expected);
  });

  it('of an API is told by its description', () => {
    expect(tool({ apiSchema: { payload: '{}' } })?.confirms).toMatchObject({ $missing: { reason: 'not-exposed' } });
  });
});
