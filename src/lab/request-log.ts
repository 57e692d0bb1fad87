import type { LoggedRequest, OperationCount } from './options.ts';

/** What a lab was asked. */
export interface RequestLog {
  add(request: LoggedRequest, throttled: boolean): void;
  counts(): Record<string, OperationCount>;
  requests(): readonly LoggedRequest[];
}

/** @param keepRequests Whether to keep each request or only the counters. */
export function createRequestLog(keepRequests: boolean): RequestLog {
  const counts = new Map<string, OperationCount>();
  const kept: LoggedRequest[] = [];
  return {
    add(request, throttled) {
      const key = `${request.service}:${request.operation}`;
      let count = counts.get(key);
      if (count === undefined) {
        count = { total: 0, throttled: 0, byStatus: {} };
        counts.set(key, count);
      }
      count.total += 1;
      if (throttled) count.throttled += 1;
      count.byStatus[request.status] = (count.byStatus[request.status] ?? 0) + 1;
      if (keepRequests) kept.push(request);
    },
    counts: () => structuredClone(Object.fromEntries(counts)),
    requests: () => kept,
  };
}
