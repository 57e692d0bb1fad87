import type { parquetWriteBuffer } from 'hyparquet-writer';
import type { Column, Columns } from './columns.ts';

export type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number];

/** @returns the elements of a file of these columns, the root first, each group before its members. */
export function schemaOf(columns: Columns): SchemaElement[] {
  const names = Object.entries(columns);
  return [{ name: 'root', num_children: names.length }, ...names.flatMap(([name, column]) => elements(name, column))];
}

const optional = { repetition_type: 'OPTIONAL' } as const;
const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

/** @returns the element of a column without its members. */
export function elementOf(name: string, column: Column): SchemaElement {
  if (column === 'int') return { name, type: 'INT32', ...optional };
  if (column === 'long') return { name, type: 'INT64', ...optional };
  if (column === 'text' || column === 'json') return { name, ...utf8, ...optional };
  if (column === 'rest') return { name, converted_type: 'MAP', num_children: 1, ...optional };
  if ('list' in column) return { name, converted_type: 'LIST', num_children: 1, ...optional };
  return { name, num_children: Object.keys(column.fields).length, ...optional };
}

/** A map of texts: the map, an entry, its key, its value. */
export function mapElements(name: string): [SchemaElement, SchemaElement, SchemaElement, SchemaElement] {
  return [
    elementOf(name, 'rest'),
    { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
    { name: 'key', ...utf8, repetition_type: 'REQUIRED' },
    { name: 'value', ...utf8, ...optional },
  ];
}

function elements(name: string, column: Column): SchemaElement[] {
  if (column === 'rest') return mapElements(name);
  const own = elementOf(name, column);
  if (typeof column === 'string') return [own];
  if ('list' in column)
    return [own, { name: 'list', repetition_type: 'REPEATED', num_children: 1 }, ...elements('element', column.list)];
  return [own, ...Object.entries(column.fields).flatMap(([field, type]) => elements(field, type))];
}

/** @returns the type as Athena and Glue write it. */
export function hiveType(column: Column): string {
  if (column === 'int') return 'int';
  if (column === 'long') return 'bigint';
  if (column === 'text' || column === 'json') return 'string';
  if (column === 'rest') return 'map<string,string>';
  if ('list' in column) return `array<${hiveType(column.list)}>`;
  return `struct<${Object.entries(column.fields)
    .map(([name, type]) => `${name}:${hiveType(type)}`)
    .join(',')}>`;
}
