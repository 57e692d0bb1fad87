import type { Framework } from '../../src/model/control.ts';
import { PlumblineError } from '../../src/model/errors.ts';

/**
 * The frameworks to report on, in the order asked for; all of the scan's catalog where none is.
 *
 * @throws PlumblineError CONFIG_INVALID for one that the catalog of the scan does not have.
 */
export function chosenFrameworks(frameworks: Framework[], wanted: readonly string[] | undefined): Framework[] {
  if (wanted === undefined || wanted.length === 0) return frameworks;
  return wanted.map((id) => {
    const found = frameworks.find((framework) => framework.id === id);
    if (found) return found;
    throw new PlumblineError('CONFIG_INVALID', `The catalog of this scan has no framework ${id}`, {
      hint: `It has: ${frameworks.map((framework) => framework.id).join(', ') || 'none'}.`,
    });
  });
}
