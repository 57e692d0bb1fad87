import type { Json } from '../../../src/model/json.ts';

/** A line of indented JSON and the pointer (RFC 6901) of the value that starts on it; undefined for closing brackets. */
export interface JsonLine {
  text: string;
  pointer: string | undefined;
}

/** JSON as lines that say where they are. @param most lines to make; what is beyond is left out. */
export function jsonLines(value: Json, most: number): JsonLine[] {
  const lines: JsonLine[] = [];
  add('', value, '', '', '');
  return lines;

  function add(label: string, item: Json, pointer: string, indent: string, comma: string): void {
    if (lines.length >= most) return;
    if (item === null || typeof item !== 'object') {
      lines.push({ text: `${indent}${label}${JSON.stringify(item)}${comma}`, pointer });
      return;
    }
    const [open, close] = Array.isArray(item) ? ['[', ']'] : ['{', '}'];
    const entries = Array.isArray(item)
      ? item.map((each, index) => [String(index), each] as const)
      : Object.entries(item);
    if (entries.length === 0) {
      lines.push({ text: `${indent}${label}${open}${close}${comma}`, pointer });
      return;
    }
    lines.push({ text: `${indent}${label}${open}`, pointer });
    for (const [index, [key, each]] of entries.entries()) {
      const name = Array.isArray(item) ? '' : `${JSON.stringify(key)}: `;
      add(name, each, `${pointer}/${pointerPart(key)}`, `${indent}  `, index === entries.length - 1 ? '' : ',');
    }
    if (lines.length < most) lines.push({ text: `${indent}${close}${comma}`, pointer: undefined });
  }
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether the value at one pointer lies in, or is, the value at another. */
export function liesIn(pointer: string | undefined, outer: string): boolean {
  return pointer !== undefined && (pointer === outer || pointer.startsWith(`${outer}/`));
}
