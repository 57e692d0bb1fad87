import { missing } from '../../../src/model/mapping/spec.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';
import { armUid } from '../rows/arm.ts';
import { subscriptionOf } from './scope.ts';

type Part = 'provider' | 'id' | 'service' | 'nativeType' | 'at' | 'refer' | 'reads' | 'uid' | 'name';

/** What is read of a resource that others name by its ARM id: one GET, in the subscription of the id. */
export function byId(one: {
  id: string;
  service: string;
  nativeType: string;
  operation: string;
  /** What the address of the GET calls the id. */
  parameter: string;
  /** What it is, in words, for an id that names no subscription. */
  what: string;
  /** Other resources ask the same. */
  memo?: true;
  /** What is read besides. */
  more?: readonly ReadSpec[];
}): Pick<Collector, Part> {
  const { id, service, nativeType, operation, parameter, what, memo, more = [] } = one;
  const get: ReadSpec = {
    service,
    operation,
    permission: `${nativeType}/read`,
    ...(memo ? { memo } : {}),
    input: (item) => ({ [parameter]: String(item.id) }),
    expects: 'properties',
    gone: true,
  };
  return {
    provider: 'azure',
    id,
    service,
    nativeType,
    at: 'account',
    refer: (uid) => {
      const account = subscriptionOf(uid);
      return account
        ? { scope: { account, region: 'global' }, item: { id: uid } }
        : missing(`the id of the ${what} names no subscription`, 'out-of-scope');
    },
    reads: [get, ...more],
    uid: armUid,
    name: (item) => String(item.id).split('/').at(-1) ?? '',
  };
}
