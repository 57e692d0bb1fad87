import type { Population, Scope } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { Collector } from '../model/provider.ts';
import type { Page } from './asker.ts';

/** Pages whose evidence a population names. */
const mostPages = 1000;

/** What is noted of a list before its first page came. */
export function emptyPopulation(collector: Collector, scope: Scope): Population {
  const now = new Date().toISOString();
  const spec = collector.list;
  return {
    provider: collector.provider,
    account: scope.account,
    region: scope.region,
    collector: collector.id,
    kind: collector.kind,
    nativeType: collector.nativeType,
    operation: spec ? `${spec.service}:${spec.operation}` : '',
    parameters: {},
    pages: 0,
    items: 0,
    firstRequestId: '',
    lastRequestId: '',
    startedAt: now,
    endedAt: now,
    endReached: false,
    bounded: false,
    note: '',
    gone: 0,
    elsewhere: 0,
    missing: [],
    evidence: [],
  };
}

/** Notes what a page brought. */
export function notePage(population: Population, page: Page): void {
  population.pages += 1;
  population.items += page.items.length;
  population.firstRequestId ||= page.requestId;
  population.lastRequestId = page.requestId;
  if (population.evidence.length < mostPages) population.evidence.push(page.evidence);
}

/** Notes an item without an id: it cannot be judged, so the list was not read whole. */
export function noteNameless(population: Population): void {
  const { operation } = population;
  lacks(population, {
    reason: 'partial-answer',
    errorCode: 'NoIdentity',
    detail: 'an item of the list has no id',
    ...(operation === '' ? {} : { operation }),
  });
}

/** Notes once why a list is not whole. */
export function lacks(population: Population, missing: Missing): void {
  const same = ({ operation, errorCode, reason }: Missing) =>
    operation === missing.operation && errorCode === missing.errorCode && reason === missing.reason;
  if (!population.missing.some(same)) population.missing.push(missing);
}
