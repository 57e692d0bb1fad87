import type { Scope } from '../../../src/model/evidence.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { ownershipOf, pagesOf, residency, same } from '../rows/common.ts';
import { lastSegment, uidOf } from '../rows/names.ts';
import type { Described, EnvVar } from './answers.ts';

const any = answersOf<Record<string, Described>>('aiplatform');

/** A list of Vertex AI in a location; pages as large as most of its lists allow. */
export function vertexList(operation: string, items: string, more: Partial<ListSpec> = {}): ListSpec {
  return { service: 'aiplatform', operation, permission: `aiplatform.${operation}`, items, ...pagesOf(100), ...more };
}

/** What nearly every resource of Vertex AI tells in the same members. */
export function about(operation: string) {
  return {
    facts: {
      ...residency,
      ...ownershipOf(any.raw(operation, '/labels')),
      createdAt: any.from(operation, '/createTime', same, { absent: missing() }),
      modifiedAt: any.from(operation, '/updateTime', same, { absent: missing() }),
    },
    /** The customer's key; left out: Google's own. */
    key: any.raw(operation, '/encryptionSpec/kmsKeyName'),
    description: any.raw(operation, '/description'),
  };
}

/** Owner and class of something that takes no labels. */
const noLabels = notSupported('It takes no labels.');
export const unlabelled = { tags: noLabels, owner: noLabels, dataClass: noLabels };

export const uid = (item: JsonObject, scope: Scope): string => uidOf('aiplatform', item.name ?? 'undefined', scope);
export const nameOf = (item: JsonObject): string => String(item.displayName || lastSegment(item.name));

/** A description is all that Vertex AI keeps beside labels. */
export function documentsOf(...texts: readonly Spec<string | undefined>[]) {
  return derive(texts, (...found: readonly (string | undefined)[]) =>
    found.some((text) => (text ?? '').trim() !== '') ? ['description' as const] : [],
  );
}

/** Secrets in environment variables and in words of a command line, counted before they are redacted. */
export function secretsOf(
  env: readonly EnvVar[] | undefined,
  ...words: readonly (readonly string[] | undefined)[]
): number {
  const named = Object.fromEntries((env ?? []).map(({ name = '', value = '' }) => [name, value]));
  return (
    countPlainSecrets(named) + words.reduce((sum, list) => sum + (list ? countPlainSecrets(list.join(' ')) : 0), 0)
  );
}

/** Code in a container that Vertex AI runs to serve has no login. */
export const noShell = byDesign(
  'off',
  'https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints#DeployedModel',
  '2026-11',
) as Spec<'off' | 'brokered' | 'open'>;

/** No link of this kind. */
export const none: Spec<string[]> = fromScope(() => []);

/** The API has no place for a description. */
export const noDocuments = byDesign(
  [] as 'description'[],
  'https://docs.cloud.google.com/vertex-ai/docs/reference/rest',
  '2026-11',
) as Spec<'description'[]>;
