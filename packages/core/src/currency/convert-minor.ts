import { database } from '@crm/db/orm';
import type { ConversionAnswer, UsedRate } from '@crm/domain/currency/currency';
import { refuseFields } from '@crm/domain/errors';
import { convert } from '@crm/domain/money/conversion';
import type { ServiceContext } from '../context.ts';
import { findBase } from './currency.service.ts';

/**
 * An amount in another currency, by the rates that hold on a day. For services, behind their own permission checks.
 * @param on a calendar day
 * @throws DomainError `validation_failed` when a rate is missing: nothing is ever guessed or left unconverted
 */
export async function convertMinor(
  ctx: ServiceContext,
  amountMinor: number,
  from: string,
  to: string,
  on: string,
): Promise<number> {
  return (await convertWithRates(ctx, amountMinor, from, to, on)).amountMinor;
}

/** `convertMinor` with the rates behind the answer. */
export async function convertWithRates(
  ctx: ServiceContext,
  amountMinor: number,
  from: string,
  to: string,
  on: string,
): Promise<ConversionAnswer> {
  if (from === to) return { amountMinor, currency: to, rates: [] };
  const base = (await findBase(ctx))?.code;
  const rates = [await rateOn(ctx, from, base, on), await rateOn(ctx, to, base, on)] as const;
  return { amountMinor: convert(amountMinor, ...rates), currency: to, rates: [...rates] };
}

async function rateOn(ctx: ServiceContext, currency: string, base: string | undefined, on: string): Promise<UsedRate> {
  const rate = await findRate(ctx, currency, base, on);
  if (rate) return rate;
  throw refuseFields([
    { field: 'currency', code: 'no_rate', message: `There is no rate for ${currency} on ${on}. Add it first.` },
  ]);
}

/** The rate that holds on a day, if there is one. */
export async function findRate(
  ctx: ServiceContext,
  currency: string,
  base: string | undefined,
  on: string,
): Promise<UsedRate | undefined> {
  if (currency === base) return { currency, rate: '1', validFrom: null };
  return database(ctx.em)
    .selectFrom('crm_exchange_rates')
    .select(['currency', 'rate', 'validFrom'])
    .where('currency', '=', currency)
    .where('validFrom', '<=', on)
    .where('deletedAt', 'is', null)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst();
}
