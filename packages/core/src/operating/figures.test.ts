import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webhookEndpoint } from '@crm/domain/webhook/webhook-endpoint';
import { queueMail } from '../mail/queue-mail.ts';
import { BillScenes } from '../testing/bill-scenes.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { webhookEndpointService } from '../webhook/webhook-endpoint.service.ts';
import { figures, readFigures, type Reading } from './figures.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const read = () => readFigures(bench.fork());

/** The value of a figure, of those that have this label. */
function valueOf(readings: readonly Reading[], name: string, label?: string): number | undefined {
  return readings.find(
    (each) => each.name === name && (label === undefined || Object.values(each.labels).includes(label)),
  )?.value;
}

test('where nothing is the matter each says so: 0, or nothing of what is told apart', async () => {
  const readings = await read();
  expect(readings.every(({ value }) => value === 0)).toBe(true);
  const plain = figures.filter(({ labels }) => labels.length === 0).map(({ name }) => name);
  expect(readings.map(({ name }) => name)).toEqual(plain);
});

test('commands that wait, and processes by kind and state', async () => {
  const scenes = new LeadScenes(bench);
  await scenes.lead();
  await bench.query(`update crm_core.crm_outbox set created_at = now() - interval '90 seconds', last_error = 'away'`);
  const readings = await read();
  expect(valueOf(readings, 'crm_outbox_waiting')).toBe(1);
  expect(valueOf(readings, 'crm_outbox_lag_seconds')).toBeCloseTo(90, -1);
  expect(valueOf(readings, 'crm_outbox_failing')).toBe(1);
  expect(valueOf(readings, 'crm_process_running', 'lead-intake')).toBe(1);
  expect(valueOf(readings, 'crm_process_repair')).toBe(0);
  await bench.query(`update crm_core.crm_processes
    set state = 'failed', closed_at = now(), updated_at = now() - interval '1 hour'`);
  const failed = await read();
  expect(valueOf(failed, 'crm_process_running', 'lead-intake')).toBeUndefined();
  expect(valueOf(failed, 'crm_process_repair')).toBe(1);
  expect(valueOf(failed, 'crm_process_repair_oldest_seconds')).toBeCloseTo(3_600, -1);
});

test('a late ticket of which nobody was told, until somebody is', async () => {
  const { id } = await (await SupportScenes.open(bench)).ticket({}, undefined, {});
  expect(valueOf(await read(), 'crm_sla_untold')).toBe(0);
  await bench.query(`update crm_core.crm_tickets set first_response_due_at = now() - interval '1 minute'`);
  expect(valueOf(await read(), 'crm_sla_untold')).toBe(1);
  await bench.query(`update crm_core.crm_processes set wait = '{"reason": "ticket_late"}' where subject_id = '${id}'`);
  expect(valueOf(await read(), 'crm_sla_untold')).toBe(0);
});

test('mails that wait are late from when they were due; those given up are told for a day', async () => {
  const mail = { language: 'en', template: 'message', params: {}, to: { address: 'somebody@halden.example' } } as const;
  for (const key of ['waits', 'failed', 'old']) {
    await bench.as(bench.company.users.admin, (ctx) => queueMail(ctx, { ...mail, key }));
  }
  await bench.query(`update crm_core.crm_mails set due_at = now() + interval '1 hour'`);
  await bench.query(`update crm_core.crm_mails set state = 'failed', due_at = null where key <> 'waits'`);
  await bench.query(`update crm_core.crm_mails set created_at = now() - interval '2 days' where key = 'old'`);
  const readings = await read();
  expect(valueOf(readings, 'crm_mails_waiting')).toBe(1);
  expect(valueOf(readings, 'crm_mail_lag_seconds')).toBe(0);
  expect(valueOf(readings, 'crm_mails_failed')).toBe(1);
  await bench.query(`update crm_core.crm_mails set due_at = now() - interval '20 minutes' where key = 'waits'`);
  expect(valueOf(await read(), 'crm_mail_lag_seconds')).toBeCloseTo(1_200, -1);
});

test('endpoints by how they do', async () => {
  const data = webhookEndpoint.create.parse({ name: 'Shop', url: 'http://127.0.0.1/', events: ['account.created'] });
  const ports = { allowedHosts: ['127.0.0.1'] };
  await bench.as(bench.company.users.admin, (ctx) => webhookEndpointService.create(ctx, data), { ports });
  await new LeadScenes(bench).account({ name: 'Osprey' });
  const fine = await read();
  expect(valueOf(fine, 'crm_webhook_endpoints', 'active')).toBe(1);
  expect(valueOf(fine, 'crm_webhooks_waiting')).toBe(1);
  await bench.query(`update crm_core.crm_webhook_endpoints set failing_since = now()`);
  expect(valueOf(await read(), 'crm_webhook_endpoints', 'failing')).toBe(1);
  await bench.query(`update crm_core.crm_webhook_endpoints set endpoint_state = 'disabled'`);
  const disabled = await read();
  expect(valueOf(disabled, 'crm_webhook_endpoints', 'disabled')).toBe(1);
  expect(valueOf(disabled, 'crm_webhooks_waiting')).toBe(0);
});

test('a charge of which nobody knows what came of it, until somebody does', async () => {
  const { id } = await new BillScenes(bench).issuedOver(5_000);
  await bench.query(`insert into crm_core.crm_charges
    (id, invoice_id, attempt, state, amount_minor, currency, method_ref, created_at, sent_at)
    values ('${randomUUID()}', '${id}', 1, 'unknown', 5000, 'EUR', 'pm_1', now(), now() - interval '30 minutes')`);
  const readings = await read();
  expect(valueOf(readings, 'crm_charges_unknown')).toBe(1);
  expect(valueOf(readings, 'crm_charge_unknown_oldest_seconds')).toBeCloseTo(1_800, -1);
  await bench.query(`update crm_core.crm_charges set state = 'declined'`);
  expect(valueOf(await read(), 'crm_charges_unknown')).toBe(0);
});
