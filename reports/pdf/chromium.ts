import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, PuppeteerNode } from 'puppeteer';
import { PlumblineError } from '../../src/model/errors.ts';
import { browserFlags } from './chromium-flags.ts';
import { type UnpackedBrowser, unpackBrowser } from './chromium-npm.ts';
import { installedBrowsers } from './chromium-places.ts';
import { privateFolder, removeFolder } from './private-folder.ts';

const startTimeoutMs = 60_000;
/** A volume of 500 pages is printed in one answer of the protocol. */
const protocolTimeoutMs = 1_200_000;

// The published types leave out the constructor's parameter.
const Launcher = PuppeteerNode as unknown as new (settings: { isPuppeteerCore: boolean }) => PuppeteerNode;
/** Reads no configuration file: `puppeteer`'s default export runs a `.puppeteerrc.cjs` that lies in the working folder. */
const launcher = new Launcher({ isPuppeteerCore: true });

/**
 * Starts a browser of the Chromium family: the one that `PLUMBLINE_CHROMIUM` names (then no other), else an installed
 * one, else the one that comes from npm. It gets a private profile, none of our environment (which may hold cloud
 * credentials), no listening port and no way to resolve a host name. Close it; its files go with it, also when it
 * crashes or this process ends.
 *
 * @throws PlumblineError RENDER_FAILED when none starts; the hint says what to set.
 */
export async function launchBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const wanted = env.PLUMBLINE_CHROMIUM;
  const failures: string[] = [];
  for (const executable of wanted ? [wanted] : installedBrowsers(env)) {
    try {
      return await start(executable, {});
    } catch (cause) {
      failures.push(`${executable}: ${firstLine(cause)}`);
    }
  }
  if (wanted) throw failed(`The browser that PLUMBLINE_CHROMIUM names does not start. ${failures.join('; ')}`);
  try {
    return await startUnpacked(await unpackedOnce());
  } catch (cause) {
    failures.push(`@sparticuz/chromium: ${firstLine(cause)}`);
    throw failed(`No browser starts, so no PDF can be printed. ${failures.join('; ')}`, cause);
  }
}

/** With the libraries of this machine; where one is missing, with those that come with the package. */
async function startUnpacked(unpacked: UnpackedBrowser): Promise<Browser> {
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: unpacked.fontConfig };
  try {
    return await start(unpacked.executable, fonts);
  } catch {
    return await start(unpacked.executable, { ...fonts, LD_LIBRARY_PATH: unpacked.libraries });
  }
}

async function start(executable: string, extra: Record<string, string>): Promise<Browser> {
  const folder = privateFolder('browser');
  try {
    const browser = await launcher.launch({
      browser: 'chrome',
      executablePath: executable,
      ignoreDefaultArgs: true,
      args: browserFlags(join(folder, 'profile'), process.getuid?.() === 0),
      pipe: true,
      timeout: startTimeoutMs,
      protocolTimeout: protocolTimeoutMs,
      handleSIGINT: false, // puppeteer would end our process; signals are the command line's business
      handleSIGTERM: false,
      handleSIGHUP: false,
      env: {
        PATH: process.env.PATH ?? '',
        TZ: 'UTC',
        LANG: 'C.UTF-8',
        HOME: folder,
        TMPDIR: folder,
        ...systemNeeds(),
        ...extra,
      },
    });
    const child = browser.process();
    if (child === null || child.exitCode !== null) removeFolder(folder);
    else child.once('exit', () => removeFolder(folder));
    return browser;
  } catch (cause) {
    removeFolder(folder);
    throw cause;
  }
}

/** Windows programs do not start without these. */
function systemNeeds(): Record<string, string> {
  const names = process.platform === 'win32' ? ['SystemRoot', 'LOCALAPPDATA', 'PROGRAMFILES'] : [];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

let unpacked: Promise<UnpackedBrowser> | undefined;

/** Unpacking takes seconds and 200 MB: once per process. A failure is not remembered. */
function unpackedOnce(): Promise<UnpackedBrowser> {
  unpacked ??= (async () => {
    const folder = privateFolder('chromium');
    try {
      return await unpackBrowser(folder);
    } catch (cause) {
      removeFolder(folder);
      unpacked = undefined;
      throw cause;
    }
  })();
  return unpacked;
}

function failed(message: string, cause?: unknown): PlumblineError {
  return new PlumblineError('RENDER_FAILED', message, {
    cause,
    hint:
      'Install Chrome or Chromium, or set PLUMBLINE_CHROMIUM to the path of its program. In a container whose user is not root, ' +
      'the kernel must allow unprivileged user namespaces for the sandbox. The HTML report needs no browser.',
  });
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
