import { InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../catalog/nearest.ts';
import { failOnWords } from '../config/fail-on.ts';
import { providers } from '../model/verdict.ts';

/** `a,b` and repeated options alike make one list. */
export function list(value: string, before: string[] = []): string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ];
}

/** One of a few words, said back when it is none of them. */
export function choice<const V extends string>(allowed: readonly V[]): (value: string) => V {
  return (value) => {
    const found = allowed.find((one) => one === value);
    if (found === undefined)
      throw new InvalidArgumentError(`It is one of ${allowed.join(', ')}${didYouMean(value, allowed) || '.'}`);
    return found;
  };
}

/** An option that takes one of a few words; help and completion know them. */
export function oneOf(flags: string, description: string, words: readonly string[], usual?: string): Option {
  const option = new Option(flags, description).choices(words).argParser(choice(words));
  return usual === undefined ? option : option.default(usual);
}

/** `--format html,pdf`. */
export function formatOption(): Option {
  const words = ['html', 'pdf'] as const;
  const parse = (value: string) => list(value).map(choice(words));
  return new Option('--format <list>', 'reports to render, by comma')
    .choices(words)
    .argParser(parse)
    .default([...words]);
}

/** `--provider aws,azure`. */
export function providerOption(): Option {
  const parse = (value: string, before: string[] = []) => [...before, ...list(value).map(choice(providers))];
  return new Option('--provider <list>', 'clouds to scan, by comma (default: those of the config, or else aws)')
    .choices(providers)
    .argParser(parse)
    .default([]);
}

/** `--fail-on high`, `--fail-on new:high`. */
export function failOnOption(): Option {
  const words = failOnWords;
  return new Option(
    '--fail-on <severity>',
    'exit 1 when a control of this severity or worse fails; new:SEVERITY: when one fails that did not in the baseline, or else in the scan before',
  )
    .choices(words)
    .argParser(choice(words));
}

/** How help tells an option: what it is, its words, and its default where that says something. */
export function describeOption({ description, argChoices, defaultValue }: Option): string {
  const words = argChoices ? `: ${argChoices.join(', ')}` : '';
  const usual = Array.isArray(defaultValue) ? defaultValue.join(',') : (defaultValue ?? '');
  const told = usual === '' || usual === 0 || description.includes('(default');
  return `${description}${words}${told ? '' : ` (default: ${usual})`}`;
}
