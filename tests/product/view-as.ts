import { describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, settle, signInOnPage } from '../support/screens.ts';

/** An administrator looks with somebody else's eyes, touches nothing, and comes back. */
export function isSeenAsSomebodyElse(product: () => Product): void {
  describe('the product as somebody else sees it', () => {
    it('is opened from the list of people, changes nothing, and is left by the bar above the page', async () => {
      const { browser, system } = product();
      const page = await newPage(browser, { locale: 'en', theme: 'light', width: 1440 });
      await signInOnPage(page, system.run, 'admin');
      await page.goto(`${system.run.url}/settings/users`);
      await settle(page);
      const people = page.getByRole('button', { name: /^See the product as / });
      const name = String(await people.first().getAttribute('aria-label')).replace('See the product as ', '');
      await people.first().click();
      const bar = page.getByRole('status').filter({ hasText: `You see the product as ${name}` });
      await bar.waitFor();
      const refused = await page.evaluate(async () => {
        const answer = await fetch('/trpc/account.create', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
        });
        return { status: answer.status, text: await answer.text() };
      });
      expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('view_as_read_only') });
      await bar.getByRole('button', { name: 'Leave this view' }).click();
      await page.waitForURL(/\/settings\/users$/u);
      await settle(page);
      expect(await bar.count()).toBe(0);
      await people.first().waitFor();
      await page.context().close();
    }, 30_000);
  });
}
