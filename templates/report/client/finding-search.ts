import { ranksOf } from '../../../reports/html/logic/order.ts';
import type { SearchField } from '../../../reports/html/logic/search.ts';
import { verdicts } from '../../../src/model/verdict.ts';
import { words } from './dom.ts';
import type { Model } from './model.ts';

/** Made when somebody first searches. */
export function findingFields({ core }: Model): () => SearchField[] {
  let fields: SearchField[] | undefined;
  return () => {
    const { subjects, findings } = core;
    fields ??= [
      {
        texts: subjects.name.map((name, index) => {
          const account = core.accounts[subjects.account[index] ?? 0];
          const kind = core.kinds[subjects.kind[index] ?? 0];
          return `${name}\n${subjects.uid[index]}\n${account?.name}\n${account?.id}\n${core.regions[subjects.region[index] ?? 0]}\n${kind?.one}`.toLowerCase();
        }),
        codes: findings.subject,
      },
      {
        texts: core.controls.map(({ id, title, failsAs: fails }) => `${id}\n${title}\n${fails}`.toLowerCase()),
        codes: findings.control,
      },
      { texts: core.reasons.map((reason) => reason.toLowerCase()), codes: findings.reason },
      { texts: verdicts.map(words), codes: findings.verdict },
    ];
    return fields;
  };
}

/** A number for each finding to sort by, made when somebody first sorts so. */
export function findingSorts({ core }: Model): Record<string, () => (row: number) => number> {
  const { findings, subjects } = core;
  const once = <T>(make: () => T) => {
    let made: T | undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const names = once(() => ranksOf(subjects.name));
  const accounts = once(() => ranksOf(core.accounts.map((account) => account.name)));
  const controls = once(() => ranksOf(core.controls.map((control) => control.id)));
  const times = once(() => ranksOf(core.times));
  return {
    severity: () => (row) => findings.severity[row] ?? 0,
    control: () => (row) => controls()[findings.control[row] ?? 0] ?? 0,
    resource: () => (row) => names()[findings.subject[row] ?? 0] ?? 0,
    account: () => (row) => accounts()[subjects.account[findings.subject[row] ?? 0] ?? 0] ?? 0,
    since: () => (row) => times()[findings.firstSeen[row] ?? 0] ?? 0,
  };
}
