import type { Scope } from '../evidence.ts';
import type { Missing } from '../facts.ts';
import type { Json, JsonObject } from '../json.ts';

/** What became of one read: an answer, an error that is an answer (`absent`), or a failure that leaves facts missing. */
export type Outcome =
  | { status: 'answer'; body: Json; evidence: number; prefix?: string; pages?: readonly AnsweredPage[] }
  | { status: 'absent'; errorCode: string; evidence: number }
  | { status: 'failed'; missing: Missing }
  /** Declared but not asked: nothing to ask about. */
  | { status: 'not-asked' };

/** Where the items of a paged read stood. */
export interface AnsweredPage {
  evidence: number;
  requestId: string;
  items: number;
}

/** All that a mapper may look at for one item. */
export interface Answers {
  scope: Scope;
  /** The list item or the reference that led here. */
  item: JsonObject;
  /** Accounts of this provider in the scan; other accounts are out of scope. */
  accounts: ReadonlySet<string>;
  /** Those accounts by their other ids, where answers name them so. */
  aliases?: ReadonlyMap<string, string>;
  settings: Settings;
  get(read: string): Outcome;
  /** Outcomes of a read that is made once for each key. */
  each(read: string): ReadonlyMap<string, Outcome>;
}

/**
 * The same answers, noting which failed read was looked at. What there is to ask next may hang on it: a read with
 * nothing to ask about is `not-asked` only where all that says so was read.
 */
export function watch(answers: Answers): { answers: Answers; lost: () => Missing | undefined } {
  let first: Missing | undefined;
  const note = (outcome: Outcome): Outcome => {
    if (outcome.status === 'failed') first ??= outcome.missing;
    return outcome;
  };
  const watched: Answers = {
    ...answers,
    get: (read) => note(answers.get(read)),
    each: (read) => {
      const found = answers.each(read);
      for (const outcome of found.values()) note(outcome);
      return found;
    },
  };
  return { answers: watched, lost: () => first };
}

/** What a read is that has nothing to ask about: failed where what would have told is missing. */
export function unasked(lost: Missing | undefined): Outcome {
  return lost === undefined ? { status: 'not-asked' } : { status: 'failed', missing: lost };
}

/** Settings of a scan that mappers and collectors may look at. */
export interface Settings {
  /** Jobs judged in one scope: the newest N; 0 for all. */
  newestJobs: number;
  ownerTags: readonly string[];
  dataClassTags: readonly string[];
  /** Accounts of the same organisation that are not scanned, for `sharedWith`. */
  organisationAccounts: readonly string[];
  /** How approval and production are marked where a platform has only tags, aliases or labels. */
  approval: {
    /** Names of tags that say whether a version is approved. */
    tags: readonly string[];
    /** Values of them that say yes. */
    approved: readonly string[];
    /** Aliases that a version in production bears. */
    productionAliases: readonly string[];
  };
}

export const defaultSettings: Settings = {
  newestJobs: 500,
  ownerTags: ['owner', 'Owner', 'team', 'Team', 'OwnerTeam'],
  dataClassTags: ['data-class', 'DataClass', 'DataClassification', 'data-classification', 'Classification'],
  organisationAccounts: [],
  approval: {
    tags: ['approval', 'approval_status', 'validation_status', 'approved'],
    approved: ['approved', 'Approved', 'passed', 'true'],
    productionAliases: ['production', 'prod', 'champion', 'live'],
  },
};
