import { json11 } from './protocols/json.ts';
import { ApiError, required, routes, type Service } from './route.ts';

/** Organizations, as far as an account may ask: which policies are in effect for it. */
export const organizations: Service = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: json11,
  target: 'AWSOrganizationsV20161128',
  errors: { throttled: ['TooManyRequestsException', 400], internal: ['ServiceException', 500] },
  routes: routes({
    operation: 'DescribeEffectivePolicy',
    handle(call) {
      const type = required(call, 'PolicyType');
      const content = call.account.policiesInEffect?.[type];
      if (content === undefined)
        throw new ApiError(
          'EffectivePolicyNotFoundException',
          `The account has no effective policy of type ${type}.`,
          400,
        );
      return {
        EffectivePolicy: {
          PolicyType: type,
          PolicyContent: JSON.stringify(content),
          TargetId: call.account.id,
          LastUpdatedTimestamp: new Date(call.now),
        },
      };
    },
  }),
};
