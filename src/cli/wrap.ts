import { plainLine } from './terminal.ts';

/** Width of the terminal in columns; 100 where the output is no terminal, as wide as a page of a log. */
export function terminalWidth(): number {
  return Math.max(40, process.stdout.columns ?? 100);
}

/**
 * A text that hangs: `first` begins the first line, the others begin under its end; lines break between `pieces` alone,
 * so that no name is cut, and are at most `width` columns long where every piece fits.
 */
export function hanging(first: string, pieces: readonly string[], width: number, joint = ', '): string[] {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = plainLine(first);
  let isEmpty = true;
  for (const [index, piece] of pieces.entries()) {
    const shown = plainLine(piece) + (index === pieces.length - 1 ? '' : joint.trimEnd());
    const gap = isEmpty ? '' : ' ';
    if (!isEmpty && line.length + gap.length + shown.length > width) {
      lines.push(line);
      line = indent + shown;
    } else line += gap + shown;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A sentence of ours, broken between words. */
export function paragraph(text: string, width: number, indent = ''): string[] {
  return hanging(indent, text.split(' '), width, ' ');
}
