/**
 * Locations where Vertex AI is offered: those with a service endpoint of their own.
 *
 * What lies in `global` is read once a project, and not everything can: `vertex/global-endpoint.ts`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest "Service endpoint" (read 2026-11)
 */
export const vertexLocations: readonly string[] = [
  'africa-south1',
  'asia-east1',
  'asia-east2',
  'asia-northeast1',
  'asia-northeast2',
  'asia-northeast3',
  'asia-south1',
  'asia-southeast1',
  'asia-southeast2',
  'australia-southeast1',
  'australia-southeast2',
  'europe-central2',
  'europe-north1',
  'europe-southwest1',
  'europe-west1',
  'europe-west2',
  'europe-west3',
  'europe-west4',
  'europe-west6',
  'europe-west8',
  'europe-west9',
  'europe-west12',
  'me-central1',
  'me-central2',
  'me-west1',
  'northamerica-northeast1',
  'northamerica-northeast2',
  'southamerica-east1',
  'southamerica-west1',
  'us-central1',
  'us-east1',
  'us-east4',
  'us-east5',
  'us-south1',
  'us-west1',
  'us-west2',
  'us-west3',
  'us-west4',
];

/** Locations that are more than a region: Model Armor has templates there, Vertex AI stores nothing. */
export const multiRegions: readonly string[] = ['eu', 'us'];

/**
 * Locations where Model Armor keeps templates.
 *
 * @see https://docs.cloud.google.com/model-armor/locations (read 2026-11)
 */
export const modelArmorLocations: readonly string[] = [
  'asia-northeast1',
  'asia-northeast3',
  'asia-south1',
  'asia-southeast1',
  'australia-southeast2',
  'europe-southwest1',
  'europe-west1',
  'europe-west2',
  'europe-west3',
  'europe-west4',
  'europe-west9',
  'northamerica-northeast2',
  'us-central1',
  'us-east1',
  'us-east4',
  'us-west1',
  ...multiRegions,
];

/** Everywhere that something of what is scanned can lie. */
export const allLocations: readonly string[] = [...vertexLocations, ...multiRegions];

export const isMultiRegion = (location: string): boolean => multiRegions.includes(location);
