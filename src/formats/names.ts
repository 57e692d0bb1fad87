/** Versions of each format, the default first. Apart from the formats: the command line is quick to tell its words. */
export const formatVersions = {
  ocsf: ['1.8.0', '1.6.0', '1.5.0'],
  asff: ['2018-10-08'],
  ecs: ['9.4.0'],
  splunk: ['cim-6'],
  udm: ['v2'],
  cef: ['0'],
  leef: ['2.0'],
  rfc5424: ['1'],
  sarif: ['2.1.0'],
  junit: ['10'],
  csv: ['1'],
  ndjson: ['1'],
} as const satisfies Record<string, readonly string[]>;

export type FormatName = keyof typeof formatVersions;

export const formatNames = Object.keys(formatVersions) as FormatName[]; // its own keys

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formatVersions, name);
}
