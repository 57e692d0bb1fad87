import type { ArmObject } from '../../../azure/estate.ts';
import { clinicalMaker, identities, names, trainingIdentity } from './names.ts';

const { workspace, endpoint } = names;

/** How models are served, and watched. */
export function clinicalServing(now: Date): ArmObject[] {
  const { make, base, owned } = clinicalMaker(now);
  return [
    make(
      endpoint,
      {
        authMode: 'AADToken',
        publicNetworkAccess: 'Disabled',
        traffic: { v7: 100 },
        mirrorTraffic: { v8: 10 },
      },
      { identity: { type: 'SystemAssigned', principalId: identities.sepsis }, ...owned('clinical-ml') },
    ),
    make(
      `${endpoint}/deployments/v7`,
      {
        endpointComputeType: 'Managed',
        model: `${base}/${workspace}/models/sepsis-risk/versions/7`,
        environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
        environmentVariables: { LOG_LEVEL: 'info' },
        egressPublicNetworkAccess: 'Disabled',
        appInsightsEnabled: true,
        scaleSettings: { scaleType: 'TargetUtilization', minInstances: 2, maxInstances: 6 },
        livenessProbe: { period: 'PT10S' },
        readinessProbe: { period: 'PT10S' },
        dataCollector: { collections: { model_inputs: { dataCollectionMode: 'Enabled', samplingRate: 1 } } },
      },
      { sku: { name: 'Default', capacity: 2 }, ...owned('clinical-ml') },
    ),
    make(
      `${endpoint}/deployments/v8`,
      {
        endpointComputeType: 'Managed',
        model: `${base}/${workspace}/models/sepsis-risk/versions/8`,
        environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
        environmentVariables: { LOG_LEVEL: 'debug' },
        egressPublicNetworkAccess: 'Disabled',
        appInsightsEnabled: true,
        scaleSettings: { scaleType: 'Default' },
        dataCollector: { collections: { model_inputs: { dataCollectionMode: 'Enabled', samplingRate: 1 } } },
      },
      { sku: { name: 'Default', capacity: 1 }, age: 6, ...owned('clinical-ml') },
    ),
    make(
      `${workspace}/batchEndpoints/sepsis-nightly`,
      { authMode: 'AADToken', defaults: { deploymentName: 'v3' } },
      { identity: { type: 'SystemAssigned', principalId: identities.sepsis }, age: 15, ...owned('clinical-ml') },
    ),
    make(
      `${workspace}/batchEndpoints/sepsis-nightly/deployments/v3`,
      {
        compute: `${base}/${workspace}/computes/training`,
        model: { referenceType: 'Id', assetId: `${base}/${workspace}/models/sepsis-risk/versions/7` },
        environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
        environmentVariables: { LOG_LEVEL: 'info' },
        outputAction: 'AppendRow',
      },
      { age: 15, ...owned('clinical-ml') },
    ),
    make(`${workspace}/schedules/sepsis-watch`, {
      isEnabled: true,
      action: {
        actionType: 'CreateMonitor',
        monitorDefinition: {
          computeConfiguration: {
            computeType: 'ServerlessSpark',
            instanceType: 'standard_e4s_v3',
            runtimeVersion: '3.4',
            computeIdentity: { computeIdentityType: 'ManagedIdentity', identity: trainingIdentity(base) },
          },
          monitoringTarget: { deploymentId: 'azureml:sepsis-risk:v7' },
          signals: {
            drift: { signalType: 'DataDrift', referenceData: { inputDataType: 'Fixed' } },
            prediction: { signalType: 'PredictionDrift', referenceData: { inputDataType: 'Fixed' } },
          },
          alertNotificationSettings: { emailNotificationSettings: { emails: ['clinical-ml@harbourvale.example'] } },
        },
      },
    }),
    make(`${workspace}/environments/scoring/versions/12`, {
      image: 'hvclinical.azurecr.io/scoring@sha256:6a1b1c3d2f4e5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
    }),
  ];
}
