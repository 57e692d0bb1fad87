/**
 * The whole command line of the browser: puppeteer's defaults and those of the npm build are left out, since the latter
 * switch the same-origin policy off and put everything into one process.
 *
 * @param profile Private folder for the profile.
 * @param isRoot Chromium refuses to start its sandbox as root; only then it is switched off.
 * @returns Flags, the page to open last.
 * @see https://peter.sh/experiments/chromium-command-line-switches/
 */
export function browserFlags(profile: string, isRoot: boolean): string[] {
  return [
    '--headless',
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage', // containers have 64 MB there
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-features=MediaRouter,OptimizationHints,Translate',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    '--hide-scrollbars',
    '--mute-audio',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
    '--password-store=basic',
    '--use-mock-keychain',
    '--font-render-hinting=none', // hinted widths make uneven letter spacing in print
    '--force-color-profile=srgb',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
}
