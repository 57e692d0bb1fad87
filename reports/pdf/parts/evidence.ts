import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CallRecord } from '../../../src/model/evidence.ts';
import { evidenceFiles, fileSha256 } from '../../view/digest.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';

const rowsPerTable = 250;

/** Part 9: the calls that findings and populations cite, one by one; the rest by count; the files with their digests. */
export async function* evidenceChunks(survey: Survey): AsyncGenerator<Chunk> {
  const { summary, cited, digest, scan } = survey;
  yield {
    headings: [
      { level: 1, id: 'evidence', title: '9 Evidence index' },
      { level: 2, id: 'files', title: '9.1 Files' },
      { level: 2, id: 'calls', title: '9.2 Calls that are cited' },
    ],
    html: render('evidence', { summary, digest, cited: cited.size, files: await filesOf(scan.dir) }),
    lines: 24,
  };
  const rest = new Map<string, number>();
  let rows: CallRow[] = [];
  for await (const call of scan.calls()) {
    if (!cited.has(call.number)) {
      const operation = `${call.service}:${call.operation}`;
      rest.set(operation, (rest.get(operation) ?? 0) + 1);
      continue;
    }
    rows.push(callRow(survey, call));
    if (rows.length < rowsPerTable) continue;
    yield callsChunk(rows);
    rows = [];
  }
  if (rows.length > 0) yield callsChunk(rows);
  yield restChunk(rest);
}

type CallRow = ReturnType<typeof callRow>;

function callRow(survey: Survey, call: CallRecord) {
  const { number, service, operation, region, provider, account, askedAt, requestId, answerSha256, status } = call;
  return {
    number,
    operation: `${service}:${operation}`,
    pageNumber: call.page > 1 ? call.page : 0,
    where: `${survey.accountName(provider, account)}, ${region}`,
    askedAt,
    outcome:
      status === 0
        ? `no answer (${call.errorCode})`
        : call.errorCode === ''
          ? `HTTP ${status}`
          : `HTTP ${status} ${call.errorCode}`,
    requestId: requestId === '' ? 'no request id' : requestId,
    digest: answerSha256 === '' ? 'no answer stored' : answerSha256,
  };
}

function callsChunk(rows: CallRow[]): Chunk {
  const first = rows[0]?.number ?? 0;
  const last = rows.at(-1)?.number ?? 0;
  return {
    headings: [],
    html: render('calls', { first, last, rows }),
    lines: 2 + rows.length * 2.4,
    evidence: [first, last],
  };
}

function restChunk(rest: Map<string, number>): Chunk {
  const operations = [...rest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([operation, calls]) => ({ operation, calls }));
  const calls = operations.reduce((sum, one) => sum + one.calls, 0);
  return {
    headings: [{ level: 2, id: 'other-calls', title: '9.3 All other calls' }],
    html: render('calls-rest', { calls, operations }),
    lines: 6 + operations.length,
  };
}

/** The files that the evidence digest covers; the answers, of which there are up to 256, together. */
async function filesOf(dir: string) {
  const files: { path: string; sha256: string; bytes: number; count: number }[] = [];
  const answers = { path: '', sha256: '', bytes: 0, count: 0 };
  const together = createHash('sha256');
  for (const path of evidenceFiles(dir)) {
    const sha256 = await fileSha256(join(dir, path));
    const bytes = statSync(join(dir, path)).size;
    if (!path.startsWith('evidence/answers/')) files.push({ path, sha256, bytes, count: 1 });
    else {
      together.update(`${sha256}  ${path}\n`);
      answers.bytes += bytes;
      answers.count++;
    }
  }
  if (answers.count > 0) files.push({ ...answers, path: 'evidence/answers/', sha256: together.digest('hex') });
  return files;
}
