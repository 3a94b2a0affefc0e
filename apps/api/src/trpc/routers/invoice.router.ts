import { z } from 'zod';
import { chargeService } from '@crm/core/charge/charge.service';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { chargeList, settleChargeInput } from '@crm/domain/charge/charge';
import { creditInput, invoice, paymentInput, voidInput } from '@crm/domain/invoice/invoice';
import { id, version } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

const at = { id, version: version.optional() };

export const invoiceRouter = {
  ...crud(invoice, invoiceService),
  ...bulk(invoice, invoiceService),
  ...tagging('invoice'),

  issue: mutation
    .meta({
      permission: 'invoice:issue',
      rest: { method: 'POST', path: '/invoices/:id/issue', summary: 'Give a draft its number and make it final' },
    })
    .input(z.strictObject(at))
    .output(invoice.row)
    .mutation(({ ctx, input }) => invoiceService.issue(ctx.service, input.id, input.version)),

  charges: query
    .meta({
      permission: 'invoice:read',
      rest: { method: 'GET', path: '/invoices/:id/charges', summary: 'The tries to take the money of one invoice' },
    })
    .input(z.strictObject({ id }))
    .output(chargeList)
    .query(({ ctx, input }) => chargeService.list(ctx.service, input.id)),

  charge: mutation
    .meta({
      permission: 'invoice:pay',
      rest: { method: 'POST', path: '/invoices/:id/charge', summary: 'Try to take the money of one invoice now' },
    })
    .input(z.strictObject(at))
    .output(chargeList)
    .mutation(({ ctx, input }) => chargeService.now(ctx.service, input.id, input.version)),

  settleCharge: mutation
    .meta({
      permission: 'invoice:settle',
      rest: {
        method: 'POST',
        path: '/invoices/:id/charges/:chargeId/settle',
        summary: 'Record what came of a charge of which the payment provider cannot tell',
      },
    })
    .input(z.strictObject({ id, chargeId: id, data: settleChargeInput }))
    .output(chargeList)
    .mutation(({ ctx, input }) => chargeService.settle(ctx.service, input.id, input.chargeId, input.data)),

  pay: mutation
    .meta({
      permission: 'invoice:pay',
      rest: {
        method: 'POST',
        path: '/invoices/:id/payments',
        summary: 'Record a payment; the same reference again is the same payment',
      },
    })
    .input(z.strictObject({ ...at, data: paymentInput }))
    .output(invoice.row)
    .mutation(({ ctx, input }) => invoiceService.pay(ctx.service, input.id, input.data, input.version)),

  removePayment: mutation
    .meta({
      permission: 'invoice:pay',
      rest: {
        method: 'POST',
        path: '/invoices/:id/payments/:paymentId/remove',
        summary: 'Take a payment back that was recorded by mistake or returned by the bank',
      },
    })
    .input(z.strictObject({ ...at, paymentId: id }))
    .output(invoice.row)
    .mutation(({ ctx, input: { id: of, paymentId, version: seen } }) =>
      invoiceService.removePayment(ctx.service, of, paymentId, seen),
    ),

  credit: mutation
    .meta({
      permission: 'invoice:credit',
      rest: {
        method: 'POST',
        path: '/invoices/:id/credit',
        status: 201,
        summary: 'Issue a credit note against one invoice: of all that is left, or of some lines',
      },
    })
    .input(z.strictObject({ ...at, data: creditInput }))
    .output(invoice.row)
    .mutation(({ ctx, input }) => invoiceService.credit(ctx.service, input.id, input.data, input.version)),

  void: mutation
    .meta({
      permission: 'invoice:void',
      rest: { method: 'POST', path: '/invoices/:id/void', summary: 'Take an invoice back that nobody paid' },
    })
    .input(z.strictObject({ ...at, data: voidInput }))
    .output(invoice.row)
    .mutation(({ ctx, input }) => invoiceService.void(ctx.service, input.id, input.data.reason, input.version)),
};
