import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { canonical } from '../../../src/model/canonical.ts';
import type { CallRecord } from '../../../src/model/evidence.ts';
import { sha256 } from '../../../src/model/identity.ts';
import type { Json } from '../../../src/model/json.ts';
import { answerOf } from './facts.ts';
import { writeLines } from './lines.ts';
import { onPage, type Plan, type PlannedCall, requestId, timeOf } from './plan.ts';
import type { EvidenceTally } from './tally.ts';

/** Writes calls.ndjson and the answers by hash. */
export async function writeEvidence(dir: string, plan: Plan): Promise<EvidenceTally> {
  const tally: EvidenceTally = { answers: 0, bytes: 0, failed: 0, byOperation: {} };
  const byHash = new Map<string, PlannedCall>();
  await writeLines(join(dir, 'evidence', 'calls.ndjson'), calls());
  writeAnswers();
  return tally;

  function* calls(): Generator<CallRecord> {
    for (const call of plan.calls) {
      const record = callRecord(plan, call);
      if (record.answerSha256) byHash.set(record.answerSha256, call);
      if (record.errorCode) tally.failed++;
      const operation = `${record.service}:${record.operation}`;
      tally.byOperation[operation] = (tally.byOperation[operation] ?? 0) + 1;
      yield record;
    }
  }

  function writeAnswers(): void {
    const shards = Map.groupBy([...byHash.keys()].sort(), (hash) => hash.slice(0, 2));
    for (const [shard, hashes] of shards) {
      const lines = hashes.map((hash) => {
        const call = byHash.get(hash);
        return `{"sha256":"${hash}","answer":${canonical(call ? (answerTo(plan, call) ?? null) : null)}}\n`;
      });
      const bytes = gzipSync(lines.join(''));
      writeFileSync(join(dir, 'evidence', 'answers', `${shard}.ndjson.gz`), bytes);
      tally.answers += hashes.length;
      tally.bytes += bytes.length;
    }
  }
}

function callRecord(plan: Plan, call: PlannedCall): CallRecord {
  const { list, resource } = call;
  const [service = '', operation = ''] = (resource ? list.native.get : list.native.list).split(':');
  const answer = answerTo(plan, call);
  const hash = answer === undefined ? '' : sha256(canonical(answer));
  const denied = resource ? resource.denied : list.failure === 'access-denied';
  const time = timeOf(call.number);
  return {
    number: call.number,
    provider: list.account.provider,
    account: list.account.account,
    region: list.region,
    service,
    operation,
    parameters: resource
      ? { Name: resource.name }
      : { MaxResults: 100, ...(call.page > 1 ? { NextToken: `page-${call.page}` } : {}) },
    page: call.page,
    ...time,
    attempts: list.failure === 'network' ? 10 : call.number % 97 === 0 ? 2 : 1,
    status: answer === undefined ? 0 : denied ? 403 : 200,
    requestId: answer === undefined ? '' : requestId(call.number),
    serverDate: answer === undefined ? '' : new Date(Date.parse(time.answeredAt)).toUTCString(),
    identity: list.account.identity,
    errorCode: answer === undefined ? 'ETIMEDOUT' : denied ? 'AccessDeniedException' : '',
    receivedSha256: hash && sha256(`received ${hash}`),
    answerSha256: hash,
  };
}

function answerTo(plan: Plan, { list, resource, page }: PlannedCall): Json | undefined {
  if (resource) return answerOf(plan.options.seed, resource);
  if (list.failure === 'network') return undefined;
  if (list.failure) {
    return {
      __type: 'AccessDeniedException',
      message: `${list.account.identity} is not authorized to perform ${list.native.listPermission} in ${list.region}`,
    };
  }
  return { Items: onPage(list, page).map((one) => ({ Name: one.name, Id: one.uid })) };
}
