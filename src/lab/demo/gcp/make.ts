import type { JsonObject } from '../../../model/json.ts';
import { hash2, hashText } from '../../random.ts';

const minute = 60_000;

/** The projects of the demo. */
export const projects = {
  train: { id: 'imaging-train', number: '611203344551' },
  serve: { id: 'imaging-serve', number: '611203344552' },
} as const;
export type ProjectName = keyof typeof projects;

export const organisation = 'organizations/640011223344';
export const folder = 'folders/720099887766';
/** The organisation's name is the domain of its people. */
export const domain = 'harbour-vale.example';

/** A location of a project, and the moment that its times are counted back from. */
export interface GcpPlace {
  /** That many days before now, as Google writes times. */
  ago(days: number): string;
  /** `projects/<number>/locations/<location>/<path>`. */
  name(path: string): string;
  /** A key of this project in this location. */
  key(nickname: string): string;
  /** A service account of this project. */
  account(nickname: string): string;
  /** A resource with what nearly every one has. */
  make(collection: string, id: string, story: Story): JsonObject;
  /** Path of a list for the estate. */
  list(collection: string): string;
}

export interface Story {
  name?: string;
  /** Days ago. */
  made: number;
  changed?: number;
  key?: string;
  labels?: Readonly<Record<string, string>>;
  more?: JsonObject;
}

export function gcpPlace(project: ProjectName, location: string, now: Date): GcpPlace {
  const { id, number } = projects[project];
  // Whole minutes, so that a demo started twice in a minute is the same.
  const base = Math.floor(now.getTime() / minute) * minute;
  const ago = (days: number) => new Date(base - Math.round(days * 24 * 60) * minute).toISOString();
  const name = (path: string) => `projects/${number}/locations/${location}/${path}`;
  return {
    ago,
    name,
    key: (nickname) => `projects/${id}/locations/${location}/keyRings/imaging/cryptoKeys/${nickname}`,
    account: (nickname) => `${nickname}@${id}.iam.gserviceaccount.com`,
    make: (collection, item, { name: displayName, made, changed = made, key, labels, more = {} }) => ({
      name: name(`${collection}/${item}`),
      ...(displayName ? { displayName } : {}),
      ...(labels ? { labels: { ...labels } } : {}),
      createTime: ago(made),
      updateTime: ago(changed),
      ...(key ? { encryptionSpec: { kmsKeyName: key } } : {}),
      ...more,
    }),
    list: (collection) => `aiplatform/locations/${location}/${collection}`,
  };
}

/** A digest that follows from a text. */
export function digest(text: string): string {
  const part = (salt: number) => hash2(hashText(text), salt).toString(16).padStart(8, '0');
  return `sha256:${Array.from({ length: 8 }, (_one, index) => part(index)).join('')}`;
}

/** An image in a repository of imaging-train. */
export function image(repository: string, name: string, pinned = true): string {
  const base = `europe-west4-docker.pkg.dev/${projects.train.id}/${repository}/${name}`;
  return pinned ? `${base}@${digest(base)}` : `${base}:latest`;
}
