import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { StoreRow } from './encryption.ts';
import { instanceStorage } from './instance-storage.ts';

/** The row of EBS volumes. */
export interface VolumeRow extends StoreRow {
  key: Spec<string | undefined>;
  used: Spec<boolean>;
}

/**
 * The disks of machines as stores: EBS volumes, whose key may be named, and local NVMe disks, which the machine itself
 * encrypts and which take no key. A machine has one or the other.
 *
 * @param types Instance types in use; empty where SageMaker chooses the machines.
 * @param keyAndLocal Whether a key may be named for machines with local disks, where it changes nothing (endpoints).
 *   Jobs refuse it, so a job that names one has volumes.
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html KmsKeyId
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html VolumeKmsKeyId
 */
export function machineDisks(
  types: Spec<readonly (string | MissingValue)[]>,
  key: Spec<string | undefined>,
  keyAndLocal: 'possible' | 'refused',
): readonly [VolumeRow, StoreRow] {
  const volumeKey: Spec<string | undefined> = deriveSome([types, key], (list, named) => {
    if (isMissingValue(named)) return named;
    const told = keyAndLocal === 'refused' && named !== undefined && named !== '';
    if (told) return named;
    if (isMissingValue(list)) return list;
    const strange = list.find((type) => isMissingValue(type) || instanceStorage(type) === undefined);
    if (isMissingValue(strange)) return strange;
    return strange === undefined ? named : missing(`where ${strange} keeps its data is not known to this version`);
  });
  const onVolumes: Spec<boolean> = deriveSome([types], (list) =>
    isMissingValue(list)
      ? list
      : list.length === 0 || list.some((type) => isMissingValue(type) || instanceStorage(type) !== 'local'),
  );
  const onLocal: Spec<boolean> = deriveSome([types], (list) =>
    isMissingValue(list) ? list : list.some((type) => !isMissingValue(type) && instanceStorage(type) === 'local'),
  );
  return [
    { name: 'volume', key: volumeKey, used: onVolumes },
    { name: 'volume', key: noKey, used: onLocal, keyless: hardware },
  ];
}

const noKey: Spec<undefined> = { reads: [], map: () => ({ value: undefined, from: [] }) };
const hardware: Spec<'provider' | 'hardware' | 'none'> = { reads: [], map: () => ({ value: 'hardware', from: [] }) };
