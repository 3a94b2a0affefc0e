import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '@crm/domain/errors';
import {
  makeAccount,
  makeBook,
  makeDeal,
  makePrice,
  makeProduct,
  quoteChange,
  quoteData,
} from '../testing/sales-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { quoteService } from './quote.service.ts';

let bench: Workbench;
let users: Workbench['company']['users'];
let accountId: string;
let logger: string;

beforeAll(async () => {
  bench = await openWorkbench();
  ({ users } = bench.company);
  accountId = (await bench.as(users.northRep, (ctx) => makeAccount(ctx))).id;
  logger = (await bench.as(users.admin, (ctx) => makeProduct(ctx))).id;
});
afterAll(() => bench[Symbol.asyncDispose]());

const refused = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error('It was not refused.', { cause: error });
  const [issue] = error.details.issues ?? [];
  return issue ? { code: error.code, field: issue.field, issue: issue.code } : { code: error.code };
};

const create = (given: Omit<Parameters<typeof quoteData>[0], 'accountId' | 'currency'> & { currency?: string }) =>
  bench.as(users.northRep, (ctx) => quoteService.create(ctx, quoteData({ accountId, currency: 'EUR', ...given })));

describe('a quote', () => {
  it('fills its lines from the catalogue and adds up to the minor unit', async () => {
    const quote = await create({
      lines: [
        { productId: logger, quantity: '2.5', discountPercent: '10' },
        { description: 'Training', unitPriceMinor: 33_333, quantity: '0.333', taxRate: '7' },
      ],
    });
    expect(quote).toMatchObject({ status: 'draft', revision: 1, currency: 'EUR', assignedTo: users.northRep.id });
    expect(quote.number).toMatch(/^Q-\d{4}-\d{5}$/u);
    expect(quote.lines).toMatchObject([
      { description: 'Data logger', unit: 'piece', unitPriceMinor: 14_900, listPriceMinor: 14_900, taxRate: '20' },
      { description: 'Training', quantity: '0.333', listPriceMinor: null },
    ]);
    expect(quote.lines.map((line) => line.totalMinor)).toEqual([37_250 - 3_725 + 6_705, 11_100 + 777]);
    expect(quote).toMatchObject({ subtotalMinor: 48_350, discountMinor: 3_725, taxMinor: 7_482, totalMinor: 52_107 });
  });

  it('says which line lacks what, all at once', async () => {
    const lines = [{ productId: logger }, { quantity: '1' }, { productId: randomUUID() }];
    await expect(create({ lines })).rejects.toMatchObject({
      code: 'validation_failed',
      details: {
        issues: [
          { field: 'lines.1.description', code: 'required' },
          { field: 'lines.1.unitPriceMinor', code: 'required' },
          { field: 'lines.2.productId', code: 'unknown_product' },
        ],
      },
    });
  });

  it('takes the price of its currency, by tier, and refuses a currency without one (PLAN-010)', async () => {
    const product = await bench.as(users.admin, async (ctx) => {
      const made = await makeProduct(ctx, { priceMinor: 10_000 });
      for (const [currency, unitPriceMinor] of [
        ['EUR', 9_000],
        ['USD', 11_000],
        ['RUB', 900_000],
      ] as const) {
        const book = await makeBook(ctx, { currency });
        const price = { pricebookId: book.id, productId: made.id, unitPriceMinor };
        await makePrice(ctx, price);
        await makePrice(ctx, { ...price, minQuantity: '10', unitPriceMinor: unitPriceMinor * 0.8 });
      }
      const past = await makeBook(ctx, { currency: 'JPY', validTo: '2020-12-31' });
      await makePrice(ctx, { pricebookId: past.id, productId: made.id, unitPriceMinor: 1 });
      return made.id;
    });
    const prices = async (currency: string) =>
      (await create({ currency, lines: [{ productId: product }, { productId: product, quantity: '10' }] })).lines.map(
        (line) => line.unitPriceMinor,
      );
    expect(await prices('EUR')).toEqual([9_000, 7_200]);
    expect(await prices('USD')).toEqual([11_000, 8_800]);
    expect(await prices('RUB')).toEqual([900_000, 720_000]);
    const noPrice = { code: 'validation_failed', field: 'lines.0.productId', issue: 'no_price' };
    expect(await refused(prices('JPY'))).toEqual(noPrice);
    expect(await refused(prices('KWD'))).toEqual(noPrice);
    expect(await refused(prices('CHF'))).toMatchObject({ field: 'currency', issue: 'unknown_currency' });
  });

  it('takes prices from the book that it names only', async () => {
    const book = await bench.as(users.admin, async (ctx) => {
      const made = await makeBook(ctx, { segment: 'partner' });
      await makePrice(ctx, { pricebookId: made.id, productId: logger, unitPriceMinor: 10_000, discountPercent: '5' });
      return made.id;
    });
    const [line] = (await create({ pricebookId: book, lines: [{ productId: logger }] })).lines;
    expect(line).toMatchObject({ unitPriceMinor: 10_000, discountPercent: '5', listPriceMinor: 9_500 });
    const [open] = (await create({ lines: [{ productId: logger }] })).lines;
    expect(open).toMatchObject({ unitPriceMinor: 14_900, discountPercent: '0' });
  });

  it('has its lines replaced as a whole: kept ones keep their ids, the others go', async () => {
    const quote = await create({ lines: [{ productId: logger }, { description: 'Visit', unitPriceMinor: 5_000 }] });
    const [first, second] = quote.lines;
    const lines = [
      { description: 'Travel', unitPriceMinor: 700 },
      { id: second?.id, description: 'Visits', unitPriceMinor: 5_000, quantity: '2' },
    ];
    const changed = await bench.as(users.northRep, (ctx) =>
      quoteService.update(ctx, quote.id, quoteChange({ lines }), quote.version),
    );
    expect(changed.lines.map(({ description, quantity }) => [description, quantity])).toEqual([
      ['Travel', '1'],
      ['Visits', '2'],
    ]);
    expect(changed.lines[1]?.id).toBe(second?.id);
    expect(changed.totalMinor).toBe(10_700);
    expect(changed.version).toBe(quote.version + 1);
    const audit = await bench
      .db()
      .selectFrom('crm_auditlog')
      .select(['action', 'changes'])
      .where('resource', '=', 'quote_line')
      .where('recordId', 'in', [first?.id ?? '', second?.id ?? ''])
      .orderBy('id')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual(['insert', 'insert', 'delete', 'update']);
    expect(audit[3]?.changes).toMatchObject({ description: { old: 'Visit', new: 'Visits' } });
  });

  it('does not take lines of another quote, nor one twice', async () => {
    const other = await create({ lines: [{ productId: logger }] });
    const quote = await create({ lines: [{ productId: logger }] });
    const change = (ids: readonly (string | undefined)[]) =>
      bench.as(users.northRep, (ctx) =>
        quoteService.update(ctx, quote.id, quoteChange({ lines: ids.map((id) => ({ id, productId: logger })) })),
      );
    expect(await refused(change([other.lines[0]?.id]))).toMatchObject({ field: 'lines.0.id', issue: 'unknown_line' });
    const own = quote.lines[0]?.id;
    expect(await refused(change([own, own]))).toMatchObject({ field: 'lines.1.id', issue: 'unknown_line' });
  });

  it('changes its currency only together with its lines', async () => {
    const quote = await create({ lines: [{ description: 'Visit', unitPriceMinor: 5_000 }] });
    const change = (more: object) =>
      bench.as(users.northRep, (ctx) => quoteService.update(ctx, quote.id, quoteChange({ currency: 'USD', ...more })));
    expect(await refused(change({}))).toMatchObject({ field: 'lines', issue: 'required' });
    const changed = await change({ lines: [{ description: 'Visit', unitPriceMinor: 6_000 }] });
    expect(changed).toMatchObject({ currency: 'USD', totalMinor: 6_000 });
  });

  it('is not written over by somebody who read an older version', async () => {
    const quote = await create({ lines: [{ productId: logger }] });
    const write = (notes: string) =>
      bench.as(users.northRep, (ctx) => quoteService.update(ctx, quote.id, quoteChange({ notes }), quote.version));
    const both = await Promise.allSettled([write('a'), write('b')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('gets a number of its own, however many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => create({})));
    expect(new Set(made.map(({ number }) => number)).size).toBe(12);
  });

  it('is not there for another rep, and reads are within the same reach', async () => {
    const quote = await create({ lines: [{ productId: logger }] });
    expect(await refused(bench.as(users.southRep, (ctx) => quoteService.get(ctx, quote.id)))).toEqual({
      code: 'not_found',
    });
    expect(await refused(bench.as(users.support, (ctx) => quoteService.get(ctx, quote.id)))).toEqual({
      code: 'forbidden',
    });
    const seen = await bench.as(users.northManager, (ctx) => quoteService.get(ctx, quote.id));
    expect(seen.abilities).toMatchObject({ update: true, assign: true, submit: true, approve: false });
  });
});

describe('a quote from a deal', () => {
  it('is for its account and contact, in its currency, and belongs to its owner', async () => {
    const deal = await bench.as(users.northRep, (ctx) => makeDeal(ctx, accountId));
    const quote = await bench.as(users.northManager, (ctx) =>
      quoteService.fromOpportunity(ctx, deal.id, {
        lines: quoteData({ accountId, currency: 'EUR', lines: [{ productId: logger }] }).lines,
      }),
    );
    expect(quote).toMatchObject({
      opportunityId: deal.id,
      opportunity: { id: deal.id, name: 'Loggers' },
      accountId,
      currency: 'EUR',
      assignedTo: users.northRep.id,
      status: 'draft',
      totalMinor: 17_880,
    });
    expect(quote.validUntil).not.toBeNull();
  });

  it('asks for what the deal lacks', async () => {
    const deals = await bench.as(users.northRep, async (ctx) => [
      await makeDeal(ctx, null),
      await makeDeal(ctx, accountId, null),
    ]);
    const fields = deals.map(({ id }) =>
      refused(bench.as(users.northRep, (ctx) => quoteService.fromOpportunity(ctx, id, { lines: [] }))),
    );
    expect(await Promise.all(fields)).toMatchObject([{ field: 'accountId' }, { field: 'currency' }]);
  });
});
