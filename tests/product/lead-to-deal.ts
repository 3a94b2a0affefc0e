import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { rowsOf, signIn, type Caller, type Run } from '../support/system.ts';

/** The main case from outside: what a developer with the printed logins sees over REST. */
export function goesFromLeadToDeal(product: () => Product): void {
  describe('from a lead to a deal', () => {
    let run: Run;
    let admin: Caller;
    let temporal: Connection;

    beforeAll(async () => {
      ({ run } = product().system);
      admin = await signIn(run, 'admin');
      temporal = await Connection.connect({ address: run.temporal.address });
    });
    afterAll(async () => {
      await temporal.close();
    });

    const read = async (path: string) => (await admin('GET', path)).body;

    async function newLead(fields: object): Promise<string> {
      const created = await admin('POST', '/crm/v1/leads', fields);
      expect(created.status).toBe(201);
      return String(created.body['id']);
    }

    async function qualified(fields: object): Promise<string> {
      const id = await newLead(fields);
      expect((await admin('PATCH', `/crm/v1/leads/${id}`, { status: 'qualified' })).status).toBe(200);
      return id;
    }

    it('intake scores a lead with reasons and gives it to somebody', async () => {
      const id = await newLead({
        first_name: 'Ingrid',
        last_name: 'Aasen',
        company: 'Fjordkraft Lager',
        email: 'ingrid@fjordkraft-lager.example',
        phone: '+47 22 86 44 00',
        job_title: 'Head of logistics',
        source: 'web',
      });
      await expect
        .poll(async () => (await read(`/crm/v1/leads/${id}`))['assigned_to'], { timeout: 10_000 })
        .not.toBeNull();
      const lead = await read(`/crm/v1/leads/${id}`);
      expect(lead['score']).toBe(60);
      expect(lead['score_reasons']).toContainEqual({ rule: 'company_email', points: 20 });
      const [intake] = rowsOf(await admin('GET', `/crm/v1/processes?kind=lead-intake&subject_id=${id}`));
      expect(intake).toMatchObject({ workflow_id: `lead-intake/${id}`, state: 'completed' });
    });

    it('a qualified lead becomes exactly one account, contact and opportunity within three seconds', async () => {
      const id = await qualified({
        first_name: 'Jonas',
        last_name: 'Weber',
        company: 'Weber Kühlhaus GmbH',
        email: 'jonas@weber-kuehlhaus.example',
        phone: '+49 30 901820',
      });
      const started = await admin('POST', `/crm/v1/leads/${id}/convert`, {});
      expect(started.status).toBe(202);
      await expect
        .poll(async () => (await read(`/crm/v1/leads/${id}`))['status'], { timeout: 3_000, interval: 50 })
        .toBe('converted');

      const lead = await read(`/crm/v1/leads/${id}`);
      const [account, contact, opportunity] = await Promise.all([
        read(`/crm/v1/accounts/${String(lead['converted_account_id'])}`),
        read(`/crm/v1/contacts/${String(lead['converted_contact_id'])}`),
        read(`/crm/v1/opportunities/${String(lead['converted_opportunity_id'])}`),
      ]);
      expect(account).toMatchObject({ name: 'Weber Kühlhaus GmbH' });
      expect(contact).toMatchObject({
        last_name: 'Weber',
        account_id: account['id'],
        email: 'jonas@weber-kuehlhaus.example',
      });
      expect(opportunity).toMatchObject({
        account_id: account['id'],
        primary_contact_id: contact['id'],
        source_lead_id: id,
        status: 'open',
      });
      for (const [path, q] of [
        ['accounts', 'weber kuhlhaus'],
        ['contacts', 'jonas@weber-kuehlhaus.example'],
        ['opportunities', 'weber'],
      ] as const) {
        expect(rowsOf(await admin('GET', `/crm/v1/${path}/search?q=${encodeURIComponent(q)}`)), path).toHaveLength(1);
      }

      for (const [type, record] of [
        ['lead', lead],
        ['account', account],
        ['contact', contact],
        ['opportunity', opportunity],
      ] as const) {
        const entries = rowsOf(
          await admin('GET', `/crm/v1/timeline?subject_type=${type}&subject_id=${String(record['id'])}`),
        );
        expect(entries.length, type).toBeGreaterThan(0);
      }
      const audit = rowsOf(await admin('GET', `/crm/v1/auditlog?record_id=${id}`));
      // Scoring, itself a process, may write to the lead after its conversion.
      expect(audit.find((entry) => entry['process_id'] === started.body['id'])).toMatchObject({
        actor_kind: 'process',
      });
      const followUps = rowsOf(
        await admin('GET', `/crm/v1/activities?subject_type=opportunity&subject_id=${String(opportunity['id'])}`),
      );
      expect(followUps).toMatchObject([{ type: 'task', status: 'scheduled' }]);

      const handle = new Client({ connection: temporal, namespace: 'crm' }).workflow.getHandle(`lead-conversion/${id}`);
      await handle.result();
      const description = await handle.describe();
      expect(description.status.name).toBe('COMPLETED');
      expect(await description.staticSummary()).toMatch(/conver/iu);
      const history = JSON.stringify(await handle.fetchHistory());
      for (const secret of ['Weber', 'weber-kuehlhaus', '901820']) {
        expect(history).not.toContain(secret);
        expect(history).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/u, ''));
      }

      const undone = await admin('POST', `/crm/v1/leads/${id}/undo_conversion`, {});
      expect(undone.body).toMatchObject({ status: 'qualified', converted_opportunity_id: null });
      for (const path of [
        `accounts/${String(account['id'])}`,
        `contacts/${String(contact['id'])}`,
        `opportunities/${String(opportunity['id'])}`,
      ]) {
        expect((await admin('GET', `/crm/v1/${path}`)).status, path).toBe(404);
      }
      expect((await admin('POST', `/crm/v1/leads/${id}/convert`, {})).status).toBe(202);
      await expect
        .poll(async () => (await read(`/crm/v1/leads/${id}`))['status'], { timeout: 5_000 })
        .toBe('converted');
    });

    it('twenty parallel converts make one conversion, and the others are told so', async () => {
      const id = await qualified({ last_name: 'Okafor', company: 'Okafor Clinics', email: 'd@okafor-clinics.example' });
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => admin('POST', `/crm/v1/leads/${id}/convert`, {})),
      );
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body['code']);
      expect(refused).toHaveLength(19);
      expect(refused.every((code) => code === 'conversion_in_progress' || code === 'already_converted')).toBe(true);
      await expect
        .poll(async () => (await read(`/crm/v1/leads/${id}`))['status'], { timeout: 5_000 })
        .toBe('converted');
      expect(rowsOf(await admin('GET', '/crm/v1/accounts/search?q=okafor+clinics'))).toHaveLength(1);
    });

    it('an ambiguous lead waits for a person, whose choice over REST continues it; undoing restores what was before', async () => {
      const first = await admin('POST', '/crm/v1/accounts', { name: 'Lindqvist Verkstad AB' });
      await admin('POST', '/crm/v1/accounts', { name: 'Lindqvist Verkstad', confirm_duplicate: true });
      const id = await qualified({ last_name: 'Lindqvist', company: 'Lindqvist Verkstad', email: 'k@gmail.com' });
      expect((await admin('POST', `/crm/v1/leads/${id}/convert`, {})).status).toBe(202);
      const conversion = async () =>
        rowsOf(await admin('GET', `/crm/v1/processes?kind=lead-conversion&subject_id=${id}`))[0];
      await expect.poll(async () => (await conversion())?.['state'], { timeout: 5_000 }).toBe('waiting_human');
      expect((await conversion())?.['wait']).toMatchObject({
        reason: 'choose_match',
        why: 'several_accounts',
        since: expect.any(String),
        next: { code: 'remind', at: expect.any(String) },
      });

      const wrong = await admin('POST', `/crm/v1/leads/${id}/conversion/choice`, { account_id: id, contact_id: null });
      expect(wrong.status).toBe(422);
      const choice = { account_id: first.body['id'], contact_id: null };
      expect((await admin('POST', `/crm/v1/leads/${id}/conversion/choice`, choice)).status).toBe(202);
      await expect
        .poll(async () => (await read(`/crm/v1/leads/${id}`))['status'], { timeout: 5_000 })
        .toBe('converted');
      const lead = await read(`/crm/v1/leads/${id}`);
      expect(lead['converted_account_id']).toBe(first.body['id']);
      const repeated = await admin('POST', `/crm/v1/leads/${id}/conversion/choice`, choice);
      expect(repeated.status).toBe(202);
      const late = await admin('POST', `/crm/v1/leads/${id}/conversion/choice`, { account_id: null, contact_id: null });
      expect(late.status).toBe(409);

      const deal = `/crm/v1/opportunities/${String(lead['converted_opportunity_id'])}`;
      await admin('PATCH', deal, { name: 'Renamed by hand' });
      const asked = await admin('POST', `/crm/v1/leads/${id}/undo_conversion`, {});
      expect(asked.status).toBe(409);
      expect(asked.body['code']).toBe('undo_conflict');
      expect(JSON.stringify(asked.body['conflicts'])).toContain('Renamed by hand');
      const undone = await admin('POST', `/crm/v1/leads/${id}/undo_conversion`, { on_conflict: 'keep' });
      expect(undone.status).toBe(200);
      expect(undone.body).toMatchObject({ status: 'qualified', converted_account_id: null });
      // The deal that is kept keeps its contact.
      expect((await admin('GET', `/crm/v1/contacts/${String(lead['converted_contact_id'])}`)).status).toBe(200);
      expect((await admin('GET', deal)).body['name']).toBe('Renamed by hand');
      expect((await conversion())?.['state']).toBe('undone');
    });

    it('a public form makes one lead, once, and a trap catches who is no person', async () => {
      const form = (payload: object) =>
        fetch(new URL('/forms/website', run.url), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
        });
      const person = { first_name: 'Amal', last_name: 'Haddad', email: 'amal@haddad-group.example', consent: true };
      expect((await form(person)).status).toBe(202);
      expect((await form(person)).status).toBe(202);
      expect((await form({ ...person, email: 'bot@haddad-group.example', fax: 'https://spam.example' })).status).toBe(
        202,
      );
      const plain = await fetch(new URL('/forms/website', run.url), {
        method: 'POST',
        body: new URLSearchParams({ last_name: 'Plain', email: 'plain@html-form.example', consent: 'on' }),
      });
      expect(plain.status).toBe(202);
      expect(rowsOf(await admin('GET', '/crm/v1/leads/search?q=html-form.example'))).toHaveLength(1);
      const found = rowsOf(await admin('GET', '/crm/v1/leads/search?q=haddad-group.example'));
      expect(found).toHaveLength(1);
      expect((await form({ ...person, email: 'no@haddad-group.example', consent: false })).status).toBe(422);
    });
  });
}
