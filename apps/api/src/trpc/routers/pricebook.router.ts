import { pricebookEntryService } from '@crm/core/pricebook/pricebook-entry.service';
import { pricebookService } from '@crm/core/pricebook/pricebook.service';
import { priceAnswer, pricebook, pricebookEntry, priceQuery } from '@crm/domain/pricebook/pricebook';
import { crud } from '../crud.ts';
import { query } from '../init.ts';

export const pricebookRouter = {
  ...crud(pricebook, pricebookService),

  price: query
    .meta({
      permission: 'pricebook:read',
      rest: { method: 'GET', path: '/pricebook/price', summary: 'What one product costs, from which book and tier' },
    })
    .input(priceQuery)
    .output(priceAnswer)
    .query(({ ctx, input }) => pricebookService.price(ctx.service, input)),
};

export const pricebookEntryRouter = crud(pricebookEntry, pricebookEntryService);
