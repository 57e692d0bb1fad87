import { blob } from './blob.ts';
import type { SinkDefinition } from './definition.ts';
import { gcs } from './gcs.ts';
import { s3 } from './s3.ts';
import { secops } from './secops.ts';
import { securityhub } from './securityhub.ts';
import { securitylake } from './securitylake.ts';
import { sentinel } from './sentinel.ts';

/** Receivers of AWS, Azure and Google Cloud. */
export const cloudSinks: readonly SinkDefinition[] = [securityhub, s3, securitylake, sentinel, blob, secops, gcs];
