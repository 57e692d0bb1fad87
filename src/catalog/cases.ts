import type { Verdict } from '../model/verdict.ts';
import { viewOfCase } from './case-view.ts';
import { Environments } from './environments.ts';
import { compileControl, judge } from './judge.ts';
import type { Catalog } from './load.ts';

/** What one case of one control came to. */
export interface CaseResult {
  control: string;
  file: string;
  name: string;
  kind: string;
  expected: Verdict;
  actual: Verdict;
  reason: string;
  /** The verdict is as expected, and the expression did not break. */
  passed: boolean;
}

/** `scanTime` of cases that give none. */
export const caseTime = '2026-01-01T00:00:00Z';

/**
 * Runs the test tables of all controls, deprecated ones too. A case without a kind runs on the first kind that its
 * control judges. An expression that breaks fails its case whatever was expected.
 */
export function runCases(catalog: Catalog): CaseResult[] {
  const environments = new Environments(catalog.model);
  return catalog.controls.flatMap((control) =>
    control.cases.map((each): CaseResult => {
      const kind = each.kind ?? catalog.kindsOf(control.id)[0] ?? '';
      const shape = catalog.model.kinds.get(kind);
      if (!shape) throw new RangeError(`no kind ${kind}`);
      const view = viewOfCase(catalog.model, shape, each.facts);
      const judged = judge(compileControl(control, kind, environments), view, new Date(each.scanTime ?? caseTime));
      const { verdict: actual, reason } = judged;
      const passed = actual === each.expect && judged.threw === undefined;
      return {
        control: control.id,
        file: control.file,
        name: each.name,
        kind,
        expected: each.expect,
        actual,
        reason,
        passed,
      };
    }),
  );
}
