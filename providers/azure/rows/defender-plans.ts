import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { notRegistered } from './registration.ts';

/**
 * A plan of Defender for Cloud: an item of Pricings - List, api-version 2024-01-01.
 *
 * @see https://learn.microsoft.com/rest/api/defenderforcloud-composite/pricings/list (2026-11)
 */
interface Plan {
  name: string;
  properties?: {
    /** Free: the plan is off. */
    pricingTier?: string;
    deprecated?: boolean;
    /** Whether single resources below were switched otherwise. */
    resourcesCoverageStatus?: string;
  };
}

/** The plans of a subscription: asked once, whoever needs them. */
export const plansRead: ReadSpec = {
  service: 'security',
  operation: 'Pricings_List',
  permission: 'Microsoft.Security/pricings/read',
  expects: 'value',
  answers: notRegistered,
  memo: true,
  input: () => ({}),
};

const { raw } = answersOf<{ Pricings_List: { value: Plan[] } }>('security');
const plans = raw('Pricings_List', '/value');

/** Whether a plan is on; where resources differ from their subscription, one word would be wrong for some of them. */
function isOn({ name, properties = {} }: Plan): boolean | MissingValue {
  if (properties.resourcesCoverageStatus === 'PartiallyCovered')
    return missing(`the plan ${name} is switched otherwise for single resources`);
  if (properties.pricingTier === 'Standard') return true;
  return properties.pricingTier === 'Free' ? false : missing(`tier ${String(properties.pricingTier)} of ${name}`);
}

/** Whether a plan is on in the subscription. */
export const planned = (name: string): Spec<boolean> =>
  derive([plans], (list): boolean | MissingValue => {
    const plan = (list ?? []).find((one) => one.name.toLowerCase() === name.toLowerCase());
    // Nobody has ever turned Defender for Cloud on in the subscription.
    if (list === undefined) return false;
    // Plans of the cloud are listed whether on or off; one that is not there is not offered there.
    return plan === undefined || plan.properties?.deprecated === true
      ? missing(`the cloud lists no plan ${name}`)
      : isOn(plan);
  });
