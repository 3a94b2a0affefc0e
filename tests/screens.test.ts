import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { expectWellMade } from './support/looking.ts';
import { mainScreens, moreScreens, type Look, type Screen } from './support/screens.ts';
import { startSystem, type System } from './support/system.ts';

const looks: readonly Look[] = [
  { theme: 'light', locale: 'en', width: 1440 },
  { theme: 'dark', locale: 'en', width: 390 },
  { theme: 'light', locale: 'ru', width: 390 },
  { theme: 'dark', locale: 'ar', width: 1440 },
  { theme: 'light', locale: 'ar', width: 390 },
];
/** For the screens that are made of the same parts as the main ones: each in one of these, in turn. */
const extremes: readonly Look[] = [
  { theme: 'dark', locale: 'ru', width: 390 },
  { theme: 'light', locale: 'ar', width: 1440 },
];

describe('screens', () => {
  let system: System;
  let browser: Browser;
  let main: readonly Screen[] = [];
  let more: readonly Screen[] = [];

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    [main, more] = await Promise.all([mainScreens(system.run), moreScreens(system.run)]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await system[Symbol.asyncDispose]();
  }, 60_000);

  for (const look of looks)
    it(
      `of the main case in ${titleOf(look)} are well made`,
      () => expectWellMade(browser, system.run, look, main),
      120_000,
    );

  for (const [turn, look] of extremes.entries())
    it(
      `of everything else, every second in ${titleOf(look)}, are well made`,
      () =>
        expectWellMade(
          browser,
          system.run,
          look,
          more.filter((_, index) => index % extremes.length === turn),
        ),
      180_000,
    );
});

function titleOf({ theme, locale, width }: Look): string {
  return `${locale}, ${theme}, at ${width} px`;
}
