import { describeControl, problemText, runCases } from '../catalog/index.ts';
import { nearest } from '../catalog/nearest.ts';
import { PlumblineError } from '../model/errors.ts';
import { fixText } from './fix-text.ts';
import { columns, jsonText, out } from './terminal.ts';
import { openCatalog } from './wiring.ts';

/** `plumbline controls list`. */
export async function listControls(own: readonly string[], json: boolean): Promise<void> {
  const catalog = await openCatalog({}, own);
  const live = catalog.controls.filter((one) => one.deprecated === undefined);
  if (json) {
    out(
      jsonText(
        live.map(({ id, slug, family, title, severity, applies_to, native }) => ({
          id,
          slug,
          family,
          title,
          severity,
          kinds: catalog.kindsOf(id),
          applies_to,
          native,
        })),
        1,
      ),
    );
    return;
  }
  for (const row of columns(live.map((one) => [one.id, one.severity, one.family, one.title]))) out(row);
  out(`\n${live.length} controls, catalog ${catalog.version}, digest ${catalog.digest.slice(0, 16)}`);
}

/** `plumbline controls show`. @throws PlumblineError CONFIG_INVALID for an id that does not exist, with the nearest that does. */
export async function showControl(id: string, own: readonly string[], json: boolean): Promise<void> {
  const catalog = await openCatalog({}, own);
  const found = catalog.controls.find((one) => one.id === id.toUpperCase() || one.slug === id);
  if (!found) {
    const near = nearest(
      id.toUpperCase(),
      catalog.controls.map((one) => one.id),
    );
    throw new PlumblineError('CONFIG_INVALID', `There is no control "${id}".`, {
      hint: near ? `Did you mean ${near}?` : '`plumbline controls list` lists them.',
    });
  }
  const described = describeControl(catalog, found.id);
  if (json) {
    out(jsonText(described, 1));
    return;
  }
  const { control, kinds, when, pass, observed, cases, frameworks } = described;
  out(`${control.id}  ${control.title}`);
  out(`${control.severity}, family ${control.family}, judges ${kinds.map(({ noun }) => noun[1]).join(', ')}`);
  out(`\nWhy       ${control.why.trim()}`);
  if (when) out(`When      ${when}`);
  out(`Pass      ${pass}`);
  if (control.limits) out(`Limits    ${control.limits.trim()}`);
  out('\nFacts');
  for (const row of columns(
    observed.map(({ name, type, doc, values }) => [
      `  ${name}`,
      type,
      `${doc}${values.length > 0 ? ` (${values.join(', ')})` : ''}`,
    ]),
  ))
    out(row);
  out('\nCases');
  for (const row of columns(cases.map((one) => [`  ${one.expect}`, one.name]))) out(row);
  for (const [provider, fix] of Object.entries(control.fix)) {
    out(`\nFix on ${provider}\n${fixText(fix)}`);
  }
  const mapped = Object.entries(frameworks).filter(([, ids]) => ids.length > 0);
  if (mapped.length > 0) out('\nFrameworks');
  for (const row of columns(mapped.map(([framework, ids]) => [`  ${framework}`, ids.join(', ')]))) out(row);
  const native = Object.entries(control.native);
  if (native.length > 0) out('\nRules of the clouds that say the same');
  for (const row of columns(native.map(([source, ids]) => [`  ${source}`, ids.join(', ')]))) out(row);
  out(`\nSources\n${control.sources.map((one) => `  ${one}`).join('\n')}`);
}

/** `plumbline controls test`. @returns the exit code. */
export async function testControls(own: readonly string[], json: boolean): Promise<number> {
  const results = runCases(await openCatalog({}, own));
  const failed = results.filter((one) => !one.passed);
  if (json) out(jsonText(results, 1));
  else {
    for (const one of failed)
      out(`${one.file}: ${one.control} "${one.name}": expected ${one.expected}, is ${one.actual} (${one.reason})`);
    out(`${results.length - failed.length} passed, ${failed.length} failed`);
  }
  return failed.length > 0 ? 1 : 0;
}

/** `plumbline controls lint`. @returns the exit code: an error would have been thrown, warnings are told. */
export async function lintControls(own: readonly string[], json: boolean): Promise<number> {
  const { lint, controls } = await openCatalog({}, own);
  if (json) out(jsonText(lint, 1));
  else {
    for (const one of lint) out(`warning: ${problemText(one)}`);
    out(`${controls.length} controls are in order, ${lint.length} warnings`);
  }
  return 0;
}
