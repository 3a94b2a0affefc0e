import { mkdirSync } from 'node:fs';
import { launchBrowser } from '../tests/support/browser.ts';
import { mainScreens, newPage, openScreen, settle, signInOnPage, type Look } from '../tests/support/screens.ts';
import { startSystem } from '../tests/support/system.ts';

const folder = 'docs/screens';

const looks: readonly Look[] = [
  ...(['light', 'dark'] as const).flatMap((theme) =>
    ([1440, 390] as const).map((width): Look => ({ theme, locale: 'en', width })),
  ),
  { theme: 'light', locale: 'ar', width: 1440 },
  { theme: 'light', locale: 'ar', width: 390 },
  { theme: 'light', locale: 'ru', width: 1440 },
];

/** Takes the pictures in `docs/screens` from the demo company as `npm start` makes it. */
async function takeShots(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await using system = await startSystem();
  const browser = await launchBrowser();
  const screens = await mainScreens(system.run);
  for (const look of looks) {
    const page = await newPage(browser, look);
    const suffix = `${look.locale === 'en' ? '' : `.${look.locale}`}-${look.width}-${look.theme}.png`;
    await page.goto(`${system.run.url}/login`);
    await settle(page);
    await page.screenshot({ path: `${folder}/login${suffix}` });
    await signInOnPage(page, system.run, 'admin');
    for (const screen of screens) {
      await openScreen(page, screen);
      await page.screenshot({ path: `${folder}/${screen.name}${suffix}` });
      console.log(`${screen.name}${suffix}`);
    }
    await page.context().close();
  }
  await browser.close();
}

await takeShots();
