import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { invoiceService } from './invoice.service.ts';

describe('credit notes', () => {
  let bench: Workbench;
  let scenes: BillScenes;

  beforeAll(async () => {
    bench = await openWorkbench();
    scenes = new BillScenes(bench);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const pieces = { description: 'Sensors', quantity: '3', unitPriceMinor: 3_333, taxRate: '19' };
  const service = { description: 'Setup', quantity: '1', unitPriceMinor: 10_000 };

  it('of the whole settle what is owed, and say against what', async () => {
    const invoice = await scenes.issued({ lines: [pieces, service] });
    const note = await scenes.credit(invoice.id, { reason: 'Returned' });
    expect(note).toMatchObject({
      kind: 'credit_note',
      status: 'paid',
      creditedInvoiceId: invoice.id,
      totalMinor: invoice.totalMinor,
      creditedMinor: invoice.totalMinor,
      balanceMinor: 0,
      reason: 'Returned',
      assignedTo: invoice.assignedTo,
      dueDate: null,
    });
    expect(note.number).toMatch(/^CN-\d{4}-\d{5}$/u);
    const settled = await scenes.get(invoice.id);
    expect(settled).toMatchObject({ status: 'paid', balanceMinor: 0, paidMinor: 0, creditedMinor: invoice.totalMinor });
    expect(settled.payments).toMatchObject([{ method: 'credit_note', creditNoteId: note.id, reference: note.number }]);
    await expect(scenes.credit(invoice.id)).rejects.toMatchObject({ code: 'overcredit' });
  });

  it('by lines reduce what is owed by exactly that, and three thirds are the whole', async () => {
    const invoice = await scenes.issued({ lines: [pieces, service] });
    const [line] = invoice.lines;
    const third = { lines: [{ lineId: line?.id, quantity: '1' }] };
    const notes = [];
    for (let count = 0; count < 3; count += 1) notes.push(await scenes.credit(invoice.id, third));
    const credited = notes.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    expect(credited).toBe(line?.totalMinor);
    const after = await scenes.get(invoice.id);
    expect(after.balanceMinor).toBe(10_000);
    expect(after.lines.map(({ creditedQuantity }) => creditedQuantity)).toEqual(['3', '0']);
    await expect(scenes.credit(invoice.id, third)).rejects.toMatchObject({
      code: 'overcredit',
      details: { creditable_quantity: '0' },
    });
    expect((await scenes.credit(invoice.id)).totalMinor).toBe(10_000);
    expect((await scenes.get(invoice.id)).status).toBe('paid');
  });

  it('of what was paid are owed to the customer, until the money went back', async () => {
    const invoice = await scenes.issuedOver(10_000);
    await scenes.pay(invoice.id, 8_000);
    const note = await scenes.credit(invoice.id);
    expect(note).toMatchObject({ status: 'issued', totalMinor: 10_000, creditedMinor: 2_000, balanceMinor: 8_000 });
    expect(await scenes.get(invoice.id)).toMatchObject({ status: 'paid', paidMinor: 8_000, creditedMinor: 2_000 });
    await expect(scenes.pay(note.id, 8_001)).rejects.toMatchObject({ code: 'overpayment' });
    const refunded = await scenes.pay(note.id, 8_000, { reference: 'refund-1' });
    expect(refunded).toMatchObject({ status: 'paid', balanceMinor: 0 });
    expect(refunded.payments.map(({ method }) => method)).toEqual(['credit_note', 'bank_transfer']);
  });

  it('never come to more than the invoice, however many are written at once', async () => {
    const invoice = await scenes.issued({ lines: [{ ...pieces, quantity: '10' }] });
    const [line] = invoice.lines;
    const tried = await Promise.allSettled(
      Array.from({ length: 12 }, () => scenes.credit(invoice.id, { lines: [{ lineId: line?.id, quantity: '2' }] })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await scenes.get(invoice.id)).toMatchObject({ balanceMinor: 0, creditedMinor: invoice.totalMinor });
  });

  it('that are void give the lines free again', async () => {
    const invoice = await scenes.issuedOver(10_000);
    await scenes.pay(invoice.id, 10_000);
    const note = await scenes.credit(invoice.id);
    await scenes.run((ctx) => invoiceService.void(ctx, note.id, 'Not returned after all'));
    expect((await scenes.get(invoice.id)).lines[0]?.creditedQuantity).toBe('0');
    expect((await scenes.credit(invoice.id)).totalMinor).toBe(10_000);
  });

  it('are not written against drafts, void invoices, credit notes, lines of others or one line twice', async () => {
    const draft = await scenes.draft();
    await expect(scenes.credit(draft.id)).rejects.toMatchObject({ code: 'invalid_transition' });
    const invoice = await scenes.issued();
    const other = await scenes.issued();
    const foreign = { lines: [{ lineId: other.lines[0]?.id, quantity: '1' }] };
    await expect(scenes.credit(invoice.id, foreign)).rejects.toMatchObject({
      details: { issues: [{ field: 'lines.0.lineId' }] },
    });
    const part = { lineId: invoice.lines[0]?.id, quantity: '1' };
    await expect(scenes.credit(invoice.id, { lines: [part, part] })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const note = await scenes.credit(invoice.id);
    await expect(scenes.credit(note.id)).rejects.toMatchObject({ code: 'invalid_transition' });
    await scenes.run((ctx) => invoiceService.void(ctx, other.id, null));
    await expect(scenes.credit(other.id)).rejects.toMatchObject({ code: 'invalid_transition' });
  });
});
