import { derive, missing, notExposed } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { modelArmorLocations } from '../locations.ts';
import { alwaysActive, byTable, ownershipOf, pagesOf, residency, same } from '../rows/common.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import { armor, guardrailFacts } from './common.ts';
import { filtersOf } from './filters.ts';

const operation = 'templates.list';
const { from, raw } = armor;
const modes = byTable<'inline' | 'inspect-only'>('enforcement type', {
  INSPECT_AND_BLOCK: 'inline',
  INSPECT_ONLY: 'inspect-only',
  // The page says: default value, same as INSPECT_AND_BLOCK.
  ENFORCEMENT_TYPE_UNSPECIFIED: 'inline',
});
const mode = derive([raw(operation, '/templateMetadata/enforcementType')], (type) =>
  modes(type ?? 'ENFORCEMENT_TYPE_UNSPECIFIED'),
);

/**
 * Templates of Model Armor, judged as they are set: whether an application calls one is known only where something
 * names it.
 *
 * @see https://docs.cloud.google.com/model-armor/reference/rest/v1/projects.locations.templates (2026-11)
 */
export const templates = collector({
  provider: 'gcp',
  id: 'gcp/model-armor/template',
  service: 'modelarmor',
  kind: 'genai.guardrail',
  nativeType: 'modelarmor.googleapis.com/Template',
  at: 'region',
  offered: (region) => modelArmorLocations.includes(region),
  list: {
    service: 'modelarmor',
    operation,
    permission: 'modelarmor.templates.list',
    items: 'templates',
    ...pagesOf(100),
  },
  reads: [],
  uid: (item, scope) => uidOf('modelarmor', item.name ?? 'undefined', scope),
  name: (item) => lastSegment(item.name),
  facts: {
    ...guardrailFacts,
    ...ownershipOf(raw(operation, '/labels')),
    region: residency.region,
    processing: notExposed('Ask where the templates of this location are worked with.'),
    state: alwaysActive,
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/updateTime', same, { absent: missing() }),
    accessLogged: derive([raw(operation, '/templateMetadata/logSanitizeOperations')], (on) => on === true),
    filters: derive([raw(operation, '/filterConfig'), mode], (config, how) =>
      filtersOf(config, how === 'inline' ? 'block' : 'detect'),
    ),
    mode,
    multilingual: derive(
      [raw(operation, '/templateMetadata/multiLanguageDetection/enableMultiLanguageDetection')],
      (on) => on === true,
    ),
  },
  links: {},
});
