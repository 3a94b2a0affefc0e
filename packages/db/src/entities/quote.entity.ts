import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '@crm/domain/contact/contact';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { quoteStatuses } from '@crm/domain/quote/quote-status';
import { Account } from './account.entity.ts';
import {
  computedText,
  exactDecimal,
  extensionColumns,
  idOf,
  key,
  moment,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
  totalsColumns,
} from './columns.ts';
import { Contact } from './contact.entity.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Opportunity } from './opportunity.entity.ts';
import { Pricebook } from './pricebook.entity.ts';
import { Product } from './product.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const QuoteSchema = defineEntity({
  name: 'Quote',
  tableName: 'crm_quotes',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    /** Shared by all revisions. */
    number: p.text(),
    revision: p.integer().default(1),
    status: p.enum(quoteStatuses).default('draft'),
    accountId: () => idOf(Account),
    opportunityId: () => optionalIdOf(Opportunity),
    contactId: () => optionalIdOf(Contact),
    pricebookId: () => optionalIdOf(Pricebook),
    currency: p.text(),
    ...totalsColumns(),
    /** The last day on which it can be accepted. */
    validUntil: p.date().strictNullable(),
    notes: p.text().strictNullable(),
    language: p.enum(languages).default('en'),
    submittedAt: moment().strictNullable(),
    submittedBy: () => optionalIdOf(User),
    approverId: () => optionalIdOf(User),
    decidedAt: moment().strictNullable(),
    decisionComment: p.text().strictNullable(),
    sentAt: moment().strictNullable(),
    closedAt: moment().strictNullable(),
    declineReason: p.text().strictNullable(),
    documentId: p.uuid().strictNullable(),
    /** Of what was handed in for approval. */
    contentHash: p.text().strictNullable(),
    searchText: computedText('lower(number)'),
  },
  indexes: [
    sortIndex('crm_quotes_created_at', 'createdAt'),
    sortIndex('crm_quotes_updated_at', 'updatedAt'),
    sortIndex('crm_quotes_number', 'number'),
    sortIndex('crm_quotes_total_minor', 'totalMinor'),
    ...ownerIndexes('crm_quotes'),
    trashIndex('crm_quotes'),
    externalIdIndex('crm_quotes'),
    liveIndex('crm_quotes_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_quotes_account_id', 'accountId', 'createdAt', 'id'),
    liveIndex('crm_quotes_opportunity_id', 'opportunityId', 'createdAt', 'id'),
    liveIndex('crm_quotes_contact_id', 'contactId'),
    liveIndex('crm_quotes_pricebook_id', 'pricebookId'),
    liveIndex('crm_quotes_approver_id', 'approverId'),
    // What runs out next.
    {
      name: 'crm_quotes_sent_valid_until',
      properties: ['validUntil'],
      where: "status = 'sent' and deleted_at is null",
    },
    searchIndex('crm_quotes'),
  ],
  uniques: [
    externalIdUnique('crm_quotes'),
    { name: 'crm_quotes_number_revision_unique', properties: ['number', 'revision'] },
  ],
});

/** An offer to a customer, in one of its revisions. */
export class Quote extends QuoteSchema.class {}
QuoteSchema.setClass(Quote);

const QuoteLineSchema = defineEntity({
  name: 'QuoteLine',
  tableName: 'crm_quote_lines',
  schema,
  properties: {
    id: key(),
    quoteId: () => idOf(Quote),
    position: p.integer(),
    productId: () => optionalIdOf(Product),
    description: p.text(),
    quantity: exactDecimal(),
    unit: p.text().strictNullable(),
    /** Minor units of the quote's currency, like all amounts here; without tax. */
    unitPriceMinor: p.bigint('number'),
    listPriceMinor: p.bigint('number').strictNullable(),
    /** Percent. */
    discountPercent: exactDecimal().default('0'),
    /** Percent. */
    taxRate: exactDecimal().default('0'),
    billingInterval: p.enum(billingIntervals).strictNullable(),
    ...totalsColumns(),
  },
  indexes: [
    { name: 'crm_quote_lines_quote_id', properties: ['quoteId', 'position'] },
    { name: 'crm_quote_lines_product_id', properties: ['productId'] },
  ],
});

/** A part of a quote: written, versioned and deleted with it. */
export class QuoteLine extends QuoteLineSchema.class {}
QuoteLineSchema.setClass(QuoteLine);
