import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { processSubjectTypes } from '@crm/domain/process/process';
import { insertOneOfEach } from './testing/one-of-each.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let ids: Awaited<ReturnType<typeof insertOneOfEach>>;
beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  ids = await insertOneOfEach(own.db);
});
afterAll(() => own[Symbol.asyncDispose]());

const tables = {
  account: 'crm_accounts',
  contact: 'crm_contacts',
  lead: 'crm_leads',
  opportunity: 'crm_opportunities',
  quote: 'crm_quotes',
  invoice: 'crm_invoices',
  subscription: 'crm_subscriptions',
  ticket: 'crm_tickets',
  campaign: 'crm_campaigns',
  operation: 'crm_operations',
} as const satisfies Record<(typeof processSubjectTypes)[number], string>;

test.each(processSubjectTypes)(
  'a process about a record of %s has its owner and its team, also later',
  async (type) => {
    const now = new Date();
    const [id, subjectId] = [randomUUIDv7(), ids[type]];
    await own.db
      .insertInto('crm_processes')
      .values({
        id,
        kind: 'follow-up',
        workflowId: id,
        subjectType: type,
        subjectId,
        state: 'queued',
        startedAt: now,
        updatedAt: now,
      })
      .execute();
    const read = () =>
      own.db.selectFrom('crm_processes').select(['assignedTo', 'teamId']).where('id', '=', id).executeTakeFirst();
    const subject = () =>
      own.db.selectFrom(tables[type]).select(['assignedTo', 'teamId']).where('id', '=', subjectId).executeTakeFirst();
    expect(await read()).toEqual(await subject());
    for (const owner of [
      { assignedTo: ids.user, teamId: null },
      { assignedTo: null, teamId: ids.team },
    ]) {
      await own.db.updateTable(tables[type]).set(owner).where('id', '=', subjectId).execute();
      expect(await subject()).toEqual(owner);
      expect(await read()).toEqual(owner);
    }
  },
);
