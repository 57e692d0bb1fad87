import type { IamRole } from '../../estate.ts';
import type { PolicyDocument, PolicyStatement } from '../../policy-document.ts';
import { hex, type Place, roleArn } from '../place.ts';

/** A policy document. */
export function policy(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

/** Allows actions on resources. */
export function allow(
  Action: string | string[],
  Resource: string | string[],
  more: Partial<PolicyStatement> = {},
): PolicyStatement {
  return { Effect: 'Allow', Action, Resource, ...more };
}

/** Trust of an AWS service. */
export function servedBy(service: string): PolicyDocument {
  return policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
}

/** A role that SageMaker assumes, unless `trust` says otherwise. */
export function role(
  place: Place,
  name: string,
  createdDaysAgo: number,
  more: Omit<Partial<IamRole>, 'role'> & {
    path?: string;
    boundary?: string;
    usedDaysAgo?: number;
    description?: string;
  } = {},
): IamRole {
  const { path = '/', boundary, usedDaysAgo, description, ...rest } = more;
  return {
    role: {
      Path: path,
      RoleName: name,
      RoleId: `AROA${hex(`${place.account} ${name}`, 17).toUpperCase()}`,
      Arn: roleArn(place.account, name, path),
      CreateDate: place.daysAgo(createdDaysAgo),
      MaxSessionDuration: 3600,
      ...(description === undefined ? {} : { Description: description }),
      ...(boundary === undefined
        ? {}
        : {
            PermissionsBoundary: {
              PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
              PermissionsBoundaryArn: boundary,
            },
          }),
      // IAM leaves the member empty for a role that was never used.
      RoleLastUsed: usedDaysAgo === undefined ? {} : { LastUsedDate: place.daysAgo(usedDaysAgo), Region: place.region },
    },
    trust: servedBy('sagemaker.amazonaws.com'),
    ...rest,
  };
}
