import type { Absence, ChangeStatus } from '../../src/model/change.ts';

/** What a reader calls each change, and what it says. */
export const changeWords: Record<ChangeStatus, { title: string; about: string }> = {
  new: { title: 'New', about: 'Was not there before.' },
  changed: { title: 'Changed', about: 'Another verdict, another severity, or another value was observed.' },
  resolved: { title: 'Fixed', about: 'Failed before, and passes now.' },
  still: { title: 'The same', about: 'Nothing changed.' },
  gone: {
    title: 'Gone',
    about: 'What it was about is no more: every list that would have shown it was read to its end.',
  },
  blind: {
    title: 'Newly blind',
    about: 'Known before, and not any more. Nothing here is fixed, and nothing here is known to be gone.',
  },
};

/** Why one of two scans cannot have a finding. */
export const absenceWords: Record<Absence | 'unknown', string> = {
  'not-asked': 'outside the scope of one of the scans',
  'not-read': 'could not be read by one of the scans',
  'cut-off': 'beyond the newest that were read',
  'not-judged': 'not judged by the catalog of one of the scans',
  unknown: 'read before, unknown now',
};
