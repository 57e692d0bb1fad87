import type { Call, Output, Route } from './aws/route.ts';
import type { Fault } from './options.ts';

/** Marks the page tokens that a fault made up; what follows the mark makes each one new. */
const mark = 'lab-forged-token-';

let forged = 0;

/** The call without a page token that a fault made up: the list starts again. */
export function cutPaging(call: Call, route: Route): Call {
  const member = route.token?.input;
  if (member === undefined || !isForged(call.input[member])) return call;
  const { [member]: _forged, ...input } = call.input;
  return { ...call, input };
}

/**
 * A list's answer with the page token that the fault asks for: `repeat-token` gives back the token of the question,
 * `never-ends` a new one each time.
 */
export function breakPaging(output: Output, call: Call, route: Route, fault: Fault | undefined): Output {
  const { token } = route;
  if (token === undefined || (fault?.kind !== 'repeat-token' && fault?.kind !== 'never-ends')) return output;
  const answer: Record<string, unknown> = { ...output };
  const asked = fault.kind === 'repeat-token' ? call.input[token.input] : undefined;
  answer[token.output] = asked ?? answer[token.output] ?? forge();
  // IAM and KMS say it twice.
  for (const member of ['IsTruncated', 'Truncated']) if (member in answer) answer[member] = true;
  return answer;
}

function forge(): string {
  forged += 1;
  return Buffer.from(`${mark}${forged}`).toString('base64');
}

function isForged(token: unknown): boolean {
  return typeof token === 'string' && Buffer.from(token, 'base64').toString('latin1').startsWith(mark);
}
