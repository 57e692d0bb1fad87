import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import type { Millis, MlflowAnswers, Tag } from '../answers.ts';

/** Rows of MLflow's own answers. */
export const mlflow = answersOf<MlflowAnswers>('mlflow');

/** Protobuf as JSON leaves out what is empty. */
export const emptyOmitted = 'https://protobuf.dev/programming-guides/json/#presence';

/** Errors that say that a thing is not there. */
export const notThere = ['RESOURCE_DOES_NOT_EXIST', 'NOT_FOUND'];
/** What a server answers whose version does not have the path at all. */
export const noSuchPath = ['HTTP 404', 'ENDPOINT_NOT_FOUND'];

/** Milliseconds since 1970, as a number or as a text of digits. */
export function timeOf(value: Millis): string | MissingValue {
  const ms = Number(value);
  return Number.isFinite(ms) && ms > 0 && ms < 8.64e15
    ? new Date(ms).toISOString()
    : missing('the time is no number of milliseconds');
}

/** A word of MLflow as one of ours; a word that the table does not know is missing, never guessed. */
export function byTable<V>(what: string, table: Readonly<Record<string, V>>): (word: string) => V | MissingValue {
  return (word) =>
    Object.hasOwn(table, word) ? (table[word] as V) : missing(`${what} ${word} is not known to this version`); // it is the table's own
}

/** @returns tags by name; the last of equal names wins, as in MLflow. Names are untrusted: `__proto__` is one as well. */
export function tagMap(tags: readonly Tag[] | undefined): Record<string, string> {
  const out: Record<string, string> = Object.create(null);
  for (const { key, value } of tags ?? []) if (typeof key === 'string') out[key] = String(value ?? '');
  return out;
}

type Owned = Spec<string | undefined>;
const nobody: Owned = { reads: [], map: () => ({ value: undefined, from: [] }) };

/** Trait ownership: the configured tags, else who MLflow itself names as owner. */
export function ownershipOf(list: Spec<readonly Tag[] | undefined>, owner: Owned = nobody) {
  const tags: Spec<Record<string, string>> = derive([list], tagMap);
  return {
    tags,
    owner: derive([first('ownerTags', tags), owner], (tagged, named) => tagged || (named ?? '')),
    dataClass: first('dataClassTags', tags),
  };
}

function first(names: 'ownerTags' | 'dataClassTags', tags: Spec<Record<string, string>>): Spec<string> {
  return derive([tags, fromScope((answers) => answers.settings[names])], (set, wanted) => {
    for (const name of wanted) if (set[name]) return set[name];
    return '';
  });
}

/** MLflow says what is recorded, not where it lies or is computed. */
export const residency = {
  region: notExposed('Ask where the database and the artifact store of the tracking server lie.'),
  processing: notSupported('MLflow records, it computes nothing with the data.'),
};

/** A record has no rest state. */
export const neverIdle = {
  lastUsedAt: notSupported('MLflow does not record who reads what.'),
  idleStopMinutes: notSupported('It is a record and does not run.'),
};

/** Keys of database and artifact store are outside of MLflow. */
export const encryptionUnknown = {
  keyAtRest: notExposed(
    'Ask for the encryption settings of the database and of the artifact store of the tracking server.',
  ),
  stores: notExposed(
    'Ask for the encryption settings of the database and of the artifact store of the tracking server.',
  ),
};

/** What is written down: the description, or the note that MLflow's own pages show as one. */
export function documentsOf(
  description: Spec<string | undefined>,
  tags: Spec<readonly Tag[] | undefined>,
): Spec<Document[]> {
  return derive([description, tags], (text, list) => {
    const set = tagMap(list);
    const found = new Set<Document>();
    if ((text ?? '').trim() !== '' || (set['mlflow.note.content'] ?? '').trim() !== '') found.add('description');
    for (const [name, value] of Object.entries(set)) {
      const document = byTag[name.toLowerCase().replaceAll(/[^a-z]/g, '')];
      if (document && value.trim() !== '') found.add(document);
    }
    return [...found];
  });
}

type Document = 'description' | 'intended-use' | 'limitations' | 'risk-rating' | 'card' | 'scorecard';
/** Names of tags in common use, without capitals and marks. */
const byTag: Readonly<Record<string, Document | undefined>> = {
  intendeduse: 'intended-use',
  limitations: 'limitations',
  riskrating: 'risk-rating',
  modelcard: 'card',
  scorecard: 'scorecard',
};

/** Known, whatever became of the others. */
export const known = <V>(value: V | MissingValue): value is V => !isMissingValue(value);
