import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromiumPackage, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';
import { chromium, type Browser } from '@playwright/test';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real browser: the one that `CHROMIUM_PATH` names, one of the system, or the one that came with the packages. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH'] ?? systemBrowsers.find((path) => existsSync(path));
  if (own !== undefined) return chromium.launch({ executablePath: own, args: flags });
  const packaged = { executablePath: await chromiumPackage.executablePath(), args: flags };
  try {
    return await chromium.launch(packaged);
  } catch {
    await addSystemLibraries();
    return chromium.launch(packaged);
  }
}

/** A bare system lacks libraries that every desktop has (libnss3 and its kin); the package carries them. */
async function addSystemLibraries(): Promise<void> {
  const build = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  await inflate(join(build, '..', 'bin', 'al2023.tar.br'));
  setupLambdaEnvironment(join(tmpdir(), 'al2023', 'lib'));
}
