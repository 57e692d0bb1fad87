import * as cidr from '../../../src/model/mapping/cidr.ts';
import { shapeError } from './shape.ts';

/**
 * Whether a range of EC2 is the whole internet or a large slice of it.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the text is no range with a length.
 */
export function isInternet(text: string): boolean {
  return cidr.isInternet(checked(text));
}

/** Whether all addresses of a range are private. @throws PlumblineError RESPONSE_SHAPE as `isInternet`. */
export function isPrivate(text: string): boolean {
  return cidr.isPrivate(checked(text));
}

function checked(text: string): string {
  if (!text.includes('/') || cidr.cidrOf(text) === undefined)
    throw shapeError('A range of addresses (CIDR) was expected');
  return text;
}
