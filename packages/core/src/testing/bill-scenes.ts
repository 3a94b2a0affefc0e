import { account } from '@crm/domain/account/account';
import { creditInput, invoice, paymentInput, type InvoiceRow } from '@crm/domain/invoice/invoice';
import { subscription, type SubscriptionRow } from '@crm/domain/subscription/subscription';
import { accountService } from '../account/account.service.ts';
import type { ServiceContext } from '../context.ts';
import { invoiceService } from '../invoice/invoice.service.ts';
import { subscriptionService } from '../subscription/subscription.service.ts';
import type { TestUser } from './company.ts';
import type { Workbench } from './workbench.ts';

type Values = Readonly<Record<string, unknown>>;

/** Bills of one customer of the northern rep, written by the northern manager, for tests. */
export class BillScenes {
  readonly #bench: Workbench;
  #account: string | undefined;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  get manager(): TestUser {
    return this.#bench.company.users.northManager;
  }

  /** As the northern manager, at a day's noon if one is named. */
  run<T>(work: (ctx: ServiceContext) => Promise<T>, day?: string): Promise<T> {
    return this.#bench.as(this.manager, work, day === undefined ? {} : { now: new Date(`${day}T12:00:00Z`) });
  }

  /** One account for all of them. */
  async account(): Promise<string> {
    this.#account ??= await this.newAccount();
    return this.#account;
  }

  async newAccount(data: Values = {}): Promise<string> {
    const input = account.create.parse({ name: 'Lumen Logistics', confirmDuplicate: true, ...data });
    const { northRep } = this.#bench.company.users;
    return (await this.#bench.as(northRep, (ctx) => accountService.create(ctx, input))).id;
  }

  /** A draft of 2.5 × 40.00 less 10 %, and 7.7 % tax: 96.93 EUR. */
  async draft(data: Values = {}): Promise<InvoiceRow> {
    const line = {
      description: 'Loggers',
      quantity: '2.5',
      unitPriceMinor: 4_000,
      discountPercent: '10',
      taxRate: '7.7',
    };
    const accountId = await this.account();
    const input = invoice.create.parse({ accountId, currency: 'EUR', lines: [line], ...data });
    return this.run((ctx) => invoiceService.create(ctx, input));
  }

  async issued(data: Values = {}, day?: string): Promise<InvoiceRow> {
    const { id } = await this.draft(data);
    return this.run((ctx) => invoiceService.issue(ctx, id), day);
  }

  /** An invoice of one line, one piece, without tax. */
  issuedOver(amountMinor: number): Promise<InvoiceRow> {
    return this.issued({ lines: [{ description: 'Service', unitPriceMinor: amountMinor }] });
  }

  pay(id: string, amountMinor: number, data: Values = {}): Promise<InvoiceRow> {
    const input = paymentInput.parse({ amountMinor, ...data });
    return this.run((ctx) => invoiceService.pay(ctx, id, input));
  }

  /** @returns the credit note */
  credit(id: string, data: Values = {}): Promise<InvoiceRow> {
    return this.run((ctx) => invoiceService.credit(ctx, id, creditInput.parse(data)));
  }

  get(id: string): Promise<InvoiceRow> {
    return this.run((ctx) => invoiceService.get(ctx, id));
  }

  /** Ten licences at 30.00 a month and 20 % tax, started on a day. */
  async subscription(day: string, data: Values = {}): Promise<SubscriptionRow> {
    const terms = { quantity: '10', unitPriceMinor: 3_000, taxRate: '20', billingInterval: 'month', currency: 'EUR' };
    const accountId = await this.account();
    const input = subscription.create.parse({ name: 'Licences', accountId, ...terms, ...data });
    return this.run((ctx) => subscriptionService.create(ctx, input), day);
  }
}
