import type { IamRole } from '../../estate.ts';
import { managed } from '../managed-policies.ts';
import { accounts, externalId, type Place } from '../place.ts';
import { allow, policy, role } from './iam.ts';

/** Name of the role by which the scanner reads an account. */
export const scannerRole = 'PlumblineRead';

/** The scanner's role: read-only, trusts the prod account with an external id. */
export function scanner(place: Place): IamRole {
  return role(place, scannerRole, 60, {
    usedDaysAgo: 0.1,
    description: 'Read-only role of the posture scanner',
    trust: policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accounts.prod}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    }),
    attached: [managed.audit],
    inline: { supplement: policy(allow('sagemaker:GetModelPackageGroupPolicy', '*')) },
  });
}
