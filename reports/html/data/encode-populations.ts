import type { Population } from '../../../src/model/evidence.ts';
import { listName, missingWords } from '../../view/words.ts';
import type { PopulationColumns } from './format.ts';
import type { Subjects } from './subjects.ts';

/** Populations as columns, over the same accounts, regions and kinds as the findings. */
export function populationColumns(
  populations: Population[],
  subjects: Subjects,
  nameOf: (provider: string, account: string) => string,
): PopulationColumns {
  return {
    account: populations.map(({ provider, account }) => subjects.account(provider, account, nameOf(provider, account))),
    region: populations.map(({ provider, region }) => subjects.regions.of(`${provider} ${region}`)),
    kind: populations.map(({ kind }) => subjects.kind(kind)),
    collector: populations.map((one) => one.collector),
    operation: populations.map((one) => listName(one.operation)),
    pages: populations.map((one) => one.pages),
    items: populations.map((one) => one.items),
    endReached: populations.map((one) => Number(one.endReached)),
    bounded: populations.map((one) => Number(one.bounded)),
    gone: populations.map((one) => one.gone),
    elsewhere: populations.map((one) => one.elsewhere ?? 0),
    note: populations.map((one) => one.note),
    startedAt: populations.map((one) => one.startedAt),
    endedAt: populations.map((one) => one.endedAt),
    firstRequestId: populations.map((one) => one.firstRequestId),
    lastRequestId: populations.map((one) => one.lastRequestId),
    missing: populations.map(missingText),
    evidence: populations.map((one) => one.evidence),
  };
}

function missingText(population: Population): string {
  return population.missing
    .map(({ reason, operation, permission, detail, errorCode }) => {
      const cure = permission ? `; needs ${permission}` : detail ? `; ${detail}` : '';
      return `${missingWords(reason, operation ? [operation] : [])}${errorCode ? ` (${errorCode})` : ''}${cure}`;
    })
    .join('. ');
}
