/**
 * What became of a finding between two scans.
 *
 * - `new`: it was not there before, of whatever verdict.
 * - `changed`: verdict, severity or what was observed is another.
 * - `resolved`: it failed and passes.
 * - `still`: nothing of it changed.
 * - `gone`: what it was about is no more, and everything that would have shown it was read.
 * - `blind`: it was known, and is not any more: its verdict is unknown now, or what would have shown it was not read.
 */
export const changeStatuses = ['new', 'changed', 'resolved', 'still', 'gone', 'blind'] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

/**
 * Why one of two scans has no such finding, where it is not because there was nothing to find.
 *
 * - `not-asked`: the account, region or service is not in its scope.
 * - `not-read`: it asked, and got no answer, or only a part of one.
 * - `cut-off`: it read the newest of a long list, and stopped there.
 * - `not-judged`: its catalog does not have the control, or has it for other kinds.
 */
export const absences = ['not-asked', 'not-read', 'cut-off', 'not-judged'] as const;
export type Absence = (typeof absences)[number];
