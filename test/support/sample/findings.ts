import { canonical } from '../../../src/model/canonical.ts';
import type { Finding, NativeResult } from '../../../src/model/finding.ts';
import { findingKey, findingUid, sha256 } from '../../../src/model/identity.ts';
import { severities, type Verdict, verdicts } from '../../../src/model/verdict.ts';
import { requirementsOf, type SampleControl, sampleControls } from './controls.ts';
import { judge } from './facts.ts';
import { chance, controlsFor, order, type Plan, type PlannedList, type PlannedResource } from './plan.ts';
import { count, type FindingTally } from './tally.ts';

const seenAt = '2026-11-22T09:20:00.000Z';

/** In the order of findings.ndjson, one at a time: every verdict walks over the estate again instead of sorting it. */
export function* sampleFindings(plan: Plan, tally: FindingTally): Generator<Finding> {
  const byPlace = Map.groupBy(
    [...plan.resources].sort(
      (a, b) => order(a.account.account, b.account.account) || order(a.region, b.region) || order(a.uid, b.uid),
    ),
    (one) => one.kind,
  );
  for (const verdict of verdicts) {
    for (const severity of severities) {
      for (const one of sampleControls.filter((each) => each.control.severity === severity)) {
        for (const finding of ofControl(plan, one, verdict, byPlace)) {
          count(tally, finding);
          yield finding;
        }
      }
    }
  }
}

function* ofControl(
  plan: Plan,
  one: SampleControl,
  verdict: Verdict,
  byPlace: Map<string, PlannedResource[]>,
): Generator<Finding> {
  const rows: { at: string; make: () => Finding }[] = [];
  for (const kind of one.control.applies_to) {
    for (const resource of byPlace.get(kind) ?? []) {
      if (judge(plan.options.seed, resource, one).verdict !== verdict) continue;
      rows.push({
        at: [resource.account.account, resource.region, resource.uid].join('\n'),
        make: () => ofResource(plan, one, resource),
      });
    }
  }
  if (verdict === 'unknown') {
    for (const list of plan.lists) {
      if (!list.failure || !controlsFor(list.kind).includes(one)) continue;
      rows.push({ at: [list.account.account, list.region].join('\n'), make: () => ofList(plan, one, list) });
    }
  }
  for (const row of rows.sort((a, b) => order(a.at, b.at))) yield row.make();
}

function ofResource(plan: Plan, one: SampleControl, resource: PlannedResource): Finding {
  const { seed } = plan.options;
  const { verdict, fact } = judge(seed, resource, one);
  const missing = (fact.missing ?? []).map((each) => ({ fact: one.fact, ...each }));
  return {
    ...shared(plan, one, verdict, resource.account.provider, resource.account.account, resource.region, resource.uid),
    reason: reasonFor(verdict, one, fact.value, missing[0]?.operation),
    resource: {
      uid: resource.uid,
      kind: resource.kind,
      nativeType: resource.native.nativeType,
      provider: resource.account.provider,
      account: resource.account.account,
      accountName: resource.account.accountName,
      region: resource.region,
      name: resource.name,
    },
    observed: [
      {
        fact: one.fact,
        ...(fact.value === undefined ? {} : { value: fact.value }),
        from: fact.from,
        ...(fact.byDesign ? { byDesign: fact.byDesign } : {}),
      },
    ],
    missing,
    native: nativeFor(plan, one, resource, verdict),
    stateHash: sha256(canonical([verdict, one.control.severity, fact.value ?? null])),
  };
}

function ofList(plan: Plan, one: SampleControl, list: PlannedList): Finding {
  const { account, region, native } = list;
  const uid = `${account.provider}:${account.account}:${region}:${native.nativeType}`;
  const denied = list.failure === 'access-denied';
  return {
    ...shared(plan, one, 'unknown', account.provider, account.account, region, uid),
    reason: `Not known how many there are: ${native.list} ${denied ? 'was denied' : 'did not answer'}.`,
    resource: {
      uid,
      kind: list.kind,
      nativeType: native.nativeType,
      provider: account.provider,
      account: account.account,
      accountName: account.accountName,
      region,
      name: account.accountName,
    },
    population: { operation: native.list, collector: `${account.provider}/${list.kind}` },
    observed: [],
    missing: [
      {
        fact: '(list)',
        reason: list.failure ?? 'network',
        operation: native.list,
        ...(denied
          ? { errorCode: 'AccessDeniedException', permission: native.listPermission }
          : { errorCode: 'ETIMEDOUT' }),
        evidence: list.pages[0] ?? 0,
      },
    ],
    native: [],
    stateHash: sha256(canonical(['unknown', one.control.severity])),
  };
}

function shared(
  plan: Plan,
  one: SampleControl,
  verdict: Verdict,
  provider: string,
  account: string,
  region: string,
  uid: string,
) {
  const key = findingKey(one.control.id, provider, account, region, uid);
  const days = Math.floor(chance(plan.options.seed, key, 'seen') ** 1.5 * 120);
  return {
    key,
    uid: findingUid(key, plan.scan),
    scan: plan.scan,
    control: one.control.id,
    title: one.control.title,
    severity: one.control.severity,
    verdict,
    frameworks: requirementsOf(one.control),
    firstSeen: new Date(Date.parse(seenAt) - days * 86_400_000).toISOString(),
    lastSeen: seenAt,
    waiver: null,
  };
}

function reasonFor(verdict: Verdict, one: SampleControl, value: unknown, operation: string | undefined): string {
  const shown = JSON.stringify(value);
  if (verdict === 'pass') return `${one.fact} is ${shown}, as it should be.`;
  if (verdict === 'fail') return `${one.fact} is ${shown}.`;
  if (verdict === 'unknown') return `${one.fact} is not known: ${operation} did not tell.`;
  if (verdict === 'manual') return `No read API tells ${one.fact}; a person has to look.`;
  return value === undefined ? `The platform has no ${one.fact}.` : 'Not in use: its state is stopped.';
}

function nativeFor(plan: Plan, one: SampleControl, resource: PlannedResource, verdict: Verdict): NativeResult[] {
  if (resource.account.provider !== 'aws' || (verdict !== 'pass' && verdict !== 'fail')) return [];
  return Object.entries(one.control.native).flatMap(([source, rules]) =>
    rules.map((rule) => {
      const agrees = chance(plan.options.seed, resource.uid, rule) > 0.03;
      const other = verdict === 'pass' ? 'fail' : 'pass';
      return { source, rule, status: agrees ? verdict : other, agrees, evidence: resource.call } satisfies NativeResult;
    }),
  );
}
