import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface UnpackedBrowser {
  executable: string;
  /** Folder of the shared libraries that come with it (NSS, NSPR, expat). */
  libraries: string;
  /** Fontconfig file that knows only the fonts that come with it. */
  fontConfig: string;
}

/** What the package reads and, under Lambda, writes. */
const touched = ['TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'] as const;

/**
 * Unpacks the Chromium of `@sparticuz/chromium` into a folder. The package runs whatever `chromium` already lies in the
 * temporary folder, so the temporary folder is this one, private and empty, from before the package is loaded.
 *
 * @param folder An empty folder that only this user can enter.
 * @throws Error when the package is not installed or its files cannot be unpacked; it exists for Linux on x86-64 only.
 */
export async function unpackBrowser(folder: string): Promise<UnpackedBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the npm build of Chromium is for Linux on x64, this is ${process.platform} on ${process.arch}`);
  }
  const before = touched.map((name) => [name, process.env[name]] as const);
  process.env.TMPDIR = folder;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const executable = await chromium.executablePath();
    if (dirname(executable) !== folder) throw new Error(`Chromium was unpacked to ${executable}, not to ${folder}`);
    const bin = join(dirname(new URL(import.meta.resolve('@sparticuz/chromium')).pathname), '..', 'bin');
    const libraries = join(await inflate(join(bin, 'al2023.tar.br')), 'lib');
    return { executable, libraries, fontConfig: writeFontConfig(folder) };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The package's own file looks for fonts and a cache in the shared temporary folder. */
function writeFontConfig(folder: string): string {
  const file = join(folder, 'fonts.conf');
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}
