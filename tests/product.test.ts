import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isApprovedOnAPhone } from './product/approval.ts';
import { showsCustomFields } from './product/custom-fields.ts';
import { goesFromLeadToDeal } from './product/lead-to-deal.ts';
import { isUsedByKeyboard } from './product/keyboard.ts';
import { isToldToPeople } from './product/notifications.ts';
import { hasWellMadeScreens } from './product/screens.ts';
import { isSeenAsSomebodyElse } from './product/view-as.ts';
import { readStartTime } from '@crm/local/process';
import { launchBrowser } from './support/browser.ts';
import { startSystem, type System } from './support/system.ts';

/** What runs after `npm start`, and a real browser; given once everything is ready. */
export interface Product {
  readonly system: System;
  readonly browser: Browser;
}

/** The whole product as its users have it. It is started once, because that takes as long as many of these tests. */
describe('the product', () => {
  let product: Product | undefined;
  const running = (): Product => {
    if (!product) throw new Error('The product is there in tests and hooks only.');
    return product;
  };

  beforeAll(async () => {
    const [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    product = { system, browser };
  }, 120_000);
  afterAll(async () => {
    await product?.browser.close();
    await product?.system[Symbol.asyncDispose]();
  }, 60_000);

  // The screens come first: they show the demo company as it is delivered.
  hasWellMadeScreens(running);
  isUsedByKeyboard(running);
  isSeenAsSomebodyElse(running);
  showsCustomFields(running);
  isToldToPeople(running);
  isApprovedOnAPhone(running);
  goesFromLeadToDeal(running);

  it('is stopped by one command, and nothing of it runs on', async () => {
    const { run, stop } = running().system;
    await stop();
    // A zombie has ended, whether or not the machine's first process cares to collect it.
    expect(Object.entries(run.pids).filter(([, pid]) => readStartTime(pid) !== undefined)).toEqual([]);
    await expect(fetch(run.url)).rejects.toThrow();
  }, 60_000);
});
