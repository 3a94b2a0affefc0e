import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '@crm/api/temporal/connection';
import { createProcessGateway } from '@crm/api/temporal/process-gateway';
import { startTestSystem, type TestSystem } from '@crm/worker/testing/test-system';
import { matchDecision } from '@crm/domain/processes/lead-conversion';

let system: TestSystem;
let temporal: TemporalConnection;
beforeAll(async () => {
  system = await startTestSystem();
  temporal = connectTemporal({ address: inject('temporalAddress'), namespace: 'crm' });
});
afterAll(async () => {
  await temporal.close();
  await system[Symbol.asyncDispose]();
});

function gateway() {
  return createProcessGateway(temporal.client);
}

function choice(accountId: string | null) {
  return { accountId, contactId: null, chosenBy: system.bench.company.users.northRep.id };
}

describe('a choice handed to a run', () => {
  test('continues it', async () => {
    const { leadId, processId, accounts } = await waiting();
    await gateway().decide(matchDecision, leadId, choice(accounts[0]), 'first');
    await system.reaches(processId, 'completed');
  });

  test('is one decision however often it is sent', async () => {
    const { leadId, processId, accounts } = await waiting();
    await Promise.all([1, 2, 3].map(() => gateway().decide(matchDecision, leadId, choice(accounts[0]), 'same')));
    await system.reaches(processId, 'completed');
  });

  test('is refused with the run’s own code when it is not among what was found', async () => {
    const { leadId } = await waiting();
    const refused = gateway().decide(matchDecision, leadId, choice(crypto.randomUUID()), 'wrong');
    await expect(refused).rejects.toMatchObject({ name: 'DomainError', code: 'validation_failed' });
  });

  test('comes too late for a run that is over, and for none', async () => {
    const { leadId, processId } = await waiting();
    await gateway().decide(matchDecision, leadId, choice(null), 'first');
    await system.reaches(processId, 'completed');
    await system.client.workflow.getHandle(`lead-conversion/${leadId}`).result();
    for (const lead of [leadId, crypto.randomUUID()]) {
      const late = gateway().decide(matchDecision, lead, choice(null), 'late');
      await expect(late).rejects.toMatchObject({ code: 'process_not_waiting' });
    }
  });

  test('says that the server is away, when it is', async () => {
    const away = connectTemporal({ address: '127.0.0.1:1', namespace: 'crm' });
    const sent = createProcessGateway(away.client).decide(matchDecision, crypto.randomUUID(), choice(null), 'away');
    await expect(sent).rejects.toMatchObject({ code: 'unavailable' });
    await away.close();
  });
});

async function waiting() {
  const { company, accounts } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'waiting_human');
  return { leadId, processId, accounts };
}
