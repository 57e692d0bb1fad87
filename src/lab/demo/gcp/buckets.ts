import type { JsonObject } from '../../../model/json.ts';
import { type GcpPlace, type ProjectName, projects } from './make.ts';

/** Buckets of a project: those of patients' images well kept, those of side projects less so. */
export function buckets(project: ProjectName, { ago, key }: GcpPlace): Record<string, JsonObject[]> {
  const { id } = projects[project];
  const owners = { role: 'roles/storage.legacyBucketOwner', members: [`projectOwner:${id}`, `projectEditor:${id}`] };
  const bucket = (name: string, made: number, more: JsonObject, bindings: JsonObject[] = []): JsonObject => ({
    name,
    location: 'EUROPE-WEST4',
    locationType: 'region',
    storageClass: 'STANDARD',
    timeCreated: ago(made),
    updated: ago(made),
    iamConfiguration: { publicAccessPrevention: 'inherited', uniformBucketLevelAccess: { enabled: true } },
    softDeletePolicy: { retentionDurationSeconds: '604800', effectiveTime: ago(made) },
    ...more,
    policy: { bindings: [owners, ...bindings] },
  });
  const shut = {
    iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    encryption: { defaultKmsKeyName: key('phi') },
    versioning: { enabled: true },
  };
  const labels = { owner: 'imaging-ml', 'data-class': 'phi' };
  const everyone = { role: 'roles/storage.objectViewer', members: ['allUsers'] };
  const list =
    project === 'train'
      ? [
          bucket('hvh-imaging-phi', 900, {
            ...shut,
            labels,
            retentionPolicy: { retentionPeriod: '31536000', isLocked: true, effectiveTime: ago(900) },
            logging: { logBucket: 'hvh-access-logs', logObjectPrefix: 'hvh-imaging-phi' },
          }),
          bucket('hvh-vertex-models', 700, { ...shut, labels }),
          // Vertex AI made it for the board.
          bucket('cloud-ai-platform-imaging-tb', 600, {}),
          bucket('hvh-dataproc-staging', 210, { ...shut, labels }),
          bucket('hvh-letters', 200, { labels: { owner: 'letters' } }),
          // Opened for a partner who had no account, and forgotten.
          bucket('hvh-derm-exchange', 310, { iamConfiguration: { publicAccessPrevention: 'inherited' } }, [everyone]),
        ]
      : [
          bucket('hvh-leaflets', 500, { labels: { owner: 'patient-information' }, versioning: { enabled: true } }),
          bucket('hvh-agents', 120, { softDeletePolicy: { retentionDurationSeconds: '0' } }),
        ];
  return { 'storage/buckets': list };
}
