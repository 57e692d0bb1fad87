import { canonical } from '../../../src/model/canonical.ts';
import type { Population } from '../../../src/model/evidence.ts';
import { gapLines } from '../../view/gaps.ts';
import { listName, missingWords, nounOf, providerNames, utc } from '../../view/words.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';

const rowsPerTable = 200;

/** Part 3: which accounts, what could not be seen, which lists were read and whether to their end. */
export function* scopeChunks(survey: Survey): Generator<Chunk> {
  const { summary } = survey;
  const accounts = accountRows(survey);
  const gaps = gapLines(summary, survey.posture.unread);
  const { populations } = summary;
  const cut = populations.filter((one) => !one.endReached);
  const bounded = populations.filter((one) => one.endReached && one.bounded);
  yield {
    headings: [
      { level: 1, id: 'scope', title: '3 Scope and completeness' },
      { level: 2, id: 'accounts', title: '3.1 Accounts' },
      { level: 2, id: 'gaps', title: '3.2 What could not be seen' },
      { level: 2, id: 'sources', title: '3.3 Second sources' },
      { level: 2, id: 'populations', title: '3.4 Populations' },
    ],
    html: render('scope', {
      summary,
      accounts,
      collectors: collectorGroups(summary.services),
      gaps,
      native: summary.native.map((one) => ({
        ...one,
        where: `${accountAnyCloud(survey, one.account)}, ${one.region}`,
        state: sourceStates[one.state],
        isRead: one.state === 'read',
      })),
      lists: {
        all: populations.length,
        ended: populations.length - cut.length,
        cut: cut.length,
        bounded: bounded.length,
      },
      items: populations.reduce((sum, one) => sum + one.items, 0),
    }),
    lines: 50 + accounts.length * 2 + gaps.length * 4,
  };
  yield* populationTables(survey, 'Not read to the end', 'cut', cut);
  yield* populationTables(survey, 'Cut on purpose, and read to that limit', 'bounded', bounded);
  const whole = populations.filter((one) => one.endReached && !one.bounded);
  yield* populationTables(
    survey,
    'Read to the end',
    'whole',
    whole.filter((one) => one.items > 0),
  );
  yield* emptyTables(
    survey,
    whole.filter((one) => one.items === 0),
  );
}

const sourceStates = { read: 'read', 'not-enabled': 'not enabled', 'not-readable': 'could not be read' } as const;

function accountAnyCloud({ summary }: Survey, account: string): string {
  const name = summary.scopes.find((scope) => scope.account === account)?.accountName ?? '';
  return name === '' || name === account ? account : `${name} (${account})`;
}

/** `aws/sagemaker/notebook` under what comes before its last part. */
function collectorGroups(ids: readonly string[]): { group: string; names: string }[] {
  const groups = Map.groupBy(ids, (id) => id.split('/').slice(0, -1).join(' ') || 'others');
  return [...groups].map(([group, all]) => ({ group, names: all.map((id) => id.split('/').at(-1) ?? id).join(', ') }));
}

function accountRows({ summary, posture }: Survey) {
  const byAccount = Map.groupBy(summary.scopes, (scope) => `${scope.provider} ${scope.account}`);
  return [...byAccount].map(([key, scopes]) => {
    const [first] = scopes as [(typeof scopes)[number], ...typeof scopes]; // A group has at least one.
    const counts = posture.account.get(key)?.verdicts;
    return {
      provider: providerNames[first.provider],
      name: first.accountName || first.account,
      account: first.accountName === first.account ? '' : first.account,
      regions: [...new Set(scopes.map((scope) => scope.region))],
      identity: first.identity,
      notes: [...new Set(scopes.flatMap(({ note }) => note ?? []))],
      verdicts: counts ? counts.pass + counts.fail + counts.unknown + counts.manual + counts['not-applicable'] : 0,
    };
  });
}

function* populationTables(survey: Survey, title: string, kind: string, populations: Population[]): Generator<Chunk> {
  for (let at = 0; at < populations.length; at += rowsPerTable) {
    const rows = populations.slice(at, at + rowsPerTable).map((one) => populationRow(survey, one));
    yield {
      headings: [],
      html: render('populations', { title, isFirst: at === 0, count: populations.length, isCut: kind === 'cut', rows }),
      lines: 4 + rows.length * (kind === 'whole' ? 3 : 4),
    };
  }
}

function populationRow(survey: Survey, one: Population) {
  const why = one.missing.map((missing) => {
    const code = missing.errorCode ? ` (${missing.errorCode})` : '';
    const needs = missing.permission ? `; needs ${missing.permission}` : '';
    const words = missingWords(missing.reason, missing.operation ? [missing.operation] : []);
    return `${words}${code}${needs}${missing.detail ? `. ${missing.detail}` : ''}`;
  });
  return {
    what: nounOf(one.kind, 2),
    where: `${survey.accountName(one.provider, one.account)}, ${one.region}`,
    nativeType: one.nativeType,
    operation: listName(one.operation),
    parameters: one.operation === '' ? '' : canonical(one.parameters),
    pages: one.pages,
    items: one.items,
    gone: one.gone,
    span: spanWords(one.startedAt, one.endedAt),
    requests: [...new Set([one.firstRequestId, one.lastRequestId])].filter((id) => id !== ''),
    evidence: one.evidence,
    notes: [...why, ...(one.note === '' ? [] : [one.note])],
  };
}

function pairs<T>(items: T[]): T[][] {
  return items.flatMap((_, at) => (at % 2 === 0 ? [items.slice(at, at + 2)] : []));
}

/** `2026-11-22 09:14:07–09:14:12 UTC`; the date once where it is the same. */
function spanWords(start: string, end: string): string {
  const [from, to] = [utc(start), utc(end)];
  if (from === to) return from;
  const [day, clock] = from.split(' ');
  return to.startsWith(`${day} `) ? `${day} ${clock}–${to.slice(11)}` : `${from} to ${to}`;
}

/** Lists that are empty and were read to their end: a line each, by account. */
function* emptyTables(survey: Survey, populations: Population[]): Generator<Chunk> {
  for (let at = 0; at < populations.length; at += rowsPerTable) {
    const part = populations.slice(at, at + rowsPerTable);
    const places = Map.groupBy(part, (one) => `${survey.accountName(one.provider, one.account)}, ${one.region}`);
    const groups = [...places].map(([place, lists]) => ({
      place,
      rows: pairs(lists.map(({ operation, evidence }) => ({ operation, evidence }))),
    }));
    yield {
      headings: [],
      html: render('populations-empty', { isFirst: at === 0, count: populations.length, groups }),
      lines: 4 + part.length * 0.6 + groups.length * 1.5,
    };
  }
}
