import type { GetGuardrailResponse } from '@aws-sdk/client-bedrock';
import { restJson } from '../protocols/rest-json.ts';
import { type Call, type Output, required, routes, type Service, text } from '../route.ts';
import { all, bedrockErrors, getRoute, listRoute, tagsOf } from './common.ts';
import { modelPaths, modelRoutes } from './models.ts';

/** Bedrock itself: guardrails, models, jobs and what is set for a region. */
export const bedrock: Service = {
  name: 'bedrock',
  signingName: 'bedrock',
  protocol: restJson({
    'GET /guardrails': 'ListGuardrails',
    'GET /guardrails/{guardrailIdentifier}': 'GetGuardrail',
    'GET /logging/modelinvocations': 'GetModelInvocationLoggingConfiguration',
    'GET /data-retention': 'GetAccountDataRetention',
    'GET /enforcedGuardrailsConfiguration': 'ListEnforcedGuardrailsConfiguration',
    'POST /listTagsForResource': 'ListTagsForResource',
    ...modelPaths,
  }),
  errors: bedrockErrors,
  routes: routes(
    ...modelRoutes,
    listRoute('ListGuardrails', 'guardrails', listed, ({ guardrailId, guardrailArn, ...one }) => ({
      id: guardrailId,
      arn: guardrailArn,
      status: one.status,
      name: one.name,
      description: one.description,
      version: one.version,
      createdAt: one.createdAt,
      updatedAt: one.updatedAt,
      crossRegionDetails: one.crossRegionDetails,
    })),
    getRoute(
      'GetGuardrail',
      (call) => versionsOf(call).find(({ version }) => version === (text(call, 'guardrailVersion') ?? 'DRAFT')),
      (one) => one,
      (one) => one.guardrailArn,
    ),
    {
      operation: 'GetModelInvocationLoggingConfiguration',
      handle: ({ here }): Output =>
        here.bedrock?.logging === undefined ? {} : { loggingConfig: here.bedrock.logging },
    },
    {
      operation: 'GetAccountDataRetention',
      handle: ({ here }): Output => ({ mode: here.bedrock?.dataRetention ?? 'inherit' }),
    },
    listRoute(
      'ListEnforcedGuardrailsConfiguration',
      'guardrailsConfig',
      (call) => call.here.bedrock?.enforcedGuardrails,
      (one) => one,
    ),
    {
      operation: 'ListTagsForResource',
      resource: (call) => required(call, 'resourceARN'),
      handle: (call): Output => ({
        tags: Object.entries(tagsOf(call, required(call, 'resourceARN'))).map(([key, value]) => ({ key, value })),
      }),
    },
  ),
};

/** All versions of the guardrail that is asked for, by id or ARN. */
function versionsOf(call: Call): GetGuardrailResponse[] {
  const wanted = text(call, 'guardrailIdentifier') ?? '';
  const id = wanted.split('/').at(-1);
  return all(call.here.bedrock?.guardrails).filter(({ guardrailId }) => guardrailId === id);
}

/** The drafts, or all versions of one guardrail. */
function listed(call: Call): readonly GetGuardrailResponse[] {
  if (text(call, 'guardrailIdentifier') !== undefined) return versionsOf(call);
  return all(call.here.bedrock?.guardrails).filter(({ version }) => version === 'DRAFT');
}
