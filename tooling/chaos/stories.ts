import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { prepareLead, until } from './cases.ts';
import { PatientClient } from './rest.ts';
import type { ChaosSystem } from './system.ts';

/** What was asked for, and must be found afterwards once and wholly. */
export interface Asked {
  readonly leads: string[];
  readonly quotes: string[];
  readonly invoices: string[];
  readonly tickets: string[];
  readonly operations: string[];
  readonly ruled: string[];
}

/** What the stories are told with. */
export interface Stage {
  readonly asked: Asked;
  readonly stories: Readonly<Record<string, () => Promise<void>>>;
}

const made = z.object({ id: z.string() });
const rows = z.object({ items: z.array(made) });
const billed = z.object({ id: z.string(), periods: z.array(z.object({ invoice_id: z.string().nullable() })) });
const faults = ['drop_before', 'drop_after', 'error_before', 'error_after', 'twice'] as const;
const edited = 5;

/** Sets up what the stories need: a rule, an account, a product. */
export async function openStage(system: ChaosSystem): Promise<Stage> {
  const as = (role: string) => new PatientClient(system.url, system.login(role));
  const [admin, manager, rep, support] = [as('admin'), as('manager'), as('sales_rep'), as('support')];
  const first = async (client: PatientClient, path: string) => rows.parse(await client.need('GET', path)).items[0]?.id;
  const productId = await first(rep, '/crm/v1/products/search?q=HX-4');
  const accountId = await first(rep, '/crm/v1/accounts?limit=1');
  await admin.need('POST', '/crm/v1/workflows', {
    name: `Leads of ${randomUUID().slice(0, 8)}`,
    entity: 'lead',
    trigger: { on: 'created' },
    conditions: { match: 'all', conditions: [{ field: 'source', op: 'equals', value: 'chaos-rule' }] },
    enabled: true,
    actions: [{ do: 'set_field', field: 'country', value: 'NO' }],
  });
  const asked: Asked = { leads: [], quotes: [], invoices: [], tickets: [], operations: [], ruled: [] };
  const is = (client: PatientClient, path: string, field: string, value: string) =>
    until(`${path} to be ${value}`, async () => (await client.need('GET', path))[field] === value);

  return {
    asked,
    stories: {
      async conversion() {
        const unclear = randomInt(5) === 0;
        const id = await prepareLead(rep, admin, unclear);
        const run = made.parse(await rep.need('POST', `/crm/v1/leads/${id}/convert`, {}));
        if (unclear) {
          await is(rep, `/crm/v1/processes/${run.id}`, 'state', 'waiting_human');
          await rep.need('POST', `/crm/v1/leads/${id}/conversion/choice`, { account_id: null, contact_id: null });
        }
        await is(rep, `/crm/v1/leads/${id}`, 'status', 'converted');
        asked.leads.push(id);
      },

      async quote() {
        const lines = [{ product_id: productId, quantity: '3', discount_percent: '30' }];
        const data = { account_id: accountId, currency: 'EUR', lines };
        const { id } = made.parse(await rep.need('POST', '/crm/v1/quotes', data));
        const path = `/crm/v1/quotes/${id}`;
        await rep.need('POST', `${path}/submit`);
        await manager.need('POST', `${path}/approve`, {});
        await is(rep, path, 'status', 'approved');
        await rep.need('POST', `${path}/send`, { by: 'mail', to: `${id}@chaos.example` });
        await rep.need('POST', `${path}/accept`);
        await is(rep, path, 'status', 'accepted');
        asked.quotes.push(id);
      },

      async renewal() {
        await system.faults(Array.from({ length: randomInt(3) }, () => faults[randomInt(faults.length)] ?? 'twice'));
        const made = await admin.need('POST', '/crm/v1/subscriptions', {
          name: `Chaos ${randomUUID()}`,
          account_id: accountId,
          currency: 'EUR',
          unit_price_minor: 1_900,
          quantity: '40',
          billing_interval: 'month',
          payment_method_ref: 'pm_chaos',
        });
        const invoiceId = billed.parse(made).periods[0]?.invoice_id ?? '';
        await is(admin, `/crm/v1/invoices/${invoiceId}`, 'status', 'paid');
        asked.invoices.push(invoiceId);
      },

      async ticket() {
        const { id } = made.parse(await support.need('POST', '/crm/v1/tickets', { subject: `Chaos ${randomUUID()}` }));
        await support.need('POST', `/crm/v1/tickets/${id}/reply`, { body: 'We look into it.' });
        await support.need('POST', `/crm/v1/tickets/${id}/resolve`);
        asked.tickets.push(id);
      },

      async operation() {
        const source = `chaos-${randomUUID()}`;
        for (let lead = 0; lead < edited; lead += 1) {
          await rep.need('POST', '/crm/v1/leads', { last_name: `Edited ${lead}`, source, confirm_duplicate: true });
        }
        const input = { kind: 'edit', resource: 'lead', filter: { source }, set: { job_title: 'Buyer' } };
        const { id } = made.parse(await rep.need('POST', '/crm/v1/operations', input));
        await is(rep, `/crm/v1/operations/${id}`, 'state', 'completed');
        asked.operations.push(id);
      },

      async rule() {
        const lead = { last_name: `Ruled ${randomUUID()}`, source: 'chaos-rule', confirm_duplicate: true };
        const { id } = made.parse(await rep.need('POST', '/crm/v1/leads', lead));
        await is(rep, `/crm/v1/leads/${id}`, 'country', 'NO');
        asked.ruled.push(id);
      },
    },
  };
}
