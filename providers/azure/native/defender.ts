import type { Scope } from '../../../src/model/evidence.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Ask, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, type Row, worstOfEach } from '../../native/results.ts';
import { armPaging } from '../rows/arm.ts';
import { notRegistered } from '../rows/registration.ts';

/**
 * All assessments of the subscription; the API cannot be asked for some of them. Refused while nobody has ever turned
 * Defender for Cloud on there.
 *
 * @see https://learn.microsoft.com/rest/api/defenderforcloud-composite/assessments/list (2026-11)
 */
const assessmentsList: ListSpec = {
  service: 'security',
  operation: 'Assessments_List',
  permission: 'Microsoft.Security/assessments/read',
  items: 'value',
  paging: armPaging,
};

/** What we look at of an assessment, api-version 2021-06-01. */
interface Assessment {
  /** `<id of the resource>/providers/Microsoft.Security/assessments/<key>`. */
  id?: string;
  /** Key of the recommendation. */
  name?: string;
  properties?: {
    /** Recorded answers write the members in capitals, too. */
    resourceDetails?: { source?: string; id?: string; Source?: string; Id?: string };
    status?: { code?: string; cause?: string };
  };
}

/** Assessments of Defender for Cloud that the catalog names by their key. */
export const defenderReader: NativeReader = {
  provider: 'azure',
  id: 'azure/defender',
  service: 'security',
  at: 'account',
  source: 'defender',
  calls: [assessmentsList],
  read,
};

async function read(ask: Ask, _scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const list = await ask.list(assessmentsList);
  if (!list.endReached) {
    const off = list.missing.some((one) => notRegistered.includes(one.errorCode ?? ''));
    return off
      ? { state: 'not-enabled', detail: 'Defender for Cloud is not turned on here', rules: 0, rows: [] }
      : notReadable(list.missing);
  }
  const rows = list.items.flatMap(({ item, evidence }) => rowsOf(item, evidence, wanted));
  return { state: 'read', detail: '', rules: new Set(rows.map((row) => row.rule)).size, rows: worstOfEach(rows) };
}

function rowsOf(item: JsonObject, evidence: number, wanted: ReadonlySet<string>): Row[] {
  const { id = '', name = '', properties = {} } = item as Assessment; // as the API documents it
  const rule = name.toLowerCase();
  const { Source, Id, source = Source ?? 'Azure', id: about = Id } = properties.resourceDetails ?? {};
  // Machines on premises and resources of other clouds are known by ids of their own.
  if (!wanted.has(rule) || source !== 'Azure') return [];
  const subject = (about ?? id.replace(/\/providers\/microsoft\.security\/assessments\/[^/]+$/i, '')).toLowerCase();
  return subject === '' ? [] : [{ rule, subject, status: statusOf(properties.status), evidence }];
}

/** @see https://learn.microsoft.com/rest/api/defenderforcloud-composite/assessments/list (AssessmentStatusCode; 2026-11) */
function statusOf(status: { code?: string; cause?: string } = {}): Row['status'] {
  if (status.code === 'Healthy') return 'pass';
  if (status.code === 'Unhealthy') return 'fail';
  // Switched off by a policy: nothing was looked at, so that nobody knows whether it applies.
  return status.code === 'NotApplicable' && status.cause !== 'OffByPolicy' ? 'not-applicable' : 'unknown';
}
