/** Of CEF severities 0 to 10: critical, error, warning, notice, informational. */
function syslogSeverity(severity: number): number {
  return severity >= 10 ? 2 : severity >= 8 ? 3 : severity >= 5 ? 4 : severity >= 3 ? 5 : 6;
}

/**
 * @param facility default log audit, as messages of our format rfc5424 have it.
 * @returns a message of RFC 5424. CEF and LEEF have no header of their own: they become the text of one.
 */
export function withHeader(
  text: string,
  time: string,
  { facility = 13, hostname = '' }: { facility?: number | undefined; hostname?: string | undefined } = {},
): string {
  if (text.startsWith('<')) return text;
  const severity = /^CEF:/.test(text)
    ? Number(fieldsOf(text)[6] ?? '5')
    : Number(/(?:^|\t|\|)sev=(\d+)/.exec(text)?.[1] ?? '5');
  return `<${facility * 8 + syslogSeverity(severity)}>1 ${time} ${hostname.replace(/[^!-~]/g, '') || '-'} plumbline - - - ${text}`;
}

/** Bars within a field are escaped. */
function fieldsOf(text: string): string[] {
  return text.split(/(?<!\\)(?:\\\\)*\|/, 8);
}
