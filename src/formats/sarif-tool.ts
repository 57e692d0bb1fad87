import type { Control } from '../model/control.ts';
import type { Json } from '../model/json.ts';
import type { FormatContext } from './context.ts';
import { sarifLevel, sarifSeverity } from './severity.ts';
import { clip } from './text.ts';

/** The tool and its rules: the controls of the scan's catalog. */
export function sarifTool(context: FormatContext, rules: readonly string[]): Json {
  return {
    driver: {
      name: 'Plumbline',
      version: context.version,
      rules: rules.flatMap((id) => {
        const control = context.controls.get(id);
        return control ? [ruleOf(control)] : [];
      }),
    },
  };
}

function ruleOf(control: Control): Json {
  const fixes = Object.entries(control.fix).flatMap(([provider, fix]) =>
    fix ? [`${provider}: ${fix.text.trim()}`] : [],
  );
  const helpUri = control.sources.find((one) => URL.canParse(one));
  const help = fixes.length > 0 ? fixes.join('\n\n') : control.why;
  return {
    id: control.id,
    name: nameOf(control.slug),
    shortDescription: { text: message(control.title) },
    fullDescription: { text: message(control.why) },
    help: { text: message(help, 8192) },
    ...(helpUri ? { helpUri } : {}),
    defaultConfiguration: { level: sarifLevel[control.severity] },
    properties: {
      'security-severity': sarifSeverity[control.severity],
      tags: ['security', 'ml-posture', control.family],
    },
  };
}

/** `no-route-to-internet` as `NoRouteToInternet`. */
function nameOf(slug: string): string {
  return slug.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, first: string) => first.toUpperCase());
}

/** The frameworks, their requirements as taxa. */
export function sarifTaxonomies({ frameworks }: FormatContext): Json {
  return [...frameworks.values()].map(({ title, version, requirements }) => ({
    name: title,
    ...(version ? { version } : {}),
    shortDescription: { text: message(title) },
    taxa: [...requirements].map(([id, name]) => ({ id, ...(name ? { name } : {}) })),
  }));
}

/**
 * Untrusted text as a plain message: braces doubled, or they would be placeholders (section 3.11.5); no embedded links
 * (3.11.6): viewers find them by `](`, escaped or not.
 */
export function message(text: string, max = 4096): string {
  return clip(text, max).replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}
