import type { Control, Framework } from '../../../src/model/control.ts';
import {
  type FrameworkView,
  frameworkViews,
  type RequirementView,
  requirementWords,
} from '../../view/framework-view.ts';
import { share } from '../../view/headline.ts';
import { leanOf, scaleOf } from '../../view/lean.ts';
import { familiesOf, type Posture } from '../../view/posture.ts';
import { barRow } from './bars.ts';
import { findingsAt } from './links.ts';
import { smallPlumb, smallWidth } from './plumb.ts';

/** Requirement by requirement: which controls speak to it, and what they found. */
export function frameworksSection(frameworks: Framework[], controls: Control[], posture: Posture) {
  const families = [...posture.family.keys()].sort();
  const scale = scaleOf([...posture.family.values()].map(leanOf));
  const views = frameworkViews(frameworks, controls, posture.requirement).map((view) => {
    const ids = new Set(view.requirements.flatMap((one) => one.controls.map((control) => control.id)));
    const own = controls.filter((control) => ids.has(control.id));
    return { ...frameworkView(view), drawing: smallPlumb(familiesOf(own, posture.control), families, scale) };
  });
  return { frameworks: views, smallWidth };
}

function frameworkView(view: FrameworkView) {
  const { id, title, version, source, notCovered, requirements } = view;
  const with_ = (state: RequirementView['state']) => requirements.filter((one) => one.state === state).length;
  return {
    ...{ id, title, version, source, notCovered },
    total: requirements.length,
    failing: with_('fails'),
    open: with_('not-fully-assessed'),
    clear: with_('no-failure'),
    nothing: with_('nothing-found'),
    href: findingsAt({ framework: id }),
    requirements: requirements.map((one) => requirementRow(id, one)),
  };
}

function requirementRow(framework: string, requirement: RequirementView) {
  const { id, title, note, state, found, controls } = requirement;
  const filters = { requirement: `${framework}:${id}` };
  return {
    ...{ id, title, note, state },
    anchor: `frameworks/${framework}/${id}`,
    stateWords: requirementWords[state],
    covered: state !== 'not-covered',
    bar: barRow(id, found, filters),
    upright: share(found.verdicts.pass, found.verdicts.pass + found.verdicts.fail).text,
    controls: controls.map((control) => ({
      id: control.id,
      title: control.title,
      href: findingsAt({ control: control.id }),
      fail: control.found.verdicts.fail,
    })),
  };
}
