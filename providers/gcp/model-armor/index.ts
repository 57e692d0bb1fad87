import type { Collector } from '../../../src/model/provider.ts';
import { floorSettings } from './floor-setting.ts';
import { templates } from './template.ts';

/** Model Armor: guardrails that applications call, and the one that a project cannot get around. */
export const modelArmorCollectors: readonly Collector[] = [templates, floorSettings];
