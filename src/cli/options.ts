import { InvalidArgumentError } from 'commander';

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
    if (found === undefined) throw new InvalidArgumentError(`It is one of ${allowed.join(', ')}.`);
    return found;
  };
}

/** Report formats, by comma. */
export function formats(value: string): ('html' | 'pdf')[] {
  return list(value).map(choice(['html', 'pdf']));
}
