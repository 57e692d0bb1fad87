/** Readers of line formats, each by its specification alone: what they do not understand, they refuse. */

export interface CefEvent {
  header: string[];
  extension: Record<string, string>;
}

/** Header: seven fields split at `|`, `\|` and `\\` being escaped. Extension: `key=value` split at the blank before a key. */
export function parseCef(line: string): CefEvent {
  if (/[\r\n]/.test(line)) throw new Error('a line end in a CEF event');
  const fields: string[] = [];
  let at = 0;
  let field = '';
  for (; fields.length < 7; at += 1) {
    const one = line[at];
    if (one === undefined) throw new Error('fewer than seven header fields');
    if (one === '\\') {
      const next = line[at + 1];
      if (next !== '|' && next !== '\\') throw new Error(`\\${next} in the header`);
      field += next;
      at += 1;
    } else if (one === '|') {
      fields.push(field);
      field = '';
    } else field += one;
  }
  if (fields[0] !== 'CEF:0') throw new Error(`${fields[0]} is no CEF`);
  const extension: Record<string, string> = {};
  // An equals sign that is not escaped ends a key; the key begins after the last blank before it.
  const raw = line.slice(at);
  const signs = [
    ...raw.matchAll(/(?:\\.|[^\\=])*?(?<key>[A-Za-z0-9]+)=(?<value>(?:\\.|[^\\=])*?)(?= [A-Za-z0-9]+=|$)/gsy),
  ];
  if (signs.map((one) => one[0]).join('') !== raw) throw new Error(`not pairs: ${raw.slice(0, 200)}`);
  for (const { groups } of signs) {
    const { key = '', value = '' } = groups ?? {};
    if (key in extension) throw new Error(`${key} twice`);
    extension[key] = value.replace(/\\(.)/gs, (_, one: string) => {
      if (one === 'n') return '\n';
      if (one === 'r') return '\r';
      if (one !== '=' && one !== '\\') throw new Error(`\\${one} in a value`);
      return one;
    });
  }
  return { header: fields, extension };
}

export interface LeefEvent {
  header: string[];
  attributes: Record<string, string>;
}

/** Five header fields and the delimiter, split at `|`; then `key=value` split at the delimiter. Nothing is escaped. */
export function parseLeef(line: string): LeefEvent {
  if (/[\r\n]/.test(line)) throw new Error('a line end in a LEEF event');
  const [version, vendor, product, release, id, delimiter, ...rest] = line.split('|');
  if (version !== 'LEEF:2.0' || delimiter !== 'x09') throw new Error('not LEEF 2.0 with tabs');
  const attributes: Record<string, string> = {};
  for (const pair of rest.join('|').split('\t')) {
    const sign = pair.indexOf('=');
    const key = pair.slice(0, sign);
    if (!/^[A-Za-z0-9_]+$/.test(key)) throw new Error(`${pair.slice(0, 100)} is no pair`);
    if (key in attributes) throw new Error(`${key} twice`);
    attributes[key] = pair.slice(sign + 1);
  }
  return { header: [version, vendor ?? '', product ?? '', release ?? '', id ?? ''], attributes };
}

export interface SyslogMessage {
  facility: number;
  severity: number;
  time: string;
  hostname: string;
  app: string;
  id: string;
  data: Record<string, string>;
  text: string;
}

/** By the grammar of RFC 5424, section 6; one SD-ELEMENT, and a message that begins with the byte order mark. */
export function parseSyslog(message: string): SyslogMessage {
  const head =
    /^<(?<pri>0|[1-9]\d{0,2})>1 (?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) (?<hostname>[!-~]{1,255}) (?<app>[!-~]{1,48}) (?<proc>[!-~]{1,128}) (?<id>[!-~]{1,32}) /.exec(
      message,
    );
  if (!head?.groups) throw new Error(`no header: ${message.slice(0, 100)}`);
  const { pri = '', time = '', hostname = '', app = '', id = '' } = head.groups;
  const priority = Number(pri);
  if (priority > 191) throw new Error(`PRI ${priority}`);
  let rest = message.slice(head[0].length);
  const element = /^\[(?<name>[!-~]{1,32}@\d+)/.exec(rest);
  if (!element) throw new Error('no structured data');
  rest = rest.slice(element[0].length);
  const data: Record<string, string> = {};
  for (;;) {
    const pair = /^ (?<name>[!#-<>-\\^-~]{1,32})="(?<value>(?:\\["\\\]]|[^"\\\]])*)"/s.exec(rest);
    if (!pair?.groups) break;
    const { name = '', value = '' } = pair.groups;
    if (name in data) throw new Error(`${name} twice`);
    data[name] = value.replace(/\\(.)/gs, '$1');
    rest = rest.slice(pair[0].length);
  }
  if (!rest.startsWith('] \ufeff')) throw new Error(`structured data does not end: ${rest.slice(0, 100)}`);
  const text = rest.slice(3);
  return { facility: priority >> 3, severity: priority & 7, time, hostname, app, id, data, text };
}
