import { currencyService } from '@crm/core/currency/currency.service';
import { exchangeRateService } from '@crm/core/currency/exchange-rate.service';
import { conversionAnswer, conversionQuery, currency, exchangeRate } from '@crm/domain/currency/currency';
import { crud } from '../crud.ts';
import { query } from '../init.ts';

export const currencyRouter = crud(currency, currencyService);

export const exchangeRateRouter = {
  ...crud(exchangeRate, exchangeRateService),

  convert: query
    .meta({
      permission: 'exchange_rate:read',
      rest: {
        method: 'GET',
        path: '/exchange_rates/convert',
        summary: 'An amount in another currency, by dated rates',
      },
    })
    .input(conversionQuery)
    .output(conversionAnswer)
    .query(({ ctx, input }) => exchangeRateService.convert(ctx.service, input)),
};
