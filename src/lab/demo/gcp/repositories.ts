import type { JsonObject } from '../../../model/json.ts';
import { type GcpPlace, projects } from './make.ts';

/** Image repositories of imaging-train: the one that is served from is well kept, that of the pipelines is not. */
export function repositories({ ago, key }: GcpPlace): Record<string, JsonObject[]> {
  const repository = (name: string, made: number, more: JsonObject): JsonObject => ({
    name: `projects/${projects.train.id}/locations/europe-west4/repositories/${name}`,
    format: 'DOCKER',
    mode: 'STANDARD_REPOSITORY',
    createTime: ago(made),
    updateTime: ago(3),
    ...more,
  });
  const scanned = (state: string) => ({ enablementConfig: 'INHERITED', enablementState: state });
  return {
    'artifactregistry/locations/europe-west4/repositories': [
      repository('serving', 640, {
        kmsKeyName: key('phi'),
        labels: { owner: 'imaging-ml' },
        dockerConfig: { immutableTags: true },
        vulnerabilityScanningConfig: scanned('SCANNING_ACTIVE'),
      }),
      repository('pipelines', 520, { vulnerabilityScanningConfig: scanned('SCANNING_DISABLED') }),
    ],
  };
}
