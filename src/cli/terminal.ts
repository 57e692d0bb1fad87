/** Characters that a terminal obeys or that turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from clouds may hold control characters: on a terminal it is shown without them. Line breaks and tabs stay. */
export function plainText(text: string): string {
  return text.replaceAll(unsafe, '\u00b7');
}

/** As `plainText`, on one line: a name from a cloud must not look like a line of ours. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll(/[\t\n]/g, '\u00b7');
}

/** JSON on which a terminal can do nothing: the same value, every control character escaped. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    unsafe,
    (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

const useColor = (stream: NodeJS.WriteStream) => stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** Colour only on a terminal, never alone: the word says the same. */
export function paint(
  stream: NodeJS.WriteStream,
  style: 'bold' | 'dim' | 'red' | 'yellow' | 'green',
  text: string,
): string {
  const code = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32 }[style];
  return useColor(stream) ? `\u001b[${code}m${text}\u001b[0m` : text;
}

export function out(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Aligns columns of a small table, each row on one line; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = [];
  const plain = rows.map((row) => row.map(plainLine));
  for (const row of plain)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return plain.map((row) =>
    row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + gap))).join(''),
  );
}

export function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}

export function count(n: number): string {
  return n.toLocaleString('en-US');
}
