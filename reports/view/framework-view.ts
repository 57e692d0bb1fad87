import type { Control, Framework, Requirement } from '../../src/model/control.ts';
import { mergeWeighed, nothingWeighed, type Weighed } from './lean.ts';
import type { Dimension } from './posture.ts';

/** What a scan can say about one requirement. */
export interface RequirementView {
  id: string;
  title: string;
  note: string;
  /** Controls that speak to it, by id; with no findings of theirs where nothing of their kind was found. */
  controls: { id: string; title: string; found: Weighed }[];
  found: Weighed;
  /**
   * `not-covered`: no control of the catalog speaks to it. `nothing-found`: controls do, nothing that they apply to was
   * found. `fails`, `not-fully-assessed`, `no-failure`: as their findings say; failures first. Never "satisfied":
   * controls support a requirement, they do not prove it.
   */
  state: RequirementState;
}

export type RequirementState = 'not-covered' | 'nothing-found' | 'fails' | 'not-fully-assessed' | 'no-failure';

export const requirementWords: Record<RequirementState, string> = {
  'not-covered': 'Not covered',
  'nothing-found': 'Nothing to judge',
  fails: 'Failures',
  'not-fully-assessed': 'Not fully assessed',
  'no-failure': 'No failure found',
};

export interface FrameworkView {
  id: string;
  title: string;
  version: string;
  source: string;
  requirements: RequirementView[];
  /** Requirements to which no control speaks. */
  notCovered: number;
}

/** Each requirement with its controls and their findings. @param counts framework id -> requirement id -> control id. */
export function frameworkViews(
  frameworks: Framework[],
  controls: Control[],
  counts: Map<string, Map<string, Dimension>>,
): FrameworkView[] {
  return frameworks.map(({ id, title, version, source, requirements }) => {
    const views = requirements.map((one) => requirementView(one, controls, counts.get(id)?.get(one.id) ?? new Map()));
    const notCovered = views.filter((one) => one.state === 'not-covered').length;
    return { id, title, version, source, requirements: views, notCovered };
  });
}

function requirementView(requirement: Requirement, catalog: Control[], counts: Dimension): RequirementView {
  const controls = catalog
    .filter((control) => counts.has(control.id) || speaksTo(control, requirement))
    .map(({ id, title }) => ({ id, title, found: counts.get(id) ?? nothingWeighed() }));
  const found = nothingWeighed();
  for (const control of controls) mergeWeighed(found, control.found);
  return {
    id: requirement.id,
    title: requirement.title,
    note: requirement.note ?? '',
    controls,
    found,
    state: stateOf(controls.length, found),
  };
}

/** A requirement names controls, or shares a theme with them. */
export function speaksTo(control: Control, requirement: Requirement): boolean {
  if (control.deprecated !== undefined) return false;
  return (
    requirement.controls?.includes(control.id) === true ||
    requirement.themes.some((theme) => control.themes.includes(theme))
  );
}

function stateOf(controls: number, { verdicts }: Weighed): RequirementState {
  if (controls === 0) return 'not-covered';
  if (verdicts.fail > 0) return 'fails';
  if (verdicts.unknown + verdicts.manual > 0) return 'not-fully-assessed';
  return verdicts.pass > 0 ? 'no-failure' : 'nothing-found';
}
