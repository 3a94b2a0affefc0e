import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, openScreen, settle, signInOnPage, type Look, type Screen } from '../support/screens.ts';

/**
 * Opens each screen as the administrator and holds it to what every screen owes: no axe violation, one first-level
 * heading, nothing wider than the window, the direction of its language, no error in the browser's console.
 */
export async function expectWellMade({ browser, system: { run } }: Product, look: Look, screens: readonly Screen[]) {
  const page = await newPage(browser, look);
  const errors = collectErrors(page);
  await page.goto(`${run.url}/login`);
  await settle(page);
  await expectAccessible(page, 'login');
  await signInOnPage(page, run, 'admin');
  for (const screen of screens) {
    const { name } = screen;
    await openScreen(page, screen);
    expect(await page.locator('html').getAttribute('dir'), name).toBe(look.locale === 'ar' ? 'rtl' : 'ltr');
    expect(await page.locator('h1').count(), `${name} has one h1`).toBe(1);
    expect(await overflow(page), `${name} is not wider than the window`).toBeLessThanOrEqual(0);
    await expectAccessible(page, name);
  }
  expect(errors).toEqual([]);
  await page.context().close();
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // Asking who is signed in is answered 401 before one has signed in: that is not an error of the page.
    if (message.type() === 'error' && !message.text().includes('401'))
      errors.push(`${page.url()}: ${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** How many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** No violation that axe knows of. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
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
