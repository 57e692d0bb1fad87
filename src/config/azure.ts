import { z } from 'zod';
import { rate } from './rate.ts';

const uuid = z.guid('a subscription or tenant is a UUID such as 00000000-0000-0000-0000-000000000000');

/** `azure:` of plumbline.yaml. */
export const azureSchema = z.strictObject({
  tenant: uuid.optional(),
  /** Without any of these three: every subscription that the credentials may read. */
  subscriptions: z
    .array(z.strictObject({ id: uuid, name: z.string().min(1).optional() }))
    .min(1)
    .optional(),
  management_groups: z.array(z.string().min(1)).min(1).optional(),
  cloud: z.enum(['public', 'government', 'china']).optional(),
  /** Resource Manager and authority of a private cloud; for Azure's own, `cloud` is enough. */
  endpoint: z.url().optional(),
  authority: z.url().optional(),
  services: z.array(z.string()).optional(),
  rates: z.record(z.string(), rate).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
});
