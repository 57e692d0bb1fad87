import type { Config } from '../../config/schema.ts';
import { PlumblineError } from '../../model/errors.ts';
import { clouds } from '../clouds/index.ts';
import { unknownWord } from '../words.ts';
import { choiceOf } from './config.ts';

/**
 * Refuses filters that let nothing through for a word that is none.
 *
 * @param frameworks ids of those of the catalog.
 * @throws PlumblineError CONFIG_INVALID with the nearest word that is one.
 */
export function assertFilters(config: Config, frameworks: readonly string[]): void {
  for (const [name, entry] of Object.entries((config.export ?? {}) as Record<string, object>)) {
    const chosen = choiceOf(entry);
    const isFramework = (word: string) => frameworks.includes(word);
    assertAll(`export.${name}.frameworks`, chosen.frameworks, {
      what: 'framework',
      is: isFramework,
      known: frameworks,
    });
    const accounts = accountsOf(config);
    assertAll(`export.${name}.accounts`, chosen.accounts, { what: 'account', ...accounts });
  }
}

function assertAll(
  place: string,
  words: readonly string[] | undefined,
  { what, is, known }: { what: string; is: (word: string) => boolean; known: readonly string[] },
): void {
  const word = words?.find((one) => !is(one));
  if (word === undefined) return;
  const { hint = '' } = unknownWord(what, word, known);
  throw new PlumblineError('CONFIG_INVALID', `${place}: there is no ${what} "${word}".`, { hint });
}

/** Accounts that the config names, and those that only a scan can find. */
function accountsOf(config: Config): { known: readonly string[]; is: (word: string) => boolean } {
  const configured = clouds.filter((one) => one.configured(config));
  const all = (configured.length > 0 ? configured : clouds).map((one) => one.accounts(config));
  return {
    known: all.flatMap((one) => one.known),
    is: (word) => all.some(({ known, mayBe }) => known.includes(word) || mayBe(word)),
  };
}
