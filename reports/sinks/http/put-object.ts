import { SinkError } from '../../../src/model/sink.ts';
import type { HttpAnswer } from './client.ts';
import { errorOf } from './outcome.ts';

/** Statuses that `putOnce` looks at itself. */
export const putAnswers = [400, 403, 409, 412];

/**
 * Judges what a store of objects answered to one that must be new.
 *
 * @param isThere whether it says that one of this name is there.
 * @param isBusy whether it refuses for now only.
 * @returns whether it is new. @throws SinkError where it was not put, and is not there.
 */
export function putOnce(
  answer: HttpAnswer,
  isThere: (answer: HttpAnswer) => boolean,
  isBusy: (answer: HttpAnswer) => boolean = () => false,
): boolean {
  if (answer.status >= 200 && answer.status < 300) return true;
  if (isThere(answer)) return false;
  const error = errorOf(answer, Date.now());
  const { message, answer: said, afterMs } = error;
  if (isBusy(answer)) throw new SinkError('later', message, { answer: said, afterMs });
  // A store does not look into objects: halves would be refused as the whole was.
  if (answer.status === 400) throw new SinkError('stop', message, { answer: said, afterMs });
  throw error;
}
