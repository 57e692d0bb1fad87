import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

/** An answer of Diagnostic Settings - List, api-version 2021-05-01-preview. */
export interface DiagnosticSettings {
  value: {
    name: string;
    properties: {
      workspaceId?: string | null;
      storageAccountId?: string | null;
      eventHubAuthorizationRuleId?: string | null;
      /** A product of another vendor. */
      marketplacePartnerId?: string | null;
      logs?: {
        category?: string;
        categoryGroup?: string;
        enabled: boolean;
        retentionPolicy?: { enabled: boolean; days: number };
      }[];
    };
  }[];
}

/** Where a setting sends to; empty where it names no place. Places that are not used are left out, null or an empty text. */
export const destinationOf = (properties: DiagnosticSettings['value'][number]['properties']): string =>
  properties.workspaceId ||
  properties.storageAccountId ||
  properties.eventHubAuthorizationRuleId ||
  properties.marketplacePartnerId ||
  '';

const { raw } = answersOf<{ DiagnosticSettings_List: DiagnosticSettings }>('insights');
const settings = raw('DiagnosticSettings_List', '/value');

/** One call a resource: Resource Graph does not know diagnostic settings. */
export const diagnosticsRead: ReadSpec = {
  service: 'insights',
  operation: 'DiagnosticSettings_List',
  permission: 'Microsoft.Insights/diagnosticSettings/read',
  input: (item) => ({ resource: String(item.id) }),
  expects: 'value',
};

/**
 * Trait logging from diagnostic settings.
 *
 * @param use Categories and category groups that record each use, in small letters.
 * @see https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings
 */
export function diagnostics(use: readonly string[]) {
  const feeds = derive([settings], (list) =>
    (list ?? []).flatMap(({ properties }) => {
      const destination = destinationOf(properties);
      if (destination === '') return [];
      return (properties.logs ?? [])
        .filter((one) => one.enabled)
        .map((one) => ({ category: one.categoryGroup ?? one.category ?? '', destination: destination.toLowerCase() }));
    }),
  );
  const accessLogged: Spec<boolean> = derive([feeds], (all) =>
    all.some(({ category }) => use.includes(category.toLowerCase())),
  );
  const logFeeds: Spec<{ category: string; destination: string; retentionDays: number | MissingValue }[]> = derive(
    [feeds],
    // Retention is the destination's own setting; the one of diagnostic settings is no longer obeyed.
    (all) =>
      all.map((one) => ({ ...one, retentionDays: missing('the destination keeps its own retention', 'not-exposed') })),
  );
  const logGroups: Spec<(string | MissingValue)[]> = derive([feeds], (all) => [
    ...new Set(all.map((one) => one.destination).filter((id) => id.includes('/microsoft.operationalinsights/'))),
  ]);
  return { facts: { accessLogged, logFeeds }, links: { logGroups } };
}
