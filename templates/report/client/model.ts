import type {
  CallColumns,
  CallDetail,
  CoreData,
  FindingDetail,
  ResourceDetail,
} from '../../../reports/html/data/format.ts';
import { frameSizes } from '../../../reports/html/data/format.ts';
import { severities, verdicts } from '../../../src/model/verdict.ts';
import { readBytes, readFrame } from './frames.ts';

/** The scan as the page knows it: columns at once, details when somebody looks. */
export interface Model {
  core: CoreData;
  /** Hex digits of a finding's key. */
  keyOf(finding: number, digits?: number): string;
  /** The finding whose key starts with these digits; -1 where there is none. */
  findingOf(prefix: string): number;
  detailOf(finding: number): Promise<FindingDetail | undefined>;
  resourceOf(subject: number): Promise<ResourceDetail | undefined>;
}

export async function loadModel(): Promise<Model> {
  const [core, keys] = await Promise.all([readFrame<CoreData>('core'), readBytes('keys')]);
  return {
    core,
    keyOf: (finding, digits = 64) =>
      hex(keys.subarray(finding * 32, finding * 32 + Math.ceil(digits / 2))).slice(0, digits),
    findingOf: (prefix) => findKey(keys, prefix),
    detailOf: (finding) => entry<FindingDetail>('finding', frameSizes.finding, finding),
    resourceOf: async (subject) => {
      const row = core.subjects.row[subject] ?? -1;
      return row === -1 ? undefined : await entry<ResourceDetail>('resource', frameSizes.resource, row);
    },
  };
}

export function loadCalls(): Promise<CallColumns> {
  return readFrame<CallColumns>('calls');
}

export async function callDetailOf(place: number): Promise<CallDetail | undefined> {
  return await entry<CallDetail>('call', frameSizes.call, place);
}

/** Canonical text of an answer that lies in this file. */
export async function answerOf(frame: number, place: number): Promise<string | undefined> {
  return (await readFrame<string[]>(`answers-${frame}`))[place];
}

async function entry<T>(name: string, size: number, index: number): Promise<T | undefined> {
  return (await readFrame<T[]>(`${name}-${Math.floor(index / size)}`))[index % size];
}

export function verdictOf(core: CoreData, finding: number): string {
  return verdicts[core.findings.verdict[finding] ?? -1] ?? '';
}

export function severityOf(core: CoreData, finding: number): string {
  return severities[core.findings.severity[finding] ?? -1] ?? '';
}

/** Value of a column's dictionary for a finding's resource. */
export function subjectOf(core: CoreData, finding: number) {
  return subjectAt(core, core.findings.subject[finding] ?? 0);
}

export function subjectAt(core: CoreData, index: number) {
  const { subjects } = core;
  const account = core.accounts[subjects.account[index] ?? 0];
  const kind = core.kinds[subjects.kind[index] ?? 0];
  return {
    index,
    id: subjects.id[index] ?? '',
    name: subjects.name[index] ?? '',
    uid: subjects.uid[index] ?? '',
    isScope: subjects.row[index] === -1,
    provider: account?.provider ?? 'aws',
    account: account?.id ?? '',
    accountName: account?.name ?? '',
    region: regionName(core.regions[subjects.region[index] ?? 0]),
    kind: kind?.id ?? '',
    kindWord: kind?.one ?? '',
    kindWords: kind?.many ?? '',
    nativeType: core.nativeTypes[subjects.nativeType[index] ?? 0] ?? '',
  };
}

/** `aws eu-west-1` -> `eu-west-1`. */
export function regionName(region = ''): string {
  return region.slice(region.indexOf(' ') + 1);
}

function findKey(keys: Uint8Array, prefix: string): number {
  if (!/^[0-9a-f]{8,64}$/.test(prefix)) return -1;
  const wanted = prefix.length % 2 === 0 ? prefix : prefix.slice(0, -1);
  const bytes = Uint8Array.from(wanted.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  for (let start = 0; start < keys.length; start += 32) {
    if (bytes.every((byte, index) => keys[start + index] === byte)) return start / 32;
  }
  return -1;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
