import type { GuardrailSummary } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';
import { trailReads } from '../rows/trail-events.ts';
import { notOfKind } from '../support/common.ts';
import { listOf, tagging } from './common.ts';
import { guardrailRows, newestVersion } from './guardrail.ts';

const drafts = listOf('bedrock', 'ListGuardrails', 'guardrails');
const rows = guardrailRows('GetGuardrail');
const tags = tagging('bedrock', (item) => String(item.arn));

/**
 * The uid under which a version of a guardrail is judged: the guardrail's own where that version stands for it, else
 * with the version behind it, as IAM conditions write it.
 *
 * @param identifier id or ARN, as the one that uses it names it.
 * @param versions of the guardrail, as listed.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html
 */
export function guardrailUid(arn: string, version: string, versions: readonly (string | undefined)[]): string {
  return version === newestVersion(versions) ? arn : `${arn}:${version}`;
}

/**
 * A version that something uses although another one stands for the guardrail. A guardrail itself is listed anyway: for
 * those, only a list that was refused leaves something to say.
 */
export const guardrailVersions = collector({
  provider: 'aws',
  id: 'aws/bedrock/guardrail-version',
  service: 'bedrock',
  kind: 'genai.guardrail',
  nativeType: 'AWS::Bedrock::GuardrailVersion',
  at: 'region',
  locate: {
    calls: [drafts],
    find: async (uid, _from, look) => {
      const arn = isArn(uid) ? parseArn(uid) : undefined;
      const [, id, version] = /^guardrail\/([a-z0-9]+)(?::(DRAFT|[1-9]\d*))?$/.exec(arn?.resource ?? '') ?? [];
      if (arn?.service !== 'bedrock' || id === undefined) return notOfKind('a guardrail of Bedrock', uid);
      const { account, region } = arn;
      if (version !== undefined) {
        const item = { arn: `arn:${arn.partition}:bedrock:${region}:${account}:guardrail/${id}`, id, version };
        return { scope: { account, region }, item };
      }
      if (!look.accounts.has(account))
        return missing(`it belongs to account ${account}, which is not part of this scan`, 'out-of-scope');
      const { items, endReached, missing: lacking } = await look.in(account, region).list(drafts);
      const listed = items.some(({ item }) => (item as unknown as GuardrailSummary).id === id); // as the SDK types it
      const [first] = lacking;
      if (listed) return null;
      return endReached || !first ? missing(`guardrail ${id} does not exist (any more)`) : { $missing: first };
    },
  },
  reads: [
    {
      service: 'bedrock',
      operation: 'GetGuardrail',
      permission: 'bedrock:GetGuardrail',
      expects: 'guardrailArn',
      gone: true,
      input: (item) => ({ guardrailIdentifier: item.id ?? '', guardrailVersion: item.version ?? '' }),
    },
    tags.read,
    rows.read,
    ...trailReads,
  ],
  uid: (item) => `${String(item.arn)}:${String(item.version)}`,
  name: (item) => `${String(item.id)} version ${String(item.version)}`,
  facts: { ...rows.facts, ...tags.facts },
  links: rows.links,
});

/** Links to guardrails in the form that the list of their versions lets us write. */
export function linkOf(
  arn: string,
  version: string | undefined,
  versions: readonly (string | undefined)[] | MissingValue | undefined,
): string | MissingValue {
  if (version === undefined) return missing(`no version of ${arn} is named`);
  if (versions === undefined) return missing(`the versions of ${arn}`);
  return isMissingValue(versions) ? versions : guardrailUid(arn, version, versions);
}
