import { readdirSync } from 'node:fs';
import Handlebars from 'handlebars';
import { fontCss, templatesFolder, templateText } from '../view/assets.ts';
import { shortened } from '../view/visible.ts';
import { thousands, utc } from '../view/words.ts';
import { evidenceToken, pageToken } from './chunk.ts';
import { pageCss, type Running } from './page-css.ts';
import { breakable, printable, ranges } from './text.ts';

const escaped = Handlebars.escapeExpression;

/** All that templates may call. Whatever is marked safe here is our own style sheet, our own tags around escaped text, or a token. */
const helpers: Record<string, Handlebars.HelperDelegate> = {
  css: (running?: Running | Handlebars.HelperOptions) =>
    new Handlebars.SafeString(running && 'evidence' in running ? `${css()}\n${pageCss(running)}` : css()),
  /** An identifier that may be broken after its separators. */
  wrap: (text: string, room: number) =>
    new Handlebars.SafeString(
      breakable(text, room)
        .map((part) => escaped(part))
        .join('<wbr>'),
    ),
  num: (value: number) => thousands(value),
  utc: (time: string) => utc(time),
  page: (id: string) => new Handlebars.SafeString(pageToken(escaped(id))),
  /** Evidence numbers, linked to the index where it lies in the same volume. */
  evidence: (numbers: number[]) => new Handlebars.SafeString(numbers.map(evidenceToken).join(', ')),
  /** Evidence numbers without links: passes are many. */
  ranges: (numbers: number[]) => ranges(numbers),
  /** `2026-11-22`, in UTC. */
  day: (time: string) => utc(time).slice(0, 10),
  short: (text: string) => shortened(text, 160),
  isOne: (value: number) => value === 1,
};

const engine = Handlebars.create();
for (const [name, helper] of Object.entries(helpers)) engine.registerHelper(name, helper);

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Renders a template of `templates/pdf/`. All strings in the data are made printable first and escaped by Handlebars.
 *
 * @throws Error when the template asks for something that the data does not have.
 */
export function render(name: string, data: object): string {
  if (compiled.size === 0) compileAll();
  const template = compiled.get(name);
  if (!template) throw new Error(`no template ${name}`);
  return template(printable(data));
}

function compileAll(): void {
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  for (const file of readdirSync(templatesFolder('pdf'))) {
    if (!file.endsWith('.hbs')) continue;
    const text = templateText('pdf', file).trimEnd();
    const name = file.slice(0, -'.hbs'.length);
    const options = { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
    if (name.startsWith('_')) engine.registerPartial(name.slice(1), engine.compile(text, options));
    else compiled.set(name, engine.compile(text, options));
  }
}

const styles = ['1-base.css', '2-tables.css', '3-front.css', '4-parts.css', '5-findings.css'];

let cssText: string | undefined;

/** The style sheet and the fonts; ours alone. */
function css(): string {
  const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek'];
  cssText ??= `${fontCss([
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 300, subsets: ['latin', 'latin-ext'] },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 400, subsets },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 600, subsets },
    { font: 'ibm-plex-mono', family: 'Plumb Mono', weight: 400, subsets: ['latin', 'latin-ext', 'cyrillic'] },
  ])}\n${styles.map((file) => templateText('pdf', file)).join('\n')}`;
  return cssText;
}
