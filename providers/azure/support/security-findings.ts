import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { armPaging } from '../rows/arm.ts';
import { planned } from '../rows/defender-plans.ts';
import { notRegistered } from '../rows/registration.ts';

/** An item of Alerts - List, api-version 2022-01-01. */
export interface Alert {
  properties?: {
    alertType?: string;
    status?: string;
    resourceIdentifiers?: { type?: string; azureResourceId?: string }[];
  };
}

/** An item of Sub Assessments - List All, api-version 2019-01-01-preview. */
interface SubAssessment {
  /** `<id of the resource>/providers/Microsoft.Security/assessments/<key>/subAssessments/<name>`. */
  id?: string;
  properties?: { status?: { code?: string } };
}

/** An item of Regulatory Compliance Standards - List, api-version 2019-01-01-preview. */
interface Standard {
  name?: string;
  properties?: { state?: string; failedControls?: number };
}

/** An item of Secure Scores - List, api-version 2020-01-01. */
interface SecureScore {
  name?: string;
  properties?: { score?: { max?: number; percentage?: number } };
}

const { raw } = answersOf<{
  Alerts_List: { value: Alert[] };
  SubAssessments_ListAll: { value: SubAssessment[] };
  RegulatoryComplianceStandards_List: { value: Standard[] };
  SecureScores_List: { value: SecureScore[] };
}>('security');

const list = (operation: string, permission: string): ReadSpec => ({
  service: 'security',
  operation,
  permission: `Microsoft.Security/${permission}/read`,
  answers: notRegistered,
  input: () => ({}),
  pages: { items: 'value', ...armPaging },
});

/**
 * What Defender for Cloud found in a whole subscription, however it is filed.
 *
 * @see https://learn.microsoft.com/rest/api/defenderforcloud-composite/alerts/list (2026-11), and the pages beside it
 */
export const securityReads: readonly ReadSpec[] = [
  list('Alerts_List', 'alerts'),
  list('SubAssessments_ListAll', 'assessments/subAssessments'),
  list('RegulatoryComplianceStandards_List', 'regulatoryComplianceStandards'),
  list('SecureScores_List', 'secureScores'),
];

const machineLearning = /\/providers\/microsoft\.(machinelearningservices|cognitiveservices|search|databricks)\//i;
/** Images that models run in lie in registries, whose weaknesses are theirs. */
const withImages =
  /\/providers\/microsoft\.(machinelearningservices|cognitiveservices|search|databricks|containerregistry)\//i;

type Count = number | MissingValue;
interface Open {
  source: string;
  about: 'attack' | 'weakness' | 'rule';
  open: Count;
}

/** No alert says something only where somebody looks. */
const alerts = deriveSome([raw('Alerts_List', '/value'), planned('AI')], (found, looked): Count => {
  if (isMissingValue(found)) return found;
  const open = openAlerts(found ?? []);
  if (open !== 0) return open;
  if (looked === true) return 0;
  return looked === false
    ? missing('Ask who looks for attacks: the plan AI of Defender is off', 'not-exposed')
    : looked;
});

/**
 * Alerts on machine learning that nobody has closed.
 *
 * @see https://learn.microsoft.com/rest/api/defenderforcloud-composite/alerts/list AlertStatus (2026-11)
 */
function openAlerts(all: readonly Alert[]): Count {
  let open = 0;
  for (const { properties = {} } of all) {
    const subjects = (properties.resourceIdentifiers ?? []).map((one) => one.azureResourceId ?? '');
    if (!subjects.some((id) => machineLearning.test(id)) && !/^AI[._]/.test(properties.alertType ?? '')) continue;
    const word = String(properties.status).toLowerCase();
    if (word === 'active' || word === 'inprogress') open += 1;
    else if (word !== 'resolved' && word !== 'dismissed')
      return missing(`alert status ${String(properties.status)} is not known to this version`);
  }
  return open;
}

/** That nothing is open is known where something was looked into at all. */
const weaknesses = derive([raw('SubAssessments_ListAll', '/value')], (found): Count => {
  const codes = (found ?? [])
    .filter(({ id }) => withImages.test(String(id)))
    .map(({ properties }) => properties?.status?.code);
  if (codes.length === 0)
    return missing('Ask who looks for weaknesses: Defender looked into nothing of machine learning', 'not-exposed');
  const odd = codes.find((code) => !['Healthy', 'Unhealthy', 'NotApplicable'].includes(String(code)));
  if (odd !== undefined || codes.includes(undefined))
    return missing(`sub-assessment status ${String(odd)} is not known to this version`);
  const open = codes.filter((code) => code === 'Unhealthy').length;
  return open > 0 || codes.includes('Healthy')
    ? open
    : missing('Ask who looks for weaknesses: what Defender looked into does not apply', 'not-exposed');
});

/** One entry a standard; one that was skipped or is not supported has failed nothing, and passed nothing either. */
const standards = derive([raw('RegulatoryComplianceStandards_List', '/value')], (found): Open[] =>
  (found ?? []).map(({ name, properties = {} }) => {
    const judged = properties.state === 'Passed' || properties.state === 'Failed';
    return {
      source: `standard ${String(name)}`,
      about: 'rule' as const,
      open:
        judged && typeof properties.failedControls === 'number'
          ? properties.failedControls
          : missing(`the state of the standard is ${String(properties.state)}`),
    };
  }),
);

/** Fact openFindings: each source for itself, so that one that cannot be read hides no other. */
export const openFindings: Spec<Open[]> = deriveSome([alerts, weaknesses, standards], (alerted, weak, kept): Open[] => [
  { source: 'defender-alerts', about: 'attack' as const, open: alerted },
  { source: 'defender-weaknesses', about: 'weakness' as const, open: weak },
  ...(isMissingValue(kept) ? [{ source: 'regulatory-compliance', about: 'rule' as const, open: kept }] : kept),
]);

/** Fact postureScore: the secure score of Defender for Cloud. */
export const postureScore: Spec<number | null> = derive([raw('SecureScores_List', '/value')], (found) => {
  const score = (found ?? []).find((one) => one.name === 'ascScore')?.properties?.score;
  // Never turned on, or nothing there that could be scored.
  if ((found ?? []).length === 0 || score?.max === 0) return null;
  return typeof score?.percentage === 'number'
    ? Math.floor(score.percentage * 100 + 1e-9)
    : missing('the answer holds no score of the subscription');
});
