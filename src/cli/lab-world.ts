import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Config } from '../config/schema.ts';
import { startAzureLab } from '../lab/azure/lab.ts';
import { demoAzure, demoAzureFaults } from '../lab/demo/azure/index.ts';
import { demoGcp, demoGcpFaults } from '../lab/demo/gcp/index.ts';
import { demoEstate, demoFaults } from '../lab/demo/index.ts';
import { demoMlflow, demoMlflowConfig, demoMlflowReader } from '../lab/demo/mlflow/server.ts';
import { startGcpLab } from '../lab/gcp/lab.ts';
import { startLab } from '../lab/lab.ts';
import { startMlflowLab } from '../lab/mlflow/lab.ts';
import type { Fault } from '../lab/options.ts';
import { awsCloud } from './clouds/aws.ts';
import { azureCloud } from './clouds/azure.ts';
import type { Cloud } from './clouds/cloud.ts';
import { gcpCloud } from './clouds/gcp.ts';
import { mlflowCloud } from './clouds/mlflow.ts';

/** The simulated clouds of the demo organisation, all of them up. */
export interface LabWorld {
  /** The organisation. */
  name: string;
  /** Where each of them listens, and how to get in, as lines to print. */
  lines: string[];
  /** What gets in: the authority of what is served over TLS (PEM), Google's credentials, the rest as variables; AWS's are those of the first account. */
  access: { authority: string; google: object; variables: Readonly<Record<string, string>> };
  /** What scans all of it. */
  config: Config;
  clouds: readonly Cloud[];
  /** What the labs answer from: who changes it changes the clouds. */
  estates: { aws: ReturnType<typeof demoEstate>; azure: ReturnType<typeof demoAzure> };
  /** What goes wrong in the simulated AWS besides that of the demo, from the next request on. */
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Variable that the password of the tracking server's reader is put into. */
const passwordVariable = 'PLUMBLINE_LAB_MLFLOW_PASSWORD';

/** Starts every simulated cloud on loopback. Its authority is trusted by this process until it closes. */
export async function startLabWorld(options: { port?: number; latencyMs?: number } = {}): Promise<LabWorld> {
  const now = new Date();
  const estate = demoEstate(now);
  const azure = demoAzure(now);
  const mlflow = demoMlflow(now);
  const { projects: gcpProjects } = demoGcp(now);
  const common = { keepRequests: false, latencyMs: options.latencyMs ?? 0 };
  const aws = await startLab({
    ...common,
    estate,
    faults: demoFaults,
    ...(options.port ? { port: options.port } : {}),
  });
  const arm = await startAzureLab({ ...common, estate: azure, faults: demoAzureFaults });
  const google = await startGcpLab({ ...common, estate: demoGcp(now), faults: demoGcpFaults });
  const tracking = await startMlflowLab({ ...common, estate: mlflow });
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, arm.ca]);
  process.env[passwordVariable] = demoMlflowReader.password;
  const { ClientSecretCredential } = await import('@azure/identity');
  const credential = new ClientSecretCredential(azure.tenant, azure.client.id, azure.client.secret, {
    authorityHost: arm.url,
    disableInstanceDiscovery: true,
  });
  const main = aws.credentialsFor(estate.accounts[0]?.id ?? '');
  // The labs answer as fast as they are asked.
  const rates = { '*': { per_second: 500, burst: 500 } };
  return {
    name: estate.name,
    estates: { aws: estate, azure },
    setFaults: (faults) => aws.setFaults([...demoFaults, ...faults]),
    access: {
      authority: arm.ca,
      google: google.credentials,
      variables: {
        AWS_ACCESS_KEY_ID: main.accessKeyId,
        AWS_SECRET_ACCESS_KEY: main.secretAccessKey,
        AZURE_TENANT_ID: azure.tenant,
        AZURE_CLIENT_ID: azure.client.id,
        AZURE_CLIENT_SECRET: azure.client.secret,
        // Otherwise Google's library asks Google itself which project the credentials are of.
        GOOGLE_CLOUD_PROJECT: gcpProjects[0]?.id ?? '',
        [passwordVariable]: demoMlflowReader.password,
      },
    },
    lines: [
      `AWS_ENDPOINT_URL=${aws.url}`,
      ...estate.accounts.flatMap((account) => {
        const { accessKeyId, secretAccessKey } = aws.credentialsFor(account.id);
        return [
          `# ${account.name} ${account.id}`,
          `AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
        ];
      }),
      `# Azure Resource Manager and its authority: ${arm.url}`,
      `AZURE_TENANT_ID=${azure.tenant} AZURE_CLIENT_ID=${azure.client.id} AZURE_CLIENT_SECRET=${azure.client.secret}`,
      `# Google Cloud: ${google.url}/<service>; a file for GOOGLE_APPLICATION_CREDENTIALS:`,
      JSON.stringify(google.credentials),
      `# MLflow: ${tracking.url}, user ${demoMlflowReader.username}, password ${demoMlflowReader.password}`,
    ],
    config: {
      organisation: estate.name,
      aws: {
        endpoint: aws.url,
        regions: Object.keys(Object.assign({}, ...estate.accounts.map((one) => one.regions))),
        accounts: estate.accounts.map(({ id, name }) => ({ id, name })),
        rates,
      },
      azure: {
        endpoint: arm.url,
        authority: arm.url,
        subscriptions: azure.subscriptions.map(({ id, name }) => ({ id, name })),
        rates,
      },
      gcp: { endpoint: google.url, projects: gcpProjects.map(({ id, name }) => ({ id, name })), rates },
      mlflow: { servers: [demoMlflowConfig(tracking.url, passwordVariable)], rates },
    },
    clouds: [
      awsCloud((account) => async () => aws.credentialsFor(account.id ?? '')),
      azureCloud(credential),
      gcpCloud(google.credentials),
      mlflowCloud(),
    ],
    close: async () => {
      setDefaultCACertificates(trusted);
      await Promise.all([aws.close(), arm.close(), google.close(), tracking.close()]);
    },
  };
}
