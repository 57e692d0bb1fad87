/**
 * Text from elsewhere made fit for one line of a message: no control or direction characters (they could repaint a
 * terminal or turn a sentence round), no half characters, not longer than `most`.
 */
export function oneLine(text: string, most: number): string {
  const clean = text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
  return clean.length > most ? `${clean.slice(0, most - 3).toWellFormed()}...` : clean;
}
