import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, settle, signInOnPage } from '../support/screens.ts';
import { rowsOf, signIn } from '../support/system.ts';

const fiveSeconds = 5_000;

/** A deal is moved; the manager hears the bell, gets a mail, and goes to the deal. */
export function isToldToPeople(product: () => Product): void {
  describe('what people are told', () => {
    it('a moved deal rings at the manager’s within five seconds, and is in the mail', async () => {
      const { browser, system } = product();
      const rep = await signIn(system.run, 'sales_rep');
      const path = '/crm/v1/opportunities';
      const name = 'Bell tower sensors';
      const [account] = rowsOf(await rep('GET', '/crm/v1/accounts?limit=1'));
      const made = await rep('POST', path, { name, account_id: account?.['id'], confirm_duplicate: true });
      const deal = String(made.body['id']);
      const stages = rowsOf(await rep('GET', `/crm/v1/stages?pipeline_id=${String(made.body['pipeline_id'])}`));
      const lost = stages.find(({ kind }) => kind === 'lost');

      const page = await newPage(browser, { locale: 'en', theme: 'light', width: 1440 });
      await signInOnPage(page, system.run, 'manager');
      await settle(page);
      await page
        .getByRole('banner')
        .getByRole('button', { name: /notifications?/iu })
        .click();
      const link = page
        .getByRole('dialog', { name: 'Notifications' })
        .getByRole('link', { name: new RegExp(`moved ${name} `, 'u') });
      expect(await link.count()).toBe(0);
      const fields = { loss_reason: 'price' };
      const moved = await rep('POST', `${path}/${deal}/move`, { stage_id: lost?.['id'], fields });
      expect(moved.status).toBe(200);
      await link.waitFor({ timeout: fiveSeconds });

      // Before it is read: what somebody has read in the application needs no mail.
      const mails = () =>
        readdirSync(join(system.dataDir, 'mail'))
          // Without the breaks that long lines are sent with.
          .map((file) => readFileSync(join(system.dataDir, 'mail', file), 'utf8').replaceAll(/=\r?\n/gu, ''))
          .filter((mail) => mail.includes(name));
      await expect.poll(() => mails().length, { timeout: 2 * fiveSeconds }).toBe(1);
      expect(mails()[0]).toMatch(/^To: Anna Morozova <manager@halden\.example>/mu);

      await link.click();
      await page.waitForURL(new RegExp(`/opportunities/${deal}$`, 'u'));
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.context().close();
    }, 30_000);
  });
}
