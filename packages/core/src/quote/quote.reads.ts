import { quote } from '@crm/domain/quote/quote';
import { makeReads } from '../reads.ts';
import { presentQuote } from './quote.presenter.ts';
import { quoteOrder, selectQuotes } from './quote.queries.ts';

export const quoteReads = makeReads({
  name: 'quote',
  permission: quote.permissions.read,
  select: selectQuotes,
  present: presentQuote,
  order: quoteOrder,
  owned: true,
});
