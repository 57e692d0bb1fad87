import type { GcpProject } from '../../gcp/estate.ts';
import { type GcpPlace, projects } from './make.ts';

/** Guardrails of imaging-serve: the one of the patients' letters, one that is still on trial, and the floor of the project. */
export function serveGuardrails({ ago, name }: GcpPlace): GcpProject['resources'] {
  const filters = (level: string) =>
    ['HATE_SPEECH', 'HARASSMENT', 'SEXUALLY_EXPLICIT', 'DANGEROUS'].map((filterType) => ({
      filterType,
      confidenceLevel: level,
    }));
  return {
    'modelarmor/locations/europe-west4/templates': [
      {
        name: name('templates/patient-letters'),
        createTime: ago(64),
        updateTime: ago(12),
        labels: { owner: 'patient-letters' },
        filterConfig: {
          raiSettings: { raiFilters: filters('MEDIUM_AND_ABOVE') },
          piAndJailbreakFilterSettings: { filterEnforcement: 'ENABLED', confidenceLevel: 'MEDIUM_AND_ABOVE' },
          maliciousUriFilterSettings: { filterEnforcement: 'ENABLED' },
          sdpSettings: { basicConfig: { filterEnforcement: 'ENABLED' } },
        },
        templateMetadata: {
          enforcementType: 'INSPECT_AND_BLOCK',
          logSanitizeOperations: true,
          multiLanguageDetection: { enableMultiLanguageDetection: true },
        },
      },
      {
        name: name('templates/small-models-trial'),
        createTime: ago(31),
        updateTime: ago(31),
        filterConfig: {
          raiSettings: { raiFilters: filters('HIGH') },
          piAndJailbreakFilterSettings: { confidenceLevel: 'LOW_AND_ABOVE' },
        },
        templateMetadata: { enforcementType: 'INSPECT_ONLY' },
      },
    ],
    'modelarmor/floorSetting': [
      {
        name: `projects/${projects.serve.number}/locations/global/floorSetting`,
        createTime: ago(80),
        updateTime: ago(80),
        filterConfig: {
          raiSettings: { raiFilters: filters('HIGH') },
          piAndJailbreakFilterSettings: { filterEnforcement: 'ENABLED', confidenceLevel: 'HIGH' },
        },
        enableFloorSettingEnforcement: true,
        integratedServices: ['AI_PLATFORM'],
        aiPlatformFloorSetting: { inspectAndBlock: true, enableCloudLogging: true },
      },
    ],
  };
}
