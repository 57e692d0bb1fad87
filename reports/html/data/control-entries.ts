import type { Control } from '../../../src/model/control.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { expectedWords } from '../../view/expected-words.ts';
import type { ControlEntry } from './format.ts';

/** What the page of a finding says about its control. */
export function controlEntry(control: Control, family: number): ControlEntry {
  const { id, title, severity, why, pass, fix } = control;
  return {
    ...{ id, title, severity, family, why, pass, fix },
    failsAs: control.fails_as,
    when: control.when ?? '',
    expected: expectedWords(pass),
    limits: control.limits ?? '',
  };
}

/** For a finding whose control the scan's catalog does not have: what the finding itself says. */
export function strangerEntry(finding: Pick<Finding, 'control' | 'title' | 'severity'>, family: number): ControlEntry {
  const { control: id, title, severity } = finding;
  return {
    id,
    title,
    severity,
    family,
    why: '',
    failsAs: 'does not hold',
    when: '',
    pass: '',
    expected: '',
    limits: '',
    fix: {},
  };
}
