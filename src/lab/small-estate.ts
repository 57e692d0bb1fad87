import type { Account, Estate } from './estate.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Account ids of the small estate. */
export const first = '111122223333';
export const second = '444455556666';
export const created = new Date('2026-10-01T08:30:15.250Z');

/** A trust policy that lets the first account in with an external id. */
export const scannerTrust: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${first}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'ext-42' } },
    },
  ],
};

/** A minimal estate for tests: two accounts, a few notebooks, a role, a key, a bucket. */
export function smallEstate(change: { first?: Partial<Account>; second?: Partial<Account> } = {}): Estate {
  return {
    name: 'Small',
    accounts: [
      { ...account(first, 'one', 'LABKEYONE'), ...change.first },
      { ...account(second, 'two', 'LABKEYTWO'), ...change.second },
    ],
  };
}

function account(id: string, name: string, accessKeyId: string): Account {
  return {
    id,
    name,
    accessKeyId,
    callerArn: `arn:aws:iam::${id}:user/scanner`,
    iam: {
      roles: [
        {
          role: {
            RoleName: 'PlumblineRead',
            RoleId: `AROA${name.toUpperCase()}`,
            Arn: `arn:aws:iam::${id}:role/audit/PlumblineRead`,
            Path: '/audit/',
            CreateDate: created,
            MaxSessionDuration: 7200,
          },
          trust: scannerTrust,
        },
      ],
    },
    s3: { buckets: [{ name: `data-${name}`, region: 'eu-west-1', createdAt: created }] },
    regions: {
      'us-east-1': { sagemaker: { notebookInstances: notebooks(id, 'us-east-1', 3) } },
      'eu-west-1': { sagemaker: { notebookInstances: notebooks(id, 'eu-west-1', 25) } },
    },
  };
}

/** Notebooks `nb-0`, `nb-1`, ... with only the members that every notebook has. */
export function notebooks(accountId: string, region: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    NotebookInstanceName: `nb-${index}`,
    NotebookInstanceArn: `arn:aws:sagemaker:${region}:${accountId}:notebook-instance/nb-${index}`,
    NotebookInstanceStatus: index % 2 === 0 ? ('InService' as const) : ('Stopped' as const),
    InstanceType: 'ml.t3.medium' as const,
    RoleArn: `arn:aws:iam::${accountId}:role/audit/PlumblineRead`,
    CreationTime: new Date(created.getTime() + index * 60_000),
    LastModifiedTime: new Date(created.getTime() + index * 60_000),
    DirectInternetAccess: 'Disabled' as const,
    RootAccess: 'Disabled' as const,
  }));
}
