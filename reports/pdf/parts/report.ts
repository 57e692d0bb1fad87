import type { Chunk, Heading } from '../chunk.ts';
import type { Spool, SpooledChunk } from '../spool.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';
import { evidenceChunks } from './evidence.ts';
import { disagreementChunks, exceptionsChunk } from './exceptions.ts';
import { type ListedVerdict, writeFindings } from './findings.ts';
import { methodChunks } from './method.ts';
import { requirementChunks } from './requirements.ts';
import { scopeChunks } from './scope.ts';
import { summaryChunk } from './summary.ts';

/** Writes parts 2 to 9 into the spool. @returns their chunks in the order of the report. */
export async function writeParts(survey: Survey, spool: Spool): Promise<SpooledChunk[]> {
  const listed: Record<ListedVerdict, SpooledChunk[]> = { fail: [], unknown: [], manual: [], pass: [] };
  await writeFindings(survey, (verdict, chunk) => listed[verdict].push(spool.put(chunk)));
  const put = (chunks: Iterable<Chunk>) => [...chunks].map((chunk) => spool.put(chunk));
  const counts = survey.posture.all.verdicts;
  const chunks = [
    ...put([summaryChunk(survey)]),
    ...put(scopeChunks(survey)),
    ...put(requirementChunks(survey)),
    ...put([
      opening('failures', { count: counts.fail }, [
        { level: 1, id: 'findings', title: '5 Failures and unknowns' },
        { level: 2, id: 'failures', title: '5.1 Failures' },
      ]),
    ]),
    ...listed.fail,
    ...put([
      opening('unknowns', { count: counts.unknown, failures: counts.fail }, [
        { level: 2, id: 'unknowns', title: '5.2 What could not be judged' },
      ]),
    ]),
    ...listed.unknown,
    ...put([
      opening('passes', { count: counts.pass, notApplicable: counts['not-applicable'] }, [
        { level: 1, id: 'passes', title: '6 Passes' },
      ]),
    ]),
    ...listed.pass,
    ...put([exceptionsChunk(survey)]),
    ...listed.manual,
    ...put(disagreementChunks(survey)),
    ...put(methodChunks(survey)),
  ];
  for await (const chunk of evidenceChunks(survey)) chunks.push(spool.put(chunk));
  return chunks;
}

function opening(template: string, data: object, headings: Heading[]): Chunk {
  return { headings, html: render(template, data), lines: 6 };
}
