import type { z } from 'zod';
import { Account } from '@crm/db/entities/account.entity';
import { Activity } from '@crm/db/entities/activity.entity';
import { Campaign } from '@crm/db/entities/campaign.entity';
import { Contact } from '@crm/db/entities/contact.entity';
import { Invoice } from '@crm/db/entities/invoice.entity';
import { Lead } from '@crm/db/entities/lead.entity';
import { Opportunity } from '@crm/db/entities/opportunity.entity';
import { Product } from '@crm/db/entities/product.entity';
import { Quote } from '@crm/db/entities/quote.entity';
import { Subscription } from '@crm/db/entities/subscription.entity';
import { Ticket } from '@crm/db/entities/ticket.entity';
import type { EntityClass } from '@crm/db/orm';
import type { OperableName } from '@crm/domain/operation/operation';
import { resources } from '@crm/domain/registry';
import type { SelectQueryBuilder } from 'kysely';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { campaignService } from '../campaign/campaign.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { invoiceService } from '../invoice/invoice.service.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { productService } from '../product/product.service.ts';
import { quoteService } from '../quote/quote.service.ts';
import type { RecordEntity } from '../record.ts';
import { subscriptionService } from '../subscription/subscription.service.ts';
import { ticketService } from '../ticket/ticket.service.ts';

type Values = Record<string, unknown>;

/** What operations ask of a service: the same calls as every other door's. */
interface TargetService {
  getMany(ctx: ServiceContext, ids: readonly string[]): Promise<readonly object[]>;
  matching(ctx: ServiceContext, filter: Values): Promise<{ readonly select: object }>;
  update(ctx: ServiceContext, id: string, data: Values, version?: number): Promise<unknown>;
}

/** A kind of record that operations work on. */
export interface Target {
  readonly service: TargetService;
  readonly entity: EntityClass<RecordEntity>;
}

const targets = {
  account: { service: accountService, entity: Account },
  activity: { service: activityService, entity: Activity },
  campaign: { service: campaignService, entity: Campaign },
  contact: { service: contactService, entity: Contact },
  invoice: { service: invoiceService, entity: Invoice },
  lead: { service: leadService, entity: Lead },
  opportunity: { service: opportunityService, entity: Opportunity },
  product: { service: productService, entity: Product },
  quote: { service: quoteService, entity: Quote },
  subscription: { service: subscriptionService, entity: Subscription },
  ticket: { service: ticketService, entity: Ticket },
};

export function targetOf(name: OperableName): Target {
  // Each is right for its own records; which one is known when an operation runs, and its schemas check what goes in.
  const target: unknown = targets[name];
  return target as Target;
}

/** The schemas of a kind of record. */
export function definitionOf(name: OperableName): {
  readonly path: string;
  readonly row: z.ZodObject;
  readonly update: z.ZodObject;
  readonly filter: z.ZodObject;
} {
  return resources[name];
}

type AnyQuery = SelectQueryBuilder<Record<string, Values>, string, Values>;

/** The ids of all that somebody may see and that meets a filter, as a query. */
export async function idsMatching(ctx: ServiceContext, name: OperableName, filter: Values): Promise<AnyQuery> {
  const { select } = await targetOf(name).service.matching(ctx, filter);
  return (select as AnyQuery).clearSelect().select(`${name}.id as id`);
}
