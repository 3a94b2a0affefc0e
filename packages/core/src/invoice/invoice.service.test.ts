import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { accountService } from '../account/account.service.ts';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { timelineService } from '../timeline/timeline.service.ts';
import { selectInvoices } from './invoice.queries.ts';
import { invoiceService } from './invoice.service.ts';

describe('invoices', () => {
  let bench: Workbench;
  let scenes: BillScenes;

  beforeAll(async () => {
    bench = await openWorkbench();
    scenes = new BillScenes(bench);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const today = () => new Date().toISOString().slice(0, 10);

  it('belong to whoever answers for the account, and are computed by the one arithmetic', async () => {
    const draft = await scenes.draft();
    const { northRep } = bench.company.users;
    expect(draft).toMatchObject({
      kind: 'invoice',
      status: 'draft',
      number: null,
      assignedTo: northRep.id,
      teamId: northRep.teamId,
      subtotalMinor: 10_000,
      discountMinor: 1_000,
      taxMinor: 693,
      totalMinor: 9_693,
      balanceMinor: 0,
      billTo: null,
    });
    expect(draft.lines).toMatchObject([{ quantity: '2.5', discountPercent: '10', totalMinor: 9_693 }]);
  });

  it('are edited as drafts, and each edit is a new version also when no sum changes', async () => {
    const draft = await scenes.draft();
    const [line] = draft.lines;
    if (!line) throw new Error('The draft has no line.');
    const { productId, quantity, unit, unitPriceMinor, discountPercent, taxRate } = line;
    const lines = [
      { productId, quantity, unit, unitPriceMinor, discountPercent, taxRate, description: 'Data loggers' },
    ];
    const edited = await scenes.run((ctx) => invoiceService.update(ctx, draft.id, { lines }, draft.version));
    expect(edited.version).toBe(draft.version + 1);
    expect(edited.lines.map(({ description }) => description)).toEqual(['Data loggers']);
    const same = await scenes.run((ctx) => invoiceService.update(ctx, draft.id, { lines }, edited.version));
    expect(same.version).toBe(edited.version);
    await expect(
      scenes.run((ctx) => invoiceService.update(ctx, draft.id, { notes: 'x' }, draft.version)),
    ).rejects.toMatchObject({ code: 'version_conflict' });
  });

  it('get number, dates and address when they are issued, and keep the address', async () => {
    const accountId = await scenes.newAccount({
      name: 'Nordlys AS',
      taxId: 'NO 987',
      billingAddress: { line1: 'Kai 3', city: 'Bergen', country: 'NO' },
    });
    const issued = await scenes.issued({ accountId, termsDays: 30 }, '2026-12-20');
    expect(issued).toMatchObject({
      status: 'issued',
      number: 'INV-2026-00001',
      issueDate: '2026-12-20',
      dueDate: '2027-01-19',
      balanceMinor: issued.totalMinor,
      billTo: { name: 'Nordlys AS', taxId: 'NO 987', address: { city: 'Bergen' } },
    });
    const { northRep } = bench.company.users;
    await bench.as(northRep, (ctx) => accountService.update(ctx, accountId, { name: 'Nordlys Holding AS' }));
    const later = await scenes.get(issued.id);
    expect(later.billTo?.name).toBe('Nordlys AS');
    expect(later.account?.name).toBe('Nordlys Holding AS');
  });

  it('are numbered anew in each year, credit notes apart', async () => {
    const first = await scenes.issued({}, '2031-05-01');
    const second = await scenes.issued({}, '2031-12-31');
    const next = await scenes.issued({}, '2032-01-01');
    expect([first, second, next].map(({ number }) => number)).toEqual([
      'INV-2031-00001',
      'INV-2031-00002',
      'INV-2032-00001',
    ]);
    const creditNote = await scenes.run((ctx) => invoiceService.credit(ctx, first.id, { reason: null }), '2032-02-01');
    expect(creditNote.number).toBe('CN-2032-00001');
  });

  it('need a line before they are issued', async () => {
    const { id } = await scenes.draft({ lines: [] });
    await expect(scenes.run((ctx) => invoiceService.issue(ctx, id))).rejects.toMatchObject({
      code: 'validation_failed',
      details: { issues: [{ field: 'lines' }] },
    });
  });

  it('of nothing are settled at once', async () => {
    expect(await scenes.issuedOver(0)).toMatchObject({ status: 'paid', balanceMinor: 0 });
  });

  it('never change once issued: the service refuses, and so does the database', async () => {
    const { id } = await scenes.issued();
    for (const act of [
      () => scenes.run((ctx) => invoiceService.update(ctx, id, { notes: 'other' })),
      () => scenes.run((ctx) => invoiceService.update(ctx, id, { lines: [] })),
      () => scenes.run((ctx) => invoiceService.delete(ctx, id)),
      () => scenes.run((ctx) => invoiceService.issue(ctx, id)),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'invalid_transition' });
    }
    for (const statement of [
      `update crm_core.crm_invoices set total_minor = 1, paid_minor = 0 where id = '${id}'`,
      `update crm_core.crm_invoices set status = 'draft' where id = '${id}'`,
      `delete from crm_core.crm_invoices where id = '${id}'`,
      `update crm_core.crm_invoice_lines set description = 'x' where invoice_id = '${id}'`,
      `delete from crm_core.crm_invoice_lines where invoice_id = '${id}'`,
      `insert into crm_core.crm_invoice_lines select gen_random_uuid(), invoice_id, 9, product_id, description, quantity,
        unit, unit_price_minor, discount_percent, tax_rate, subtotal_minor, discount_minor, tax_minor, total_minor
        from crm_core.crm_invoice_lines where invoice_id = '${id}'`,
    ]) {
      await expect(bench.query(statement)).rejects.toThrow(/was issued/u);
    }
  });

  it('that were issued can still be given to somebody else', async () => {
    const { id } = await scenes.issued();
    const { northWestRep } = bench.company.users;
    const given = await scenes.run((ctx) => invoiceService.update(ctx, id, { assignedTo: northWestRep.id }));
    expect(given.assignedTo).toBe(northWestRep.id);
  });

  it('can be void while nobody paid, and keep their number', async () => {
    const { id, number } = await scenes.issued();
    const gone = await scenes.run((ctx) => invoiceService.void(ctx, id, 'Wrong customer'));
    expect(gone).toMatchObject({ status: 'void', number, reason: 'Wrong customer', balanceMinor: 0 });
    await expect(scenes.pay(id, 100)).rejects.toMatchObject({ code: 'invalid_transition' });
    const paid = await scenes.issued();
    await scenes.pay(paid.id, 1);
    await expect(scenes.run((ctx) => invoiceService.void(ctx, paid.id, null))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
  });

  it('are overdue from the day after the due date, at once and for every read, until they are paid', async () => {
    const late = await scenes.issued({ termsDays: 10 }, '2020-01-01');
    const current = await scenes.issued({ termsDays: 0 }, today());
    expect((await scenes.get(late.id)).status).toBe('overdue');
    expect((await scenes.get(current.id)).status).toBe('issued');
    const partly = await scenes.pay(late.id, 100);
    expect(partly.status).toBe('overdue');
    const ids = async (...status: ('overdue' | 'issued' | 'partially_paid' | 'paid')[]) => {
      const { items } = await scenes.run((ctx) => invoiceService.list(ctx, { filter: { status }, limit: 200 }));
      return items.map(({ id }) => id);
    };
    expect(await ids('overdue')).toContain(late.id);
    expect(await ids('overdue')).not.toContain(current.id);
    expect(await ids('issued', 'partially_paid')).not.toContain(late.id);
    expect(await ids('issued')).toContain(current.id);
    await scenes.pay(late.id, partly.balanceMinor);
    expect((await scenes.get(late.id)).status).toBe('paid');
    expect(await ids('overdue')).not.toContain(late.id);
    expect(await ids('paid', 'overdue')).toContain(late.id);
  });

  it('are found by number and by customer', async () => {
    const accountId = await scenes.newAccount({ name: 'Заря Логистика' });
    const { id, number } = await scenes.issued({ accountId });
    for (const q of [number ?? '', 'логист']) {
      const { items } = await scenes.run((ctx) => invoiceService.list(ctx, { filter: { q } }));
      expect(items.map((item) => item.id)).toEqual([id]);
    }
  });

  it('go to the trash and back as drafts', async () => {
    const { id } = await scenes.draft();
    await scenes.run((ctx) => invoiceService.delete(ctx, id));
    await expect(scenes.get(id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await scenes.run((ctx) => invoiceService.restore(ctx, id))).status).toBe('draft');
  });

  it('refuse an account that the caller cannot see, and a currency that there is not', async () => {
    const { southManager } = bench.company.users;
    const accountId = await scenes.account();
    const data = { accountId, currency: 'EUR', termsDays: 14, notes: null, language: 'en', lines: [] } as const;
    await expect(
      bench.as(southManager, (ctx) => invoiceService.create(ctx, { ...data, lines: [] })),
    ).rejects.toMatchObject({ details: { issues: [{ field: 'accountId' }] } });
    await expect(scenes.draft({ currency: 'EUX' })).rejects.toMatchObject({
      details: { issues: [{ code: 'unknown_currency' }] },
    });
  });

  it('tell their steps on their own timeline with amounts, and on their account’s without', async () => {
    const accountId = await scenes.newAccount({ name: 'Told' });
    const { id } = await scenes.issued({ accountId });
    await scenes.pay(id, 5_000, { reference: 'TX-1' });
    const { support } = bench.company.users;
    const read =
      (subjectType: 'invoice' | 'account', subjectId: string) => (ctx: Parameters<typeof timelineService.list>[0]) =>
        timelineService.list(ctx, { filter: { subjectType, subjectId, kind: ['invoice'] } });
    const own = await scenes.run(read('invoice', id));
    expect(own.items.map(({ payload }) => payload['step'])).toEqual(['payment', 'issued']);
    expect(own.items[0]?.payload).toMatchObject({ amountMinor: 5_000, balanceMinor: 4_693, currency: 'EUR' });
    const ofAccount = await bench.as(support, read('account', accountId));
    expect(ofAccount.items.map(({ payload }) => payload['step'])).toEqual(['payment', 'issued']);
    expect(JSON.stringify(ofAccount.items)).not.toMatch(/minor|amount/iu);
    await expect(bench.as(support, read('invoice', id))).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('overdue invoices are found in an index, without looking at those that were paid', async () => {
  await using bench = await openWorkbench();
  const accountId = await new BillScenes(bench).account();
  await bench.query(`
    insert into crm_core.crm_invoices (id, created_at, updated_at, account_id, currency, name_normalized, status,
      due_date, subtotal_minor, discount_minor, tax_minor, total_minor, paid_minor, credited_minor)
    select gen_random_uuid(), now(), now(), '${accountId}', 'EUR', '', case when n > 10 then 'paid' else 'issued' end,
      current_date - n, 0, 0, 0, 0, 0, 0 from generate_series(1, 3000) n`);
  await bench.query('analyze crm_core.crm_invoices');
  const overdue = selectInvoices(bench.db(), { status: ['overdue'] }).where('invoice.deletedAt', 'is', null);
  const ids = overdue.clearSelect().select('invoice.id');
  expect(await ids.execute()).toHaveLength(10);
  const plan = JSON.stringify(await ids.explain('json'));
  expect(plan).toContain('"Index Name":"crm_invoices_status"');
  expect(plan).toMatch(/"Index Cond":"[^"]*due_date < CURRENT_DATE/u);
});
