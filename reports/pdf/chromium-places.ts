import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome-headless-shell',
  'microsoft-edge-stable',
];

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const root = process.env[name];
    if (root === undefined) return [];
    return [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')];
  }),
};

/**
 * Browsers of the Chromium family that are installed on this machine.
 *
 * @returns Paths of executable files, in the order in which to try them; those on the PATH first. Relative entries of
 *   the PATH are passed over: a folder that someone else filled must not decide which program runs.
 */
export function installedBrowsers(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string[] {
  const onPath =
    platform === 'win32'
      ? []
      : (env.PATH ?? '')
          .split(delimiter)
          .filter((folder) => folder.startsWith('/'))
          .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...new Set([...onPath.sort(byName), ...(places[platform] ?? [])])].filter(isExecutable);
}

function byName(a: string, b: string): number {
  const rank = (path: string) => names.findIndex((name) => path.endsWith(`/${name}`));
  return rank(a) - rank(b);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
