import type { CallRecord } from '../../../src/model/evidence.ts';
import { sha256 } from '../../../src/model/identity.ts';
import { type SampleControl, sampleControls } from './controls.ts';
import { type SampleAccount, sampleAccounts } from './estate.ts';
import { sampleName } from './names.ts';
import { type NativeKind, sampleKinds, sampleUid } from './native-kinds.ts';
import type { SampleOptions } from './options.ts';

export const startedAt = Date.parse('2026-11-22T09:14:07.000Z');
const pageSize = 100;

export interface PlannedResource {
  kind: string;
  native: NativeKind;
  account: SampleAccount;
  region: string;
  name: string;
  uid: string;
  /** The describe call was refused. */
  denied: boolean;
  /** Evidence number of the describe call. */
  call: number;
}

/** One list operation in one scope. */
export interface PlannedList {
  kind: string;
  native: NativeKind;
  account: SampleAccount;
  region: string;
  failure: 'access-denied' | 'network' | undefined;
  resources: PlannedResource[];
  /** Evidence numbers of its pages. */
  pages: number[];
}

/** What a call was for; the answer is made when it is written. */
export interface PlannedCall {
  number: number;
  list: PlannedList;
  page: number;
  resource: PlannedResource | undefined;
}

export interface Plan {
  options: Required<SampleOptions>;
  scan: string;
  accounts: SampleAccount[];
  lists: PlannedList[];
  calls: PlannedCall[];
  /** By kind, account, region, uid. */
  resources: PlannedResource[];
}

/** A number in [0, 1) that depends on the parts alone. */
export function chance(...parts: (string | number)[]): number {
  return Number.parseInt(sha256(parts.join('\n')).slice(0, 8), 16) / 0x1_0000_0000;
}

export function controlsFor(kind: string): SampleControl[] {
  return sampleControls.filter((one) => one.control.applies_to.includes(kind));
}

export function planScan(given: SampleOptions): Plan {
  const options = { seed: 1, accounts: 8, hostile: true, simulated: true, gaps: true, previous: true, ...given };
  const accounts = sampleAccounts(options.accounts);
  const lists = planLists(accounts, options);
  fill(lists, options);
  for (const list of lists) list.resources.sort((a, b) => order(a.uid, b.uid));
  const calls = planCalls(lists);
  const resources = lists.flatMap((list) => list.resources).sort(byKindAndPlace);
  return { options, scan: '01KBM2Q9V7T3SAMPLE0SCAN001', accounts, lists, calls, resources };
}

function planLists(accounts: SampleAccount[], options: Required<SampleOptions>): PlannedList[] {
  const lists: PlannedList[] = [];
  for (const account of accounts) {
    for (const region of account.regions) {
      for (const [kind, { on }] of Object.entries(sampleKinds)) {
        const native = on[account.provider];
        if (native === undefined) continue;
        const at = `${account.accountName} ${region} ${kind}`;
        lists.push({
          kind,
          native,
          account,
          region,
          failure: options.gaps ? listFailures[at] : undefined,
          resources: [],
          pages: [],
        });
      }
    }
  }
  return lists;
}

const listFailures: Record<string, 'access-denied' | 'network'> = {
  'ml-prod eu-west-1 genai.guardrail': 'access-denied',
  'ml-prod eu-west-1 genai.agent': 'access-denied',
  'ai-research northeurope ml.model_version': 'network',
  'ai-research northeurope ml.endpoint': 'network',
};

/** Spreads resources over the lists by the share of their kind until the controls on them come to the findings asked for. */
function fill(lists: PlannedList[], options: Required<SampleOptions>): void {
  const open = lists.filter((list) => list.failure === undefined);
  let findings = lists.filter((list) => list.failure).reduce((sum, list) => sum + controlsFor(list.kind).length, 0);
  let total = 0;
  const bounds = open.map((list) => {
    const share = sampleKinds[list.kind]?.share ?? 0;
    total += share * (0.3 + chance(options.seed, list.account.account, list.region, list.kind));
    return total;
  });
  for (let n = 0; options.findings > 0 && findings < options.findings; n++) {
    const at = chance(options.seed, 'list', n) * total;
    const list = open[bounds.findIndex((bound) => at < bound)];
    if (list === undefined) return;
    const name = sampleName(list.kind, n, options);
    const uid = sampleUid(
      { provider: list.account.provider, account: list.account.account, region: list.region },
      list.native,
      name,
    );
    const denied =
      options.gaps &&
      list.account.accountName === 'data-lake' &&
      list.region === 'eu-west-1' &&
      list.kind === 'ml.notebook';
    list.resources.push({
      kind: list.kind,
      native: list.native,
      account: list.account,
      region: list.region,
      name,
      uid,
      denied,
      call: 0,
    });
    findings += controlsFor(list.kind).length;
  }
}

function planCalls(lists: PlannedList[]): PlannedCall[] {
  const calls: PlannedCall[] = [];
  for (const list of lists) {
    const pages = list.failure ? 1 : Math.max(1, Math.ceil(list.resources.length / pageSize));
    for (let page = 1; page <= pages; page++) {
      const number = calls.length + 1;
      calls.push({ number, list, page, resource: undefined });
      list.pages.push(number);
    }
    for (const resource of list.resources) {
      resource.call = calls.length + 1;
      calls.push({ number: resource.call, list, page: 1, resource });
    }
  }
  return calls;
}

/** Resources on one page of a list. */
export function onPage(list: PlannedList, page: number): PlannedResource[] {
  return list.resources.slice((page - 1) * pageSize, page * pageSize);
}

export function timeOf(call: number): Pick<CallRecord, 'askedAt' | 'answeredAt'> {
  const asked = startedAt + call * 37;
  return { askedAt: new Date(asked).toISOString(), answeredAt: new Date(asked + 21 + (call % 90)).toISOString() };
}

export function requestId(call: number): string {
  const hex = sha256(`request ${call}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byKindAndPlace(a: PlannedResource, b: PlannedResource): number {
  return (
    order(a.kind, b.kind) ||
    order(a.account.account, b.account.account) ||
    order(a.region, b.region) ||
    order(a.uid, b.uid)
  );
}
