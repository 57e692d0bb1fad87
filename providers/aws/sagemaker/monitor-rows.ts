import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { roleIdentity } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { machineDisks } from '../rows/machines.ts';
import { containerNetwork, nodeTraffic } from '../rows/network.ts';
import { type ArtifactRow, type ImageRow, supply } from '../rows/supply.ts';
import type { DefinitionRows, MonitorType } from './monitor-definition.ts';

type Signal =
  | 'data-quality'
  | 'data-drift'
  | 'prediction-drift'
  | 'model-quality'
  | 'bias'
  | 'attribution-drift'
  | 'custom';

/** Traits that follow from a job definition: encryption, transit, network, identity and supply of its jobs. */
export function definitionTraits(rows: DefinitionRows) {
  const cluster = derive(
    [rows.resources],
    (resources) => resources?.ClusterConfig ?? missing('the machines of the job'),
  );
  const types: Spec<(string | MissingValue)[]> = derive([cluster], (config) => [
    config.InstanceType ?? missing('the instance type'),
  ]);
  const stores = encryption([
    ...machineDisks(
      types,
      derive([cluster], (config) => config.VolumeKmsKeyId),
      'refused',
    ),
    { name: 'output', key: derive([rows.output], (output) => (output === undefined ? missing() : output.KmsKeyId)) },
  ]);
  const network = containerNetwork(
    derive([rows.network], (config) => config?.EnableNetworkIsolation),
    derive([rows.network], (config) => config?.VpcConfig),
  );
  const role = roleIdentity(rows.role);
  const images: Spec<ImageRow[]> = derive([rows.image], (ref) => [{ ref }]);
  const artifacts: Spec<ArtifactRow[]> = derive([rows.scripts], (scripts) =>
    scripts.filter((uri) => uri !== undefined && uri !== '').map((uri) => ({ uri })),
  );
  const results: Spec<string[]> = derive([rows.output], (output) =>
    (output?.MonitoringOutputs ?? []).map((one) => one.S3Output?.S3Uri).filter((uri) => uri !== undefined),
  );
  const files = supply({ images, artifacts, otherBuckets: results });
  return {
    read: stores.read,
    facts: {
      ...stores.facts,
      ...network.facts,
      ...role.facts,
      ...files.facts,
      nodeTraffic: nodeTraffic(
        // The default is one machine.
        derive([cluster], (config) => config.InstanceCount ?? 1),
        derive([rows.network], (config) => config?.EnableInterContainerTrafficEncryption),
      ),
      clientTls: notSupported('Nobody calls a monitoring job.'),
      sourceRevision: notSupported('A monitoring job records no commit.'),
      patched: notSupported('The image says what software runs.'),
      baseline: rows.baseline,
    },
    links: { ...stores.links, ...network.links, ...role.links, ...files.links },
  };
}

/**
 * What a monitor can find. Drift is a difference from a baseline: without one the job only measures.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-how-it-works.html
 */
export function signalsOf(type: MonitorType, baseline: boolean): Signal[] {
  switch (type) {
    case 'DataQuality':
      return baseline ? ['data-quality', 'data-drift'] : ['data-quality'];
    case 'ModelQuality':
      return ['model-quality'];
    case 'ModelBias':
      return ['bias'];
    case 'ModelExplainability':
      return baseline ? ['attribution-drift'] : [];
  }
}

/** Names of the endpoints that a definition takes its data from; a batch transform has none. */
export function inputEndpoints(rows: DefinitionRows): Spec<string[]> {
  return derive([rows.inputs], (inputs) =>
    inputs.map((input) => input.EndpointInput?.EndpointName).filter((name) => name !== undefined && name !== ''),
  ) as Spec<string[]>; // absent ones are filtered out
}
