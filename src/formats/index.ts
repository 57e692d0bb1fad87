import { PlumblineError } from '../model/errors.ts';
import { asff } from './asff.ts';
import { cef } from './cef.ts';
import { csv } from './csv.ts';
import { ecs } from './ecs.ts';
import type { Format } from './format.ts';
import { junit } from './junit.ts';
import { leef } from './leef.ts';
import { ndjson } from './ndjson.ts';
import { ocsf } from './ocsf.ts';
import { rfc5424 } from './rfc5424.ts';
import { sarif } from './sarif.ts';
import { splunk } from './splunk.ts';
import { udm } from './udm.ts';

export { contextOf, type FormatContext, type FormatSettings } from './context.ts';
export { type EventFacts, factsOf, gapKey, noticeUid } from './facts.ts';
export type { Format, FormatWriter } from './format.ts';
export { formatNames } from './names.ts';

/** Every format, in the order of `plumbline export --list-formats`. */
export const formats: readonly Format[] = [ocsf, asff, ecs, splunk, udm, cef, leef, rfc5424, sarif, junit, csv, ndjson];

/**
 * Finds `ocsf` or `ocsf@1.6.0`.
 *
 * @throws PlumblineError CONFIG_INVALID for a version that the format does not have; the name must be one of
 * `formatNames`.
 */
export function formatOf(name: string, version?: string): { format: Format; version: string } {
  const format = formats.find((one) => one.name === name);
  if (!format) throw new PlumblineError('INTERNAL', `There is no format ${name}.`);
  const found = version ?? format.versions[0] ?? '';
  if (!format.versions.includes(found))
    throw new PlumblineError('CONFIG_INVALID', `The format ${name} has no version "${version}".`, {
      hint: `It has ${format.versions.join(', ')}.`,
    });
  return { format, version: found };
}
