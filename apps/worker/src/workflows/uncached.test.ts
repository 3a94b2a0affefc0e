import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadService } from '@crm/core/lead/lead.service';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ maxCachedWorkflows: 0 });
});
afterAll(() => system[Symbol.asyncDispose]());

test('a worker that forgets every run between its tasks decides the same', async () => {
  system.timeSkipping = { enabled: true };
  const { company, accounts } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  const { northRep } = system.bench.company.users;
  const wait = async () =>
    (await system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId).executeTakeFirst())
      ?.wait;
  await expect.poll(async () => (await wait())?.next, { timeout: 20_000 }).toBeNull();
  const ports = { processes: system.processes };
  const choice = { accountId: accounts[0], contactId: null };
  await system.bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice), { ports });
  await system.reaches(processId, 'completed');
  for (const { id } of await system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('kind', '=', 'lead-intake')
    .execute()) {
    await system.reaches(id, 'completed');
  }
});
