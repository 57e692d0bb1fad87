import type { GetFoundationModelResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { asked, behind } from '../rows/asked.ts';
import { callsRecorded, trailReads } from '../rows/trail-events.ts';
import { bedrockApi, bedrockArn, bedrockIdentity, noOwnLog } from './common.ts';
import { compulsoryLinks, compulsoryReads } from './compulsory-guardrails.ts';
import { modelDoors, modelDoorsRead } from './model-doors.ts';

const { raw } = answersOf<{ GetFoundationModel: GetFoundationModelResponse }>('bedrock');

const foundation = /^arn:aws[a-z-]*:bedrock:([a-z0-9-]*)::foundation-model\/(.+)$/;

/**
 * Rows and reads of something through which a model is called.
 *
 * @param model ARN of the foundation model that it is, or is based on; '' where the answer names none.
 * @param because The read that tells it.
 */
export function deploymentRows(model: Spec<string>, because: string) {
  const modelRead: ReadSpec = {
    service: 'bedrock',
    operation: 'GetFoundationModel',
    permission: 'bedrock:GetFoundationModel',
    memo: true,
    expects: 'modelDetails',
    at: (_item, got) => {
      const { value } = model.map(got);
      const region = isMissingValue(value) ? undefined : foundation.exec(value)?.[1];
      return region ? { region } : {};
    },
    input: (_item, got) => {
      const { value } = model.map(got);
      const id = isMissingValue(value) ? undefined : foundation.exec(value)?.[2];
      return id === undefined ? null : { modelIdentifier: id };
    },
  };
  return {
    reads: [modelRead, ...compulsoryReads, modelDoorsRead, ...trailReads],
    facts: {
      ...bedrockApi,
      ...noOwnLog,
      model,
      // The id of a model holds its version, and a deployment cannot be moved to another without its owner.
      versionPinned: byDesign(
        true,
        'https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
        '2026-11',
      ) as Spec<boolean>,
      endOfLifeAt: derive(
        [
          model,
          behind(
            asked('GetFoundationModel', because),
            raw('GetFoundationModel', '/modelDetails/modelLifecycle/endOfLifeTime'),
          ),
        ],
        (_model, time) => time ?? missing('AWS has set no date.', 'not-supported'),
      ),
      rateLimited: notSupported('Bedrock limits requests by account and region, not by caller.'),
      authMethods: bedrockIdentity,
      shell: notSupported('Models run on machines of AWS.'),
      plainSecrets: notSupported('It has no variables.'),
      accessLogged: callsRecorded,
      lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock.'),
      idleStopMinutes: notSupported('It runs until it is deleted, or on demand.'),
    },
    links: {
      privateEndpoints: modelDoors,
      // Callers name a guardrail with each call; only those that the account or its organisation makes compulsory are sure.
      guardrails: derive([compulsoryLinks], (list): (string | MissingValue)[] | MissingValue =>
        list.length > 0
          ? list
          : missing(
              'Callers choose a guardrail with each call. Ask for the IAM condition bedrock:GuardrailIdentifier of those who may call.',
              'not-exposed',
            ),
      ),
      accounts: fromScope<(string | MissingValue)[]>(({ scope }) => [bedrockArn(scope, 'account-settings')]),
    },
  };
}
