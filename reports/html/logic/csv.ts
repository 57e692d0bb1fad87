/**
 * Rows as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. A cell that a spreadsheet would
 * run as a formula gets an apostrophe before it; line ends inside a cell become blanks.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvOf(rows: Iterable<readonly (string | number)[]>): string {
  let out = '\ufeff';
  for (const row of rows) out += `${row.map(csvCell).join(',')}\r\n`;
  return out;
}

export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const line = value.replace(/[\r\n\u2028\u2029]+/g, ' ');
  const safe = /^[\s\p{Cc}]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]/u.test(value) ? `'${line}` : line;
  return /[",;'\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
