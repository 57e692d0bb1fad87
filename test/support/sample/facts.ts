import type { Fact, Missing } from '../../../src/model/facts.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import type { SampleControl } from './controls.ts';
import { chance, controlsFor, type PlannedResource } from './plan.ts';

export interface Judged {
  verdict: Verdict;
  fact: Fact;
}

/** What is not offered, or offered and not told, on a platform: a reason that no permission cures. */
const byPlatform: Record<string, Missing['reason']> = {
  'gcp capture': 'not-supported',
  'azure rootAccess': 'not-supported',
  'mlflow fourEyes': 'not-supported',
  'gcp idleStopMinutes': 'not-supported',
  'azure confirms': 'not-exposed',
  'gcp validated': 'not-exposed',
  'azure invocationLogged': 'not-exposed',
  'gcp fourEyes': 'not-exposed',
};

/** The verdict of a control on a resource, and the fact that it rests on. */
export function judge(seed: number, resource: PlannedResource, one: SampleControl): Judged {
  const from = [{ operation: resource.native.get, pointer: pointerOf(resource, one.fact), evidence: resource.call }];
  const platform = byPlatform[`${resource.account.provider} ${one.fact}`];
  if (platform) {
    const detail = platform === 'not-exposed' ? 'Ask the owner for a screenshot of the setting.' : undefined;
    const missing: Missing = { reason: platform, operation: resource.native.get, ...(detail ? { detail } : {}) };
    return {
      verdict: platform === 'not-exposed' ? 'manual' : 'not-applicable',
      fact: { missing: [missing], from: [] },
    };
  }
  const gone = missingFor(seed, resource, one.fact);
  if (gone) return { verdict: 'unknown', fact: { missing: [gone], from: [] } };
  if (one.control.when && chance(seed, resource.uid, 'state') < 0.2) {
    return { verdict: 'not-applicable', fact: { value: one.good[0] ?? null, from } };
  }
  const bad = chance(seed, resource.uid, one.fact) < resource.account.badShare;
  const values = bad ? one.bad : one.good;
  const value = values[Math.floor(chance(seed, resource.uid, one.fact, 'which') * values.length)] ?? null;
  if (one.fact === 'publicIp' && resource.account.provider === 'aws') {
    const byDesign = {
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html',
      asOf: '2026-11',
    };
    return {
      verdict: 'pass',
      fact: { value: false, from: [{ operation: resource.native.get, pointer: '', evidence: 0 }], byDesign },
    };
  }
  return { verdict: bad ? 'fail' : 'pass', fact: { value, from } };
}

function missingFor(seed: number, resource: PlannedResource, fact: string): Missing | undefined {
  const operation = resource.native.get;
  if (resource.denied) {
    return {
      reason: 'access-denied',
      operation,
      errorCode: 'AccessDeniedException',
      permission: resource.native.getPermission,
      evidence: resource.call,
    };
  }
  if (chance(seed, resource.uid, fact, 'gone') < 0.006) {
    return {
      reason: 'not-returned',
      operation,
      detail: `The answer has no ${pointerOf(resource, fact)}.`,
      evidence: resource.call,
    };
  }
  return undefined;
}

export function pointerOf(resource: PlannedResource, fact: string): string {
  if (resource.account.provider === 'aws') return `/${fact[0]?.toUpperCase()}${fact.slice(1)}`;
  if (resource.account.provider === 'azure') return `/properties/${fact}`;
  return resource.account.provider === 'gcp' ? `/${fact}` : `/model_version/${fact}`;
}

/** All facts of a resource, by name. */
export function factsOf(seed: number, resource: PlannedResource): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const one of controlsFor(resource.kind)) facts[one.fact] = judge(seed, resource, one).fact;
  const at = (pointer: string) => [{ operation: resource.native.get, pointer, evidence: resource.call }];
  if (!resource.denied) {
    const days = Math.floor(chance(seed, resource.uid, 'age') * 900);
    facts.createdAt = {
      value: new Date(Date.parse('2026-11-01T00:00:00Z') - days * 86_400_000).toISOString(),
      from: at(pointerOf(resource, 'createdAt')),
    };
    facts.state = {
      value: chance(seed, resource.uid, 'state') < 0.2 ? 'stopped' : 'active',
      from: at(pointerOf(resource, 'state')),
    };
    facts.tags = {
      value: { team: 'imaging', note: resource.name.slice(0, 80) },
      from: at(pointerOf(resource, 'tags')),
    };
  }
  return facts;
}

/** The answer of the describe call: every known fact lies where its pointer says. */
export function answerOf(seed: number, resource: PlannedResource): Json {
  if (resource.denied) {
    return {
      __type: 'AccessDeniedException',
      message: `${resource.account.identity} is not authorized to perform ${resource.native.getPermission}`,
    };
  }
  const answer: JsonObject = {
    Name: resource.name,
    Id: resource.uid,
    Script: { $redacted: 'text', digest: 'hmac-sha256:4be1…' },
  };
  for (const fact of Object.values(factsOf(seed, resource))) {
    const source = fact.from[0];
    if (source && source.evidence !== 0 && fact.value !== undefined) put(answer, source.pointer, fact.value);
  }
  return answer;
}

function put(into: JsonObject, pointer: string, value: Json): void {
  const [last, ...path] = pointer.split('/').slice(1).reverse();
  let at = into;
  for (const step of path.reverse()) {
    const next = at[step] ?? {};
    at[step] = next;
    at = next as JsonObject; // Built here, as objects only.
  }
  at[last ?? ''] = value;
}
