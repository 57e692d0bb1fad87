import type { Config } from '../../config/schema.ts';
import { PlumblineError } from '../../model/errors.ts';
import { assertKnown } from '../words.ts';

/**
 * Regions of AWS's commercial, China and GovCloud partitions, to catch typing errors before any call.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html (read 2026-11)
 */
export const knownRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-south-1',
  'eu-south-2',
  'eu-north-1',
  'il-central-1',
  'me-south-1',
  'me-central-1',
  'mx-central-1',
  'sa-east-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

/**
 * Regions to scan: from the command line, the config, or AWS_REGION.
 *
 * @throws PlumblineError CONFIG_INVALID for a region that does not exist, with the nearest that does, or when none is named.
 */
export function awsRegions(flags: readonly string[], config: Config): string[] {
  const environment = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const regions = flags.length > 0 ? flags : (config.aws?.regions ?? (environment ? [environment] : []));
  if (regions.length === 0) {
    throw new PlumblineError('CONFIG_INVALID', 'No region is named.', {
      hint: 'Give --regions us-east-1,eu-west-1, or set AWS_REGION, or write aws.regions in the config.',
    });
  }
  assertKnown('AWS region', regions, knownRegions);
  return [...new Set(regions)];
}
