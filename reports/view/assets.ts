import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../../src/model/errors.ts';

const require = createRequire(import.meta.url);

/**
 * Folder below `templates/` of the repository, or of the package, whose compiled files lie one folder deeper.
 *
 * @throws PlumblineError INTERNAL when it was not installed.
 */
export function templatesFolder(name: string): string {
  for (const up of ['../../templates/', '../../../templates/']) {
    const folder = fileURLToPath(new URL(up + name, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  throw new PlumblineError('INTERNAL', `templates/${name} is missing from this installation`, {
    hint: 'Install Plumbline again.',
  });
}

export function templateText(folder: string, file: string): string {
  return readFileSync(join(templatesFolder(folder), file), 'utf8');
}

export interface FontFace {
  /** `ibm-plex-sans` or `ibm-plex-mono`. */
  font: string;
  /** Name that the style sheet uses. */
  family: string;
  weight: number;
  /** latin, latin-ext, cyrillic, greek. */
  subsets: string[];
}

/** `@font-face` rules with the fonts inside, so that nothing is fetched and a server needs no fonts of its own. */
export function fontCss(faces: FontFace[]): string {
  return faces.flatMap(({ subsets, ...face }) => subsets.map((subset) => fontFace(face, subset))).join('\n');
}

function fontFace({ font, family, weight }: Omit<FontFace, 'subsets'>, subset: string): string {
  const file = require.resolve(`@fontsource/${font}/files/${font}-${subset}-${weight}-normal.woff2`);
  const rangesFile = join(file, '..', '..', 'unicode.json');
  const ranges = JSON.parse(readFileSync(rangesFile, 'utf8')) as Record<string, string>; // subset -> unicode-range
  const data = readFileSync(file).toString('base64');
  return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${ranges[subset]}}`;
}
