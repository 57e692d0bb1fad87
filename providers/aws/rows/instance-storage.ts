/**
 * Families of SageMaker instances (SDK of November 2026) whose disks are local NVMe although their name does not say
 * so. These disks are encrypted by the machine's own hardware and take no key.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html Instance store specifications
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/so.html Instance store specifications
 */
const local: ReadonlySet<string> = new Set([
  'dl1',
  'g5',
  'g6',
  'g6e',
  'g7e',
  'gr6',
  'i3en',
  'p5',
  'p5e',
  'p5en',
  'p6-b200',
  'p6-b300',
  'p6e-gb200',
  'trn1',
  'trn1n',
  'trn2',
]);

/** Families without local disks whose name follows no rule. The same pages. */
const volumes: ReadonlySet<string> = new Set(['inf1', 'inf2', 'p2', 'p3']);

/** The month of the lists above. */
export const instanceStorageAsOf = '2026-11';

/**
 * Where an instance type keeps its data: on local NVMe disks, which cannot take a key, or on an EBS volume.
 *
 * General purpose, compute and memory families (t, m, c, r) since the fourth generation have EBS volumes only, unless
 * a `d` behind the generation says that they have local disks.
 *
 * @returns undefined for a family that the lists do not know: it is never guessed.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html VolumeKmsKeyId
 */
export function instanceStorage(type: string): 'local' | 'volume' | undefined {
  const family = type.startsWith('ml.') ? type.split('.')[1] : undefined;
  if (family === undefined) return undefined;
  if (local.has(family)) return 'local';
  if (volumes.has(family)) return 'volume';
  const parts = /^([a-z]{1,4})(\d{1,2})([a-z]{0,4})$/.exec(family);
  const [, series = '', generation = '', attributes = ''] = parts ?? [];
  if (attributes.includes('d')) return 'local';
  if (series === 't') return 'volume';
  if (['m', 'c', 'r'].includes(series) && Number(generation) >= 4) return 'volume';
  return undefined;
}
