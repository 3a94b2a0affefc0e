import { eachRow, type Account } from '@crm/client';
import { crm } from './connect.ts';

const { items, nextCursor } = await crm.api.account.list.query({ sort: '-createdAt', limit: 5 });
console.log(
  items.map((account: Account) => account.name),
  nextCursor,
);

// Every open deal, page by page: a page is asked for when the one before has been used up.
let deals = 0;
for await (const deal of eachRow(crm.api.opportunity.list, { filter: { status: ['open'] } })) {
  deals += 1;
  if (deals === 500) break;
  if (deal.amountMinor !== null) console.log(deal.name, deal.amountMinor / 100, deal.currency);
}
