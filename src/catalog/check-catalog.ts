import type { CheckedControl } from './check-control.ts';
import { didYouMean } from './nearest.ts';
import type { Problem, Problems } from './problems.ts';
import type { FrameworkFile } from './read-file.ts';

/** Checks what spans files: ids that clash, themes and controls that lead nowhere. */
export function checkCatalog(
  controls: readonly CheckedControl[],
  frameworks: readonly FrameworkFile[],
  problems: Problems,
): void {
  const ids = new Map<string, string>();
  for (const { control, yaml } of controls) {
    const other = ids.get(control.id);
    if (other !== undefined) {
      problems.add(yaml.problem(['id'], `the id ${control.id} is taken by ${other}; expected an id of its own`));
    } else ids.set(control.id, yaml.name);
  }
  const themes = new Set(frameworks.flatMap(({ framework }) => framework.requirements.flatMap((each) => each.themes)));
  for (const { control, yaml } of controls) {
    control.themes.forEach((theme, index) => {
      if (themes.has(theme)) return;
      problems.add(
        yaml.problem(['themes', index], `no framework maps the theme '${theme}'${didYouMean(theme, themes)}`),
      );
    });
  }
  checkFrameworks(frameworks, [...ids.keys()], problems);
}

function checkFrameworks(frameworks: readonly FrameworkFile[], controls: readonly string[], problems: Problems): void {
  const files = new Map<string, string>();
  for (const { framework, yaml } of frameworks) {
    const other = files.get(framework.id);
    if (other !== undefined)
      problems.add(yaml.problem(['id'], `the framework ${framework.id} is stated by ${other}, too`));
    else files.set(framework.id, yaml.name);
    const seen = new Set<string>();
    framework.requirements.forEach((requirement, index) => {
      const at = ['requirements', index];
      if (seen.has(requirement.id))
        problems.add(yaml.problem([...at, 'id'], `a second requirement '${requirement.id}'`));
      seen.add(requirement.id);
      requirement.controls?.forEach((id, place) => {
        if (controls.includes(id)) return;
        problems.add(yaml.problem([...at, 'controls', place], `unknown control '${id}'${didYouMean(id, controls)}`));
      });
    });
  }
}

/** What is allowed across files and worth a second look: themes that no control has, requirements that nothing meets. */
export function lintAcross(controls: readonly CheckedControl[], frameworks: readonly FrameworkFile[]): Problem[] {
  const used = new Set(controls.flatMap(({ control }) => control.themes));
  return frameworks.flatMap(({ framework, yaml }) =>
    framework.requirements.flatMap((requirement, index): Problem[] => {
      const at = ['requirements', index];
      const bare = requirement.themes.length === 0 && !requirement.controls?.length && requirement.note === undefined;
      const unused = requirement.themes.flatMap((theme, place) =>
        used.has(theme) ? [] : [yaml.problem([...at, 'themes', place], `no control has the theme '${theme}'`)],
      );
      if (!bare) return unused;
      return [...unused, yaml.problem(at, `${requirement.id} has neither themes nor controls, and no note says why`)];
    }),
  );
}
