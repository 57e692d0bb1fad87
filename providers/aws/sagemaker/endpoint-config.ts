import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  ListEndpointsOutput,
} from '@aws-sdk/client-sagemaker';
import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { unattached } from '../rows/attachment.ts';
import { doorsNotRead, ownership, providerApi, residency, same, signedRequests, tagsRead } from '../rows/common.ts';
import { endpointRead } from './endpoint.ts';
import { isManaged } from './endpoint-scaling.ts';
import {
  captures,
  capturesBoth,
  configRead,
  configVariants,
  endpointShell,
  endpointStores,
} from './endpoint-settings.ts';

const { from, raw, each } = answersOf<{
  DescribeEndpointConfig: DescribeEndpointConfigOutput;
  ListEndpoints: ListEndpointsOutput;
  DescribeEndpoint: DescribeEndpointOutput;
}>('sagemaker');

/** An endpoint uses the configuration that it has, and the one that it is about to get. */
const used: Spec<boolean> = deriveSome(
  [
    raw('DescribeEndpointConfig', '/EndpointConfigName'),
    raw('ListEndpoints', '/Endpoints'),
    each('DescribeEndpoint', '/EndpointConfigName'),
    each('DescribeEndpoint', '/PendingDeploymentSummary/EndpointConfigName'),
  ],
  (name, list, current, pending) => {
    if (isMissingValue(name)) return name;
    if (isMissingValue(current)) return current;
    if (isMissingValue(pending)) return pending;
    const names = [...current.values(), ...pending.values()];
    if (names.includes(name)) return true;
    // Unused is known only when every endpoint was seen.
    if (isMissingValue(list)) return list;
    if (list === undefined) return missing('the list of endpoints');
    return names.find(isMissingValue) ?? false;
  },
);
const attachment = unattached(used);

const samplePercent: Spec<number> = derive(
  [captures, raw('DescribeEndpointConfig', '/DataCaptureConfig/InitialSamplingPercentage')],
  (on, percent) => (on ? (percent ?? missing()) : 0),
);
const stores = endpointStores(captures, raw('DescribeEndpointConfig', '/DataCaptureConfig/KmsKeyId'));
const nobodyAsks = notSupported('No endpoint uses this configuration.');

/** A configuration that no endpoint uses: an endpoint to be. Used ones are parts of their endpoint and judged there. */
export const endpointConfigs = collector({
  provider: 'aws',
  id: 'aws/sagemaker/endpoint-config',
  service: 'sagemaker',
  kind: 'ml.endpoint',
  nativeType: 'AWS::SageMaker::EndpointConfig',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListEndpointConfigs',
    permission: 'sagemaker:ListEndpointConfigs',
    items: 'EndpointConfigs',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    { ...configRead((item) => item.EndpointConfigName), gone: true },
    // Asked once a region; the endpoints themselves are read for their own sake, and share the answers.
    {
      service: 'sagemaker',
      operation: 'ListEndpoints',
      permission: 'sagemaker:ListEndpoints',
      memo: true,
      pages: { items: 'Endpoints', ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
      input: () => ({}),
    },
    {
      ...endpointRead,
      each: (_item, got) => {
        const list = raw('ListEndpoints', '/Endpoints').map(got).value;
        if (list === undefined || isMissingValue(list)) return [];
        return list.map((endpoint) => endpoint.EndpointName).filter((name) => name !== undefined);
      },
      input: (_item, _got, name) => ({ EndpointName: name }),
    },
    tagsRead((item) => String(item.EndpointConfigArn)),
    stores.read,
  ],
  keep: attachment.keep,
  uid: (item) => String(item.EndpointConfigArn),
  name: (item) => String(item.EndpointConfigName),

  facts: {
    ...stores.facts,
    ...providerApi,
    ...residency,
    ...ownership,
    authMethods: signedRequests,
    shell: endpointShell,
    plainSecrets: notSupported('A configuration has no environment of its own; see the models that it names.'),
    accessLogged: nobodyAsks,
    appLogged: nobodyAsks,
    logFeeds: nobodyAsks,
    variants: derive([configVariants], (list) => {
      const sum = list.reduce((total, { variant, shadow }) => total + (shadow ? 0 : weightOf(variant)), 0);
      return list.map(({ variant, shadow }) => ({
        name: variant.VariantName ?? missing(),
        trafficPercent: shadow || sum === 0 ? 0 : Math.round((weightOf(variant) / sum) * 100),
        minReplicas: leastOf(variant),
        serverless: variant.ServerlessConfig !== undefined,
        shadow,
      }));
    }),
    samplePercent,
    capture: derive([samplePercent, capturesBoth], (percent, both) =>
      percent === 0 ? 'off' : percent < 100 || !both ? 'sampled' : 'all',
    ),
    autoscaled: nobodyAsks,
    autoRollback: nobodyAsks,
    rateLimited: nobodyAsks,
    state: attachment.state,
    createdAt: from('DescribeEndpointConfig', '/CreationTime', same, { absent: missing() }),
    // A configuration cannot be changed, only made and deleted.
    modifiedAt: from('DescribeEndpointConfig', '/CreationTime', same, { absent: missing() }),
    lastUsedAt: nobodyAsks,
    idleStopMinutes: nobodyAsks,
  },
  links: {
    privateEndpoints: doorsNotRead,
    ...stores.links,
    logGroups: attachment.noLinks,
    deployments: attachment.noLinks,
    versions: attachment.noLinks,
    captureBuckets: attachment.noLinks,
  },
});

type Variant = { InitialVariantWeight?: number | undefined };

/** Left out it is 1. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html */
function weightOf(variant: Variant): number {
  return variant.InitialVariantWeight ?? 1;
}

function leastOf(variant: {
  InitialInstanceCount?: number | undefined;
  ServerlessConfig?: { ProvisionedConcurrency?: number | undefined } | undefined;
  ManagedInstanceScaling?: { Status?: string | undefined; MinInstanceCount?: number | undefined } | undefined;
}) {
  if (variant.ServerlessConfig !== undefined) return variant.ServerlessConfig.ProvisionedConcurrency ?? 0;
  const managed = isManaged(variant);
  if (isMissingValue(managed)) return managed;
  if (managed) return variant.ManagedInstanceScaling?.MinInstanceCount ?? 0;
  return variant.InitialInstanceCount ?? missing('the variant names no number of machines');
}
