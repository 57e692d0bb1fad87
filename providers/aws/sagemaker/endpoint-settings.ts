import type { DescribeEndpointConfigOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { asked, behind } from '../rows/asked.ts';
import { byTable } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { machineDisks } from '../rows/machines.ts';

const config = answersOf<{ DescribeEndpointConfig: DescribeEndpointConfigOutput }>('sagemaker');
const there = asked('DescribeEndpointConfig', 'DescribeEndpoint');

export type ConfigVariant = NonNullable<Jsonified<DescribeEndpointConfigOutput>['ProductionVariants']>[number];

/** Reads an endpoint configuration; several endpoints may share it. */
export function configRead(name: (item: Record<string, unknown>, got: Answers) => unknown): ReadSpec {
  return {
    service: 'sagemaker',
    operation: 'DescribeEndpointConfig',
    permission: 'sagemaker:DescribeEndpointConfig',
    memo: true,
    expects: 'EndpointConfigArn',
    input: (item, got) => {
      const found = name(item, got);
      return typeof found === 'string' && found !== '' ? { EndpointConfigName: found } : null;
    },
  };
}

const production = derive(
  [behind(there, config.raw('DescribeEndpointConfig', '/ProductionVariants'))],
  (list) => list ?? missing(),
);

/** Variants of the configuration; the shadow ones get copies of the requests. Required at creation. */
export const configVariants: Spec<{ variant: ConfigVariant; shadow: boolean }[]> = derive(
  [production, behind(there, config.raw('DescribeEndpointConfig', '/ShadowProductionVariants'))],
  (list, shadows) => [
    ...list.map((variant) => ({ variant, shadow: false })),
    ...(shadows ?? []).map((variant) => ({ variant, shadow: true })),
  ],
);

/** Names of the models behind the variants, each once. */
export const modelNames: Spec<string[]> = derive([configVariants], (list) => {
  const names = list.flatMap(({ variant }) => [
    variant.ModelName,
    ...(variant.InstancePools ?? []).map((pool) => pool.ModelNameOverride),
  ]);
  return [...new Set(names.filter((name) => name !== undefined))];
});

/** Variants whose models are inference components, which the configuration does not name. */
export const componentVariants: Spec<string[]> = derive([configVariants], (list) =>
  list.filter(({ variant }) => variant.ModelName === undefined).map(({ variant }) => variant.VariantName ?? ''),
);

const instanceTypes: Spec<(string | MissingValue)[]> = derive([configVariants], (list) =>
  list.flatMap(({ variant }): (string | MissingValue)[] => {
    if (variant.ServerlessConfig !== undefined) return [];
    const types = [variant.InstanceType, ...(variant.InstancePools ?? []).map((pool) => pool.InstanceType)];
    const known = types.filter((type) => type !== undefined);
    return known.length > 0 ? known : [missing(`variant ${variant.VariantName} names no instance type`)];
  }),
);

const isServerless: Spec<boolean> = derive([configVariants], (list) =>
  list.some(({ variant }) => variant.ServerlessConfig !== undefined),
);

const dumpKeys: Spec<(string | undefined)[]> = derive([configVariants], (list) =>
  list
    .filter(({ variant }) => variant.CoreDumpConfig !== undefined)
    .map(({ variant }) => variant.CoreDumpConfig?.KmsKeyId),
);

/** Left out means enabled, as the reference says; the configuration as a whole left out means that nothing is captured. */
export const captures: Spec<boolean> = derive(
  [behind(there, config.raw('DescribeEndpointConfig', '/DataCaptureConfig'))],
  (found) => (found === undefined ? false : found.EnableCapture !== false),
);

const isAsync: Spec<boolean> = derive(
  [behind(there, config.raw('DescribeEndpointConfig', '/AsyncInferenceConfig'))],
  (found) => found !== undefined,
);

const volumeKey = behind(there, config.raw('DescribeEndpointConfig', '/KmsKeyId'));
const [volumes, locals] = machineDisks(instanceTypes, volumeKey, 'possible');
const onMachines: Spec<boolean> = derive(
  [volumes.used, instanceTypes, isServerless],
  // An endpoint with serverless variants only has no machines, but the same key holds for what it stores.
  (used, types, serverless) => (types.length > 0 ? used || serverless : serverless),
);

/**
 * What an endpoint writes to.
 *
 * @param capturing whether requests are kept; @param captureKey the key that they are kept under.
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 */
export function endpointStores(capturing: Spec<boolean>, captureKey: Spec<string | undefined>) {
  return encryption([
    { name: 'volume', key: volumes.key, used: onMachines },
    locals,
    { name: 'capture', key: captureKey, used: capturing },
    {
      name: 'output',
      key: behind(there, config.raw('DescribeEndpointConfig', '/AsyncInferenceConfig/OutputConfig/KmsKeyId')),
      used: isAsync,
    },
    { name: 'logs', key: dumpKeys },
  ]);
}

/** Fact shell: Systems Manager lets people in where any variant allows it. Off by default. */
export const endpointShell: Spec<'off' | 'brokered' | 'open'> = derive([configVariants], (list) =>
  list.some(({ variant }) => variant.EnableSSMAccess === true) ? 'brokered' : 'off',
);

const captured = byTable('capture mode', {
  Input: ['input'],
  Output: ['output'],
  InputAndOutput: ['input', 'output'],
});

/** Which parts of a request are captured: both, or one of them. */
export const capturesBoth: Spec<boolean> = derive(
  [behind(there, config.raw('DescribeEndpointConfig', '/DataCaptureConfig/CaptureOptions'))],
  (options) => {
    const parts = (options ?? []).map((option) => captured(option.CaptureMode ?? 'left out'));
    const known = parts.filter(isKnown).flat();
    if (known.includes('input') && known.includes('output')) return true;
    return parts.find(isMissingValue) ?? false;
  },
);

/** Whether a value is there: narrows lists of links. */
export const isKnown = <V>(value: V | MissingValue): value is V => !isMissingValue(value);
