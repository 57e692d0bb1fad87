import { answersOf, byDesign, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { FilterConfig } from './filters.ts';

/** An item of `projects.locations.templates.list`. */
export interface Template {
  name: string;
  createTime?: string;
  updateTime?: string;
  labels?: Record<string, string>;
  filterConfig?: FilterConfig;
  templateMetadata?: {
    enforcementType?: string;
    logSanitizeOperations?: boolean;
    multiLanguageDetection?: { enableMultiLanguageDetection?: boolean };
  };
}

/** @see https://docs.cloud.google.com/model-armor/reference/rest/v1/FloorSetting (2026-11) */
export interface FloorSetting {
  name?: string;
  createTime?: string;
  updateTime?: string;
  filterConfig?: FilterConfig;
  enableFloorSettingEnforcement?: boolean;
  integratedServices?: string[];
  aiPlatformFloorSetting?: { inspectOnly?: boolean; inspectAndBlock?: boolean; enableCloudLogging?: boolean };
  floorSettingMetadata?: { multiLanguageDetection?: { enableMultiLanguageDetection?: boolean } };
}

export const armor = answersOf<{ 'templates.list': Template; getFloorSetting: FloorSetting }>('modelarmor');

const settings = 'It holds settings; the texts that it reads are not kept.';

/** What templates and floor settings have in common. */
export const guardrailFacts = {
  keyAtRest: notSupported(settings),
  stores: notSupported(settings),
  appLogged: notSupported('A guardrail has no output of its own.'),
  logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
  lastUsedAt: notExposed('Ask for the metric of sanitised requests.'),
  idleStopMinutes: notSupported('A guardrail is no machine.'),
  // https://docs.cloud.google.com/model-armor/overview: there is none that Google makes ready.
  builtIn: byDesign(false, 'https://docs.cloud.google.com/model-armor/manage-templates', '2026-11') as Spec<boolean>,
};
