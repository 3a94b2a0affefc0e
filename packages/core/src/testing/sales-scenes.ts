import { accountService } from '../account/account.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { pricebookEntryService } from '../pricebook/pricebook-entry.service.ts';
import { pricebookService } from '../pricebook/pricebook.service.ts';
import { productService } from '../product/product.service.ts';
import { product } from '@crm/domain/product/product';
import { pricebook, pricebookEntry } from '@crm/domain/pricebook/pricebook';
import { account } from '@crm/domain/account/account';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { quote } from '@crm/domain/quote/quote';
import type { z } from 'zod';

/** A product in the catalogue; the list price is 149.00 EUR and 20 % tax. */
export function makeProduct(ctx: ServiceContext, more: Partial<z.input<typeof product.create>> = {}) {
  const sku = `SKU-${crypto.randomUUID()}`;
  const given = { sku, name: 'Data logger', priceMinor: 14_900, currency: 'EUR', taxRate: '20', ...more };
  return productService.create(ctx, product.create.parse(given));
}

/** A price book in a currency. */
export function makeBook(ctx: ServiceContext, more: Partial<z.input<typeof pricebook.create>> = {}) {
  const given = { name: `Book ${crypto.randomUUID()}`, currency: 'EUR', ...more };
  return pricebookService.create(ctx, pricebook.create.parse(given));
}

/** A price in a book. */
export function makePrice(ctx: ServiceContext, given: z.input<typeof pricebookEntry.create>) {
  return pricebookEntryService.create(ctx, pricebookEntry.create.parse(given));
}

/** An account of the caller. */
export function makeAccount(ctx: ServiceContext, name = 'Acme') {
  return accountService.create(ctx, account.create.parse({ name, confirmDuplicate: true }));
}

/** A deal of the caller, in euros. */
export function makeDeal(ctx: ServiceContext, accountId: string | null, currency: string | null = 'EUR') {
  return opportunityService.create(ctx, opportunity.create.parse({ name: 'Loggers', accountId, currency }));
}

/** What a quote is created with, with the defaults that a door would fill in. */
export function quoteData(given: z.input<typeof quote.create>) {
  return quote.create.parse(given);
}

/** What a quote is changed with. */
export function quoteChange(given: z.input<typeof quote.update>) {
  return quote.update.parse(given);
}
