import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { mainScreens, newPage, settle, signInOnPage, type Look, type Screen } from './support/screens.ts';
import { startSystem, type System } from './support/system.ts';

const looks: readonly Look[] = [
  { theme: 'light', locale: 'en', width: 1440 },
  { theme: 'dark', locale: 'en', width: 390 },
  { theme: 'light', locale: 'ru', width: 390 },
  { theme: 'dark', locale: 'ar', width: 1440 },
  { theme: 'light', locale: 'ar', width: 390 },
];

describe('screens', () => {
  let system: System;
  let browser: Browser;
  let screens: readonly Screen[] = [];

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    screens = await mainScreens(system.run);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await system[Symbol.asyncDispose]();
  }, 60_000);

  for (const look of looks) {
    it(`in ${look.locale}, ${look.theme}, at ${look.width} px: no axe violation, nothing too wide, no error in the console`, async () => {
      const page = await newPage(browser, look);
      const errors = collectErrors(page);
      await page.goto(`${system.run.url}/login`);
      await settle(page);
      await expectAccessible(page, 'login');
      await signInOnPage(page, system.run, 'admin');
      for (const { name, path } of screens) {
        await page.goto(`${system.run.url}${path}`);
        await settle(page);
        expect(await page.locator('html').getAttribute('dir'), name).toBe(look.locale === 'ar' ? 'rtl' : 'ltr');
        expect(await page.locator('h1').count(), `${name} has one h1`).toBe(1);
        expect(await overflow(page), `${name} is not wider than the window`).toBeLessThanOrEqual(0);
        await expectAccessible(page, name);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }, 120_000);
  }
});

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // Asking who is signed in is answered 401 before one has signed in: that is not an error of the page.
    if (message.type() === 'error' && !message.text().includes('401')) errors.push(message.text());
  });
  return errors;
}

/** How many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  // Nothing here has frames, and what passed is not told: a quarter of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  const told = violations.map(
    ({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(told).toEqual([]);
}
