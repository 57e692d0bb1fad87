import type { ListGuardrailsResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, deriveSome, fromScope, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { liveAgents } from './agent-live.ts';
import { bedrockArn } from './common.ts';
import { compulsoryLinks, compulsoryReads } from './compulsory-guardrails.ts';
import { versionsRead } from './guardrail.ts';
import { linkOf } from './guardrail-version.ts';

const { each } = answersOf<{ Versions: ListGuardrailsResponse }>('bedrock');

interface Named {
  guardrailIdentifier?: string | undefined;
  guardrailVersion?: string | undefined;
}

const idOf = (one: Named): string => (one.guardrailIdentifier ?? '').split('/').at(-1) ?? '';
const isNamed = (one: Named | undefined): one is Named => one !== undefined && idOf(one) !== '';

/** Guardrails that the live versions name; undefined for a version that names none. */
function named(got: Answers): (Named | undefined)[] {
  const { value } = liveAgents.map(got);
  if (isMissingValue(value)) return [];
  return value.flatMap((one) => (isMissingValue(one) ? [] : [one.guardrailConfiguration]));
}

export const guardrailReads: readonly ReadSpec[] = [
  {
    ...versionsRead((_item, _got, id) => ({ guardrailIdentifier: id })),
    each: (_item, got) => [...new Set(named(got).filter(isNamed).map(idOf))],
  },
  ...compulsoryReads,
];

/**
 * The guardrails that each answer of an agent passes. A version that names none has those that the account makes
 * compulsory for all calls of models; where there are none either, the agent as a whole answers behind no guardrail, since
 * one of its versions does.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-enforcements.html
 */
export const agentGuardrails: Spec<(string | MissingValue)[]> = deriveSome(
  [liveAgents, each('Versions', '/guardrails'), compulsoryLinks, fromScope(({ scope }) => scope)],
  (agents, versions, compulsory, scope): (string | MissingValue)[] | MissingValue => {
    if (isMissingValue(agents)) return agents;
    if (isMissingValue(scope)) return scope;
    const out = new Set<string | MissingValue>();
    for (const agent of agents) {
      if (isMissingValue(agent)) return agent;
      const { guardrailConfiguration: own } = agent;
      if (!isNamed(own)) {
        if (isMissingValue(compulsory)) return compulsory;
        if (compulsory.length === 0) return [];
        for (const one of compulsory) out.add(one);
        continue;
      }
      const id = idOf(own);
      const known = isMissingValue(versions) ? versions : versions.get(id);
      const list = isMissingValue(known) ? known : known?.map(({ version }) => version);
      out.add(linkOf(bedrockArn(scope, `guardrail/${id}`), own.guardrailVersion, list));
    }
    return [...out];
  },
);
