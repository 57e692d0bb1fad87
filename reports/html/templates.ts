import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { fontCss, templatesFolder, templateText } from '../view/assets.ts';
import { visibleText } from '../view/visible-text.ts';
import { thousands, utc } from '../view/words.ts';
import { bundle } from './bundle.ts';

const folder = 'report';

export interface Assets {
  css: string;
  script: string;
  /** The content security policy that lets this style and this script run, and nothing else. */
  policy: string;
}

/** Our own style sheet with its fonts, and our own script: the same for every report. */
export function readAssets(): Assets {
  const css = `${fontCss([
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 300, subsets: ['latin'] },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 400, subsets: ['latin', 'latin-ext'] },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 600, subsets: ['latin'] },
    { font: 'ibm-plex-mono', family: 'Plumb Mono', weight: 400, subsets: ['latin'] },
  ])}\n${cssFiles()
    .map((file) => templateText(folder, file))
    .join('\n')}`;
  const script = bundle(join(templatesFolder(folder), 'client', 'main.ts'), join(templatesFolder(folder), '..', '..'));
  for (const [text, end] of [
    [css, '</style'],
    [script, '</script'],
    [script, '<!--'],
  ] as const) {
    if (text.toLowerCase().includes(end)) throw new Error(`our own assets must not contain ${end}`);
  }
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(css)}'; font-src data:; base-uri 'none'; form-action 'none'`;
  return { css, script, policy };
}

function cssFiles(): string[] {
  return readdirSync(templatesFolder(folder))
    .filter((file) => file.endsWith('.css'))
    .sort();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * Renders `report.hbs`. Every string of the data is made visible first and escaped by Handlebars.
 *
 * @throws Error when the template asks for something that the data does not have.
 */
export function renderTemplate(data: object, assets: Assets): string {
  const engine = Handlebars.create();
  const helpers: Record<string, Handlebars.HelperDelegate> = {
    /** The one place where text is not escaped: our own style sheet and script. */
    asset: (name: 'css' | 'script') => new Handlebars.SafeString(assets[name]),
    /** An identifier in pieces between which it may be broken. */
    pieces: (text: string) => text.split(/(?<=[/:,&?@|-])|(?<=[^/:,&?@|-]{40})/),
    num: (value: number) => thousands(value),
    utc: (time: string) => utc(time),
    is: (a: unknown, b: unknown) => a === b,
    many: (count: number, one: string, several: string) => (count === 1 ? one : several),
  };
  engine.registerHelper(helpers);
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  const options = { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
  for (const file of readdirSync(templatesFolder(folder))) {
    if (!file.startsWith('_') || !file.endsWith('.hbs')) continue;
    engine.registerPartial(file.slice(1, -'.hbs'.length), engine.compile(templateText(folder, file), options));
  }
  return engine.compile(templateText(folder, 'report.hbs'), options)({ ...visible(data), policy: assets.policy });
}

/** A copy in which every string shows all that is in it; line ends stay, since commands and Terraform have them. */
function visible<T>(data: T): T {
  if (typeof data === 'string') return data.split('\n').map(visibleText).join('\n') as T;
  if (Array.isArray(data)) return data.map(visible) as T;
  if (data === null || typeof data !== 'object') return data;
  // Same keys, same types: only the strings differ.
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, visible(value)])) as T;
}
