import { sha256 } from '../../src/model/identity.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RawAnswer } from '../../src/model/provider.ts';
import { strangeType } from './answer-types.ts';
import { header, requestId, unexpectedType } from './call-error.ts';
import type { Captured } from './capture.ts';
import type { AwsService, CommandClass } from './clients.ts';
import { overlay, plain } from './overlay.ts';
import { isXmlAnswer } from './xml-answer.ts';

/**
 * The answer of a call, as it is recorded and mapped.
 *
 * @param output What the SDK made of it.
 * @throws CallError UnexpectedType where it is not of the types that the SDK's model gives.
 */
export function answerOf(
  { service, operation }: { service: AwsService; operation: string },
  command: CommandClass,
  output: object,
  captured: Captured,
): RawAnswer {
  const answer = toAnswer(service, operation, output, captured);
  const strange = strangeType(modelOf(command), answer.body);
  if (strange) throw unexpectedType(strange, answer);
  return answer;
}

function toAnswer(service: AwsService, operation: string, output: object, captured: Captured): RawAnswer {
  const { $metadata, ...parsed } = output as { $metadata?: { requestId?: string } } & Record<string, unknown>; // every SDK output has it
  const bytes = captured.bytes ?? new Uint8Array();
  // The body of GetBucketPolicy is the policy itself.
  if (speaksXml.has(service) && operation !== 'GetBucketPolicy' && !isXmlAnswer(bytes))
    throw new Error('the answer is no XML');
  const base = {
    status: captured.status,
    requestId: requestId(captured, $metadata?.requestId),
    serverDate: header(captured, 'date'),
    receivedSha256: sha256(bytes),
  };
  return {
    ...base,
    body: speaksXml.has(service)
      ? (plain(parsed) as JsonObject)
      : bodyOf(bytes, header(captured, 'content-type'), parsed),
  }; // an object stays one
}

/** Their answers are XML; where S3 sends JSON (a bucket policy), the body is the policy and not the answer. */
const speaksXml: ReadonlySet<AwsService> = new Set(['s3', 's3control', 'iam', 'sts', 'ec2']);

function bodyOf(bytes: Uint8Array, contentType: string, parsed: Record<string, unknown>): JsonObject {
  if (contentType.includes('json') && bytes.length > 0) {
    const body: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return overlay(body, parsed) as JsonObject; // an object stays one
  }
  return plain(parsed) as JsonObject; // an object stays one
}

const models = new WeakMap<CommandClass, readonly unknown[]>();

/** The SDK hangs its model on the instances of a command. */
function modelOf(command: CommandClass): readonly unknown[] {
  let model = models.get(command);
  if (!model) {
    model = new command({}).schema ?? [];
    models.set(command, model);
  }
  return model;
}
