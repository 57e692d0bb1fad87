import { derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, same } from '../rows/common.ts';
import { armor, guardrailFacts } from './common.ts';
import { filtersOf } from './filters.ts';

const operation = 'getFloorSetting';
const { from, raw } = armor;
const noLabels = notSupported('A floor setting takes no labels.');
const vertex = raw(operation, '/aiPlatformFloorSetting');

/** It reads what Vertex AI is asked and answers; as a rule for new templates alone it reads nothing. */
const screens: Spec<boolean> = derive(
  [raw(operation, '/enableFloorSettingEnforcement'), raw(operation, '/integratedServices')],
  (on, services) => on === true && (services ?? []).includes('AI_PLATFORM'),
);
const mode: Spec<'inline' | 'asynchronous' | 'inspect-only'> = derive([vertex], (set) => {
  if (set?.inspectAndBlock === true) return 'inline';
  return set?.inspectOnly === true ? 'inspect-only' : missing('whether it blocks or only inspects is not told');
});

/**
 * The floor setting of a project, where it screens all requests to models of Google: a guardrail that nobody has to
 * call. Those of folders and organisations are rules for templates; only a project's screens requests.
 *
 * @see https://docs.cloud.google.com/model-armor/configure-floor-settings (2026-11)
 */
export const floorSettings = collector({
  provider: 'gcp',
  id: 'gcp/model-armor/floor-setting',
  service: 'modelarmor',
  kind: 'genai.guardrail',
  nativeType: 'modelarmor.googleapis.com/FloorSetting',
  at: 'account',
  one: ({ account }) => ({ name: `projects/${account}/locations/global/floorSetting` }),
  reads: [
    {
      service: 'modelarmor',
      operation,
      permission: 'modelarmor.floorSettings.get',
      expects: 'name',
      input: () => ({}),
    },
  ],
  keep: (answers) => screens.map(answers).value,
  uid: (item) => `//modelarmor.googleapis.com/${String(item.name)}`,
  name: () => 'floor setting',
  facts: {
    ...guardrailFacts,
    tags: noLabels,
    owner: noLabels,
    dataClass: noLabels,
    region: fromScope(() => 'global'),
    processing: notSupported('It screens requests where they are answered.'),
    state: alwaysActive,
    createdAt: from(operation, '/createTime', same, { absent: missing() }),
    modifiedAt: from(operation, '/updateTime', same, { absent: missing() }),
    accessLogged: derive([vertex], (set) => set?.enableCloudLogging === true),
    filters: derive([raw(operation, '/filterConfig'), mode], (config, how) =>
      filtersOf(config, how === 'inline' ? 'block' : 'detect'),
    ),
    mode,
    multilingual: derive(
      [raw(operation, '/floorSettingMetadata/multiLanguageDetection/enableMultiLanguageDetection')],
      (on) => on === true,
    ),
  },
  links: {},
});
