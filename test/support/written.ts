import { parse } from 'csv-parse/sync';
import { type FormatContext, formatOf } from '../../src/formats/index.ts';
import type { Change, Notice } from '../../src/model/event.ts';

/** One change, or one notice, as a file of a format holds it alone; undefined where it has no place. */
export function written(name: string, one: Change | Notice, context: FormatContext): string | undefined {
  const writer = formatOf(name).format.writer(context);
  const open = writer.open();
  const text = 'finding' in one ? writer.event(one) : writer.notice(one);
  return text === undefined ? undefined : open + text + writer.close();
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that tests look into
export const json = (text: string): any => JSON.parse(text);

export function rows(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, record_delimiter: '\r\n' });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but line ends
const inLines = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is no character of XML, of those that are made up here
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** On one line. */
export const flat = (text: string) => text.toWellFormed().replace(controls, ' ');
/** Control characters other than line ends are blanks. */
export const lined = (text: string) => text.toWellFormed().replace(inLines, ' ');
/** As a token of XML. */
export const inXml = (text: string) => text.toWellFormed().replace(/\s+/g, ' ').replace(notInXml, '\ufffd');

export function hasControls(text: string): boolean {
  return text.search(controls) !== -1;
}
