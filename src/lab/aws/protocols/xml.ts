/** How the items of a list are written: each in an element of this name inside the list, or as the list itself. */
export type ListStyle = 'member' | 'item' | 'flat';

/** A value with the element names to write it with. */
export interface XmlOptions {
  list: ListStyle;
  /** Element name of a member. Default: the member's own name. */
  name?: (member: string) => string;
  /** Milliseconds in times, as S3 and EC2 write them. */
  millis?: boolean;
}

/** An element with attributes; used where a plain member cannot say it. */
export class XmlElement {
  readonly attributes: string;
  readonly content: unknown;

  constructor(attributes: string, content: unknown) {
    this.attributes = attributes;
    this.content = content;
  }
}

/** XML of the members of an object; members that are undefined are left out. */
export function members(value: object, options: XmlOptions): string {
  let xml = '';
  for (const [member, content] of Object.entries(value)) {
    if (content !== undefined) xml += element(options.name?.(member) ?? member, content, options);
  }
  return xml;
}

/** One element with its content; a flat list becomes one element an item. */
export function element(name: string, value: unknown, options: XmlOptions): string {
  if (Array.isArray(value)) {
    if (options.list === 'flat') return value.map((item) => element(name, item, options)).join('');
    const items = value.map((item) => element(options.list, item, options)).join('');
    return items === '' ? `<${name}/>` : `<${name}>${items}</${name}>`;
  }
  if (value instanceof XmlElement) return `<${name} ${value.attributes}>${content(value.content, options)}</${name}>`;
  const inner = content(value, options);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

/** Text with the characters escaped that XML reserves. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (c) => escapes[c] ?? c);
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function content(value: unknown, options: XmlOptions): string {
  if (value instanceof Date) {
    const iso = value.toISOString();
    return options.millis === true ? iso : `${iso.slice(0, 19)}Z`;
  }
  if (typeof value === 'object' && value !== null) return members(value, options);
  return value === null ? '' : escapeXml(String(value));
}
