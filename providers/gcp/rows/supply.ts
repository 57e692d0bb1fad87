import type { MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { bucketUid } from './names.ts';

interface Image {
  ref: string;
  pinned: boolean;
  registry: 'own' | 'provider' | 'public' | MissingValue;
}
interface Artifact {
  uri: string;
  pinned: boolean;
  format: string;
}

/** Projects in which Google keeps the images that it makes for machine learning. */
const googles: ReadonlySet<string> = new Set([
  'vertex-ai',
  'vertex-ai-restricted',
  'cloud-aiplatform',
  'deeplearning-platform-release',
  'ml-pipeline',
  'google.com',
]);

/** Where an image lies. @see https://cloud.google.com/artifact-registry/docs/docker/names */
export interface ImagePlace {
  project: string;
  location: string;
  repository: string;
}

/** @returns undefined for an image that is in no registry of Google Cloud. */
export function imagePlace(ref: string): ImagePlace | undefined {
  const artifact = /^(?:https:\/\/)?([a-z0-9-]+)-docker\.pkg\.dev\/([^/]+)\/([^/]+)\/./.exec(ref);
  if (artifact?.[1] && artifact[2] && artifact[3])
    return { location: artifact[1], project: artifact[2], repository: artifact[3] };
  // gcr.io is served by repositories of Artifact Registry: https://cloud.google.com/artifact-registry/docs/transition/gcr-repositories
  const older = /^(?:https:\/\/)?((?:(us|eu|asia)\.)?gcr\.io)\/([^/]+)\/./.exec(ref);
  if (!older?.[1] || !older[3]) return undefined;
  const location = older[2] === 'eu' ? 'europe' : (older[2] ?? 'us');
  return { location, project: older[3], repository: older[1] };
}

export function toImage(ref: string, answers: Answers): Image {
  return { ref, pinned: /@sha256:[0-9a-f]{64}$/.test(ref), registry: registryOf(ref, answers) };
}

function registryOf(ref: string, { accounts, aliases, settings }: Answers): Image['registry'] {
  const place = imagePlace(ref);
  if (!place) return 'public';
  if (googles.has(place.project)) return 'provider';
  const project = aliases?.get(place.project) ?? place.project;
  if (accounts.has(project) || settings.organisationAccounts.includes(project)) return 'own';
  return missing(`the image is in project ${place.project}, which is not part of this scan`, 'out-of-scope');
}

/** Trait supply of something that runs these images and loads these files. */
export function supply(images: Spec<readonly string[]>, files: Spec<readonly string[]>) {
  const everything = fromScope((answers) => answers);
  const facts = {
    images: derive([images, everything], (refs, answers): Image[] =>
      [...new Set(refs)].map((ref) => toImage(ref, answers)),
    ),
    artifacts: derive([files], (uris): Artifact[] => [...new Set(uris)].map(toArtifact)),
  };
  const links = {
    repositories: derive([images, everything], (refs, answers): (string | MissingValue)[] => [
      ...new Set(refs.flatMap((ref) => repositoryUid(ref, answers) ?? [])),
    ]),
    buckets: derive([files], (uris): (string | MissingValue)[] => [
      ...new Set(uris.flatMap((uri) => bucketUid(uri) ?? [])),
    ]),
  };
  return { facts, links };
}

/** A generation pins an object: https://cloud.google.com/storage/docs/request-endpoints (`#generation` of gsutil). */
function toArtifact(uri: string): Artifact {
  const plain = uri.replace(/#\d+$/, '');
  const format = /\.([a-z0-9]{2,12})$/i.exec(plain.split('/').at(-1) ?? '')?.[1]?.toLowerCase() ?? '';
  return { uri, pinned: plain !== uri, format };
}

/** Google's own images are in no repository that could be read. */
function repositoryUid(ref: string, { aliases }: Answers): string | undefined {
  const place = imagePlace(ref);
  if (!place || googles.has(place.project)) return undefined;
  const project = aliases?.get(place.project) ?? place.project;
  return `//artifactregistry.googleapis.com/projects/${project}/locations/${place.location}/repositories/${place.repository}`;
}
