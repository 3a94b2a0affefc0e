import type { Page } from '@crm/domain/page';
import type { SearchHit, SearchType } from '@crm/domain/search/search';
import { accountService } from '../account/account.service.ts';
import { campaignService } from '../campaign/campaign.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { invoiceService } from '../invoice/invoice.service.ts';
import { kbArticleService } from '../knowledge/article.service.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { productService } from '../product/product.service.ts';
import { quoteService } from '../quote/quote.service.ts';
import { subscriptionService } from '../subscription/subscription.service.ts';
import { ticketService } from '../ticket/ticket.service.ts';

type Found = Pick<SearchHit, 'id' | 'name' | 'detail'>;
type Finder = (ctx: ServiceContext, q: string, limit: number) => Promise<Found[]>;

interface Searchable<Row> {
  list(ctx: ServiceContext, query: { filter: { q: string }; limit: number }): Promise<Page<Row>>;
}

/** A kind of record as the search sees it: its own list, and how a row is called with a word on what it is. */
function finder<Row extends { readonly id: string }>(
  service: Searchable<Row>,
  hit: (row: Row) => readonly [name: string, detail: string | null],
): Finder {
  return async (ctx, q, limit) => {
    const { items } = await service.list(ctx, { filter: { q }, limit });
    return items.map((row) => {
      const [name, detail] = hit(row);
      return { id: row.id, name, detail };
    });
  };
}

/** One line for each kind of record that can be found. */
export const searchSources: Readonly<Record<SearchType, Finder>> = {
  account: finder(accountService, (row) => [row.name, row.email]),
  contact: finder(contactService, (row) => [row.name, row.account?.name ?? row.email]),
  opportunity: finder(opportunityService, (row) => [row.name, row.stage.name]),
  lead: finder(leadService, (row) => [row.name, row.company]),
  ticket: finder(ticketService, (row) => [row.subject, row.number]),
  quote: finder(quoteService, (row) => [row.number, row.account?.name ?? null]),
  invoice: finder(invoiceService, (row) => [row.number ?? row.status, row.account?.name ?? null]),
  subscription: finder(subscriptionService, (row) => [row.name, row.account?.name ?? null]),
  campaign: finder(campaignService, (row) => [row.name, row.utmCampaign]),
  product: finder(productService, (row) => [row.name, row.sku]),
  kb_article: finder(kbArticleService, (row) => [row.title, row.category?.name ?? null]),
};
