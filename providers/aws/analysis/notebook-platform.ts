/**
 * Platforms of SageMaker notebook instances, as published by AWS in November 2026. `notebook-al2-v3` ended on
 * 2026-07-01, the JupyterLab 1 and 3 platforms on 2025-06-30; they get no security updates.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-jl.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html#sagemaker-8
 */
const platforms: ReadonlyMap<string, 'current' | 'behind'> = new Map([
  ['notebook-al1-v1', 'behind'],
  ['notebook-al2-v1', 'behind'],
  ['notebook-al2-v2', 'behind'],
  ['notebook-al2-v3', 'behind'],
  ['notebook-al2023-v1', 'current'],
]);

/** The month of the list above. */
export const platformsAsOf = '2026-11';

/**
 * Whether AWS still patches the platform of a notebook instance.
 *
 * @returns `undefined` for an identifier that the list does not name: it may be newer or older, and is never guessed.
 */
export function platformPatch(identifier: string): 'current' | 'behind' | undefined {
  return platforms.get(identifier);
}
