import { z } from 'zod';
import { rate } from './rate.ts';

/** @see https://cloud.google.com/resource-manager/docs/creating-managing-projects */
const projectId = z
  .string()
  .regex(
    /^([a-z][a-z0-9-]*(\.[a-z]+)?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    'a project is named by its id, not its number',
  );

/** `gcp:` of plumbline.yaml. */
export const gcpSchema = z.strictObject({
  /** Without any of these three: every active project that the credentials may read. */
  projects: z
    .array(z.strictObject({ id: projectId, name: z.string().min(1).optional() }))
    .min(1)
    .optional(),
  folders: z.array(z.string().regex(/^\d+$/, 'a folder is named by its number, in quotes')).min(1).optional(),
  organisations: z
    .array(z.string().regex(/^\d+$/, 'an organisation is named by its number, in quotes'))
    .min(1)
    .optional(),
  /** Default: every location where Vertex AI is offered. */
  locations: z.array(z.string().min(1)).min(1).optional(),
  /** E-mail of a service account to act as. */
  impersonate: z.email().optional(),
  /** In place of `https://<service>.googleapis.com`: `<endpoint>/<service>`. */
  endpoint: z.url().optional(),
  services: z.array(z.string()).optional(),
  rates: z.record(z.string(), rate).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
});
