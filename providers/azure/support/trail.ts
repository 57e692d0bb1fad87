import { at } from '../../../src/model/mapping/pointer.ts';
import { byDesign, derive, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';

/**
 * An item of Subscription Diagnostic Settings - List, api-version 2021-05-01-preview: where a subscription sends its
 * activity log.
 *
 * @see https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list (November 2026)
 */
interface TrailSetting extends ArmResource {
  properties: {
    storageAccountId?: string | null;
    workspaceId?: string | null;
    eventHubAuthorizationRuleId?: string | null;
    logs?: { category?: string | null; categoryGroup?: string | null; enabled?: boolean }[] | null;
  };
}

const operation = 'SubscriptionDiagnosticSettings_List';
const { field } = armRows<TrailSetting>('insights', operation);
const schema = 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema';

/** Categories and groups that a setting sends, in small letters. */
function sent(logs: unknown): string[] {
  const list = Array.isArray(logs) ? (logs as NonNullable<TrailSetting['properties']['logs']>) : []; // as the API types it
  return list
    .filter((one) => one.enabled === true)
    .map((one) => (one.categoryGroup || one.category || '').toLowerCase());
}

/** Who changed what stands in one category. */
const administrative = (logs: unknown): boolean =>
  sent(logs).some((name) => name === 'administrative' || name === 'alllogs');

const active = derive([field('/properties/logs')], administrative);
const untagged = notSupported('A diagnostic setting takes no tags.');
const nowhere = notSupported('The activity log of a subscription lies in no region.');
const elsewhere = notSupported('What the log is encrypted with is said where it is sent to, and judged there.');
const idAt = (pointer: string): Spec<string[]> =>
  derive([field(pointer)], (id) => (typeof id === 'string' && id !== '' ? [id.toLowerCase()] : []));

/** What sends the activity log of a subscription somewhere, so that it is kept for more than the 90 days of Azure. */
export const trails = collector({
  provider: 'azure',
  id: 'azure/support/trail',
  service: 'insights',
  kind: 'log.trail',
  nativeType: 'Microsoft.Insights/diagnosticSettings',
  at: 'account',
  list: {
    service: 'insights',
    operation,
    permission: 'Microsoft.Insights/diagnosticSettings/read',
    items: 'value',
    paging: armPaging,
    // The settings of the subscription look at it, too.
    memo: true,
  },
  reads: [],
  // One that sends only other things, such as the health of services, is no trail; one that sends nothing is one switched off.
  keep: ({ item }) => {
    const logs = at(item, '/properties/logs');
    return administrative(logs) || sent(logs).length === 0;
  },
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    region: nowhere,
    processing: nowhere,
    createdAt: notExposed('when the diagnostic setting was made, from the activity log'),
    modifiedAt: notExposed('the last change of the diagnostic setting, from the activity log'),
    lastUsedAt: notExposed('the newest entry at the place that the log is sent to'),
    idleStopMinutes: notSupported('A diagnostic setting is no machine.'),
    state: derive([active], (on) => (on ? ('active' as const) : ('stopped' as const))),
    keyAtRest: elsewhere,
    stores: elsewhere,
    active,
    // The category holds writes, deletions and actions; reads of settings are nowhere in the log.
    management: derive([active], (on) => (on ? ('write-only' as const) : ('none' as const))),
    mlDataEvents: notSupported('The use of a resource is recorded by its own diagnostic setting, and judged there.'),
    tamperProof: notExposed('whether the place that the log is sent to has a locked policy of immutability'),
    allRegions: byDesign(true, schema, '2026-11') as Spec<boolean>,
    exempted: byDesign([] as string[], schema, '2026-11') as Spec<string[]>,
  },
  links: { buckets: idAt('/properties/storageAccountId'), logGroups: idAt('/properties/workspaceId') },
});
