import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, refused, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf } from '../testing/vary.ts';
import { accountSettings } from './account-settings.ts';

const account = '00000000-0000-0000-0000-000000000001';
const scope = { provider: 'azure' as const, account, accountName: 'ml', region: 'global' };
const item = { id: `/subscriptions/${account}`, name: 'ml' };
const group = `${item.id}/resourceGroups/g/providers`;
const model = `${group}/Microsoft.CognitiveServices/accounts/a`;
const registry = `${group}/Microsoft.ContainerRegistry/registries/r`;
const machine = `${group}/Microsoft.Compute/virtualMachines/m`;

const list = (...value: object[]) => ({ value });
const plan = (properties: object) => list({ name: 'AI', properties });
const on = plan({ pricingTier: 'Standard' });
const alert = (status: unknown, id = model, alertType = 'x') => ({
  properties: { alertType, status, resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: id }] },
});
const weakness = (code: unknown, id = registry) => ({
  id: `${id}/providers/Microsoft.Security/assessments/k/subAssessments/s`,
  properties: { status: { code } },
});
const table = {
  Pricings_List: on,
  Settings_List: list(),
  PolicyAssignments_List: list(),
  PolicyExemptions_List: list(),
  SubscriptionDiagnosticSettings_List: list(),
  Alerts_List: list(),
  SubAssessments_ListAll: list(weakness('Healthy')),
  RegulatoryComplianceStandards_List: list(),
  SecureScores_List: list(),
};
const facts = (change: object) =>
  factsOf(accountSettings, { ...azureGiven(item, { ...table, ...change } as unknown as Table), scope }); // JSON by its members
const open = (change: object) =>
  Object.fromEntries(
    (facts(change).openFindings as { source: string; open: Json }[]).map((one) => [one.source, one.open]),
  );
const unknown = 'missing: not-returned';
/** Nobody looks: no permission would tell, a person may. */
const toAsk = 'missing: not-exposed';

it('says of each source what it tells of', () => {
  const found = facts({
    RegulatoryComplianceStandards_List: list({ name: 'a', properties: { state: 'Passed', failedControls: 0 } }),
  }).openFindings as { source: string; about: string }[];
  const about = Object.fromEntries(found.map((one) => [one.source.split(' ')[0], one.about]));
  expect(about).toEqual({ 'defender-alerts': 'attack', 'defender-weaknesses': 'weakness', standard: 'rule' });
});

describe('alerts', () => {
  it.each<[what: string, alerts: object[], plans: object, expected: unknown]>([
    ['none, and somebody looks', [], on, 0],
    ['none, and nobody looks', [], plan({ pricingTier: 'Free' }), toAsk],
    ['none, and the plan is not listed', [], list(), unknown],
    [
      'none, and the plan is on in part',
      [],
      plan({ pricingTier: 'Standard', resourcesCoverageStatus: 'PartiallyCovered' }),
      unknown,
    ],
    ['one, though the plan is off', [alert('Active')], plan({ pricingTier: 'Free' }), 1],
    ['in progress', [alert('InProgress')], on, 1],
    ['resolved', [alert('Resolved')], on, 0],
    ['dismissed', [alert('Dismissed')], on, 0],
    ['a new word', [alert('Pondered')], on, unknown],
    ['no word', [alert(undefined)], on, unknown],
    ['of a machine', [alert('Active', machine)], on, 0],
    ['of AI by its type', [alert('Active', machine, 'AI.Azure_Jailbreak')], on, 1],
    ['of a type that begins likewise', [alert('Active', machine, 'AIRLOCK')], on, 0],
  ])('%s', (_what, alerts, Pricings_List, expected) => {
    expect(open({ Alerts_List: list(...alerts), Pricings_List })['defender-alerts']).toEqual(expected);
  });
});

describe('weaknesses', () => {
  it.each<[what: string, found: object[], expected: unknown]>([
    ['one of two', [weakness('Unhealthy'), weakness('Healthy')], 1],
    ['none of one', [weakness('Healthy')], 0],
    ['nothing was looked into', [], toAsk],
    ['only a machine was looked into', [weakness('Healthy', machine)], toAsk],
    ['none applies', [weakness('NotApplicable')], toAsk],
    ['a new word', [weakness('Unhealthy'), weakness('Splendid')], unknown],
    ['no word', [weakness(undefined)], unknown],
  ])('%s', (_what, found, expected) => {
    expect(open({ SubAssessments_ListAll: list(...found) })['defender-weaknesses']).toEqual(expected);
  });
});

describe('standards', () => {
  it.each<[state: unknown, failedControls: unknown, expected: unknown]>([
    ['Failed', 4, 4],
    ['Passed', 0, 0],
    ['Passed', undefined, unknown],
    ['Skipped', 0, unknown],
    ['Unsupported', 0, unknown],
    [undefined, 0, unknown],
  ])('%s with %s', (state, failedControls, expected) => {
    const found = list({ name: 'PCI', properties: { state, failedControls } });
    expect(open({ RegulatoryComplianceStandards_List: found })['standard PCI']).toEqual(expected);
  });
});

describe('the score', () => {
  const score = (value: object, name = 'ascScore') => ({
    SecureScores_List: list({ name, properties: { score: value } }),
  });
  it.each<[what: string, change: object, expected: Json]>([
    ['a share', score({ max: 39, percentage: 0.6033 }), 60],
    ['all', score({ max: 39, percentage: 1 }), 100],
    ['a share that no float holds', score({ max: 50, percentage: 0.58 }), 58],
    ['none kept', { SecureScores_List: list() }, null],
    ['nothing to score', score({ max: 0, percentage: 0 }), null],
    ['no share', score({ max: 39 }), 'missing: not-returned'],
    ['of something else', score({ max: 39, percentage: 1 }, 'other'), 'missing: not-returned'],
    ['never turned on', { SecureScores_List: refused('MissingSubscriptionRegistration') }, null],
    ['denied', { SecureScores_List: denied }, 'missing: access-denied Microsoft.Security/secureScores/read'],
  ])('%s', (_what, change, expected) => {
    expect(facts(change).postureScore).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['Alerts_List', 'defender-alerts'],
    ['SubAssessments_ListAll', 'defender-weaknesses'],
    ['RegulatoryComplianceStandards_List', 'regulatory-compliance'],
  ])('%s denied hides no other', (operation, source) => {
    const found = open({ [operation]: denied });
    expect(found[source]).toMatch(/^missing: access-denied/);
    expect(Object.values(found).filter((one) => typeof one !== 'number')).toHaveLength(1);
  });

  it('never turned on: nothing was looked at', () => {
    const off = refused('MissingSubscriptionRegistration');
    const never = {
      Pricings_List: off,
      Alerts_List: off,
      SubAssessments_ListAll: off,
      RegulatoryComplianceStandards_List: off,
    };
    expect(open(never)).toEqual({ 'defender-alerts': toAsk, 'defender-weaknesses': toAsk });
  });
});
