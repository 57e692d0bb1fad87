import type { Provider } from '../../../src/model/verdict.ts';

/** A regional hospital group: who it is and where it runs machine learning. All of it is made up. */
export const organisation = 'Nordfjell Hospital Group';

export interface SampleAccount {
  provider: Provider;
  account: string;
  accountName: string;
  regions: string[];
  identity: string;
  /** How often a fact is bad here: research accounts are less tidy. */
  badShare: number;
}

const azureId = (n: number) => `7c1d0e2a-4b7f-4a51-9c55-${String(n).padStart(12, '0')}`;
const awsRole = (id: string) => `arn:aws:sts::${id}:assumed-role/PlumblineRead/plumbline`;

const core: SampleAccount[] = [
  aws('211122223331', 'ml-prod', 0.05),
  aws('211122223332', 'ml-dev', 0.22),
  aws('211122223333', 'data-lake', 0.08),
  azure(1, 'ai-clinical', 0.09),
  azure(2, 'ai-research', 0.25),
  gcp('imaging-train', 0.16),
  gcp('imaging-serve', 0.06),
  {
    provider: 'mlflow',
    account: 'mlflow.nordfjell.example',
    accountName: 'mlflow',
    regions: ['global'],
    identity: 'plumbline-read',
    badShare: 0.2,
  },
];

/** @param count how many; the first eight are the demo's, further ones are research accounts on all clouds. */
export function sampleAccounts(count: number): SampleAccount[] {
  const accounts = core.slice(0, count);
  for (let n = accounts.length; n < count; n++) {
    const name = `research-${String(n).padStart(3, '0')}`;
    const bad = 0.04 + (n % 7) * 0.03;
    accounts.push(
      n % 3 === 0 ? aws(String(300000000000 + n), name, bad) : n % 3 === 1 ? azure(n, name, bad) : gcp(name, bad),
    );
  }
  return accounts;
}

function aws(account: string, accountName: string, badShare: number): SampleAccount {
  return {
    provider: 'aws',
    account,
    accountName,
    regions: ['eu-central-1', 'eu-west-1'],
    identity: awsRole(account),
    badShare,
  };
}

function azure(n: number, accountName: string, badShare: number): SampleAccount {
  return {
    provider: 'azure',
    account: azureId(n),
    accountName,
    regions: ['northeurope', 'westeurope'],
    identity: 'appid:3fd0a8f0-6b8e-4f0c-9a1d-0e8b5c6f7a21',
    badShare,
  };
}

function gcp(account: string, badShare: number): SampleAccount {
  return {
    provider: 'gcp',
    account,
    accountName: account,
    regions: ['europe-west3', 'europe-west4'],
    identity: `plumbline-read@${account}.iam.gserviceaccount.com`,
    badShare,
  };
}
