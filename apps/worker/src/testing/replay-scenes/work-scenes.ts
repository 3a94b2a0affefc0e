import { lead } from '@crm/domain/lead/lead';
import { leadService } from '@crm/core/lead/lead.service';
import { automation } from '@crm/domain/processes/automation';
import { workflow } from '@crm/domain/workflow/workflow';
import { takeUpRuns } from '@crm/core/workflow/rule-runs';
import { workflowService } from '@crm/core/workflow/workflow.service';
import { testPorts } from '@crm/core/testing/company';
import { SupportScenes } from '@crm/core/testing/support-scenes';
import { ticketService } from '@crm/core/ticket/ticket.service';
import { ticketSla } from '@crm/domain/processes/ticket-sla';
import { operation } from '@crm/domain/processes/operation';
import { operationService } from '@crm/core/operation/operation.service';
import { OperationScenes } from '../operation-scenes.ts';
import type { TestSystem } from '../test-system.ts';
import { asRep, waitOf, processOf, type Scene } from './scene.ts';

/** Tickets, rules and long operations. */
export const workScenes: Readonly<Record<string, Scene>> = {
  async 'ticket-late-and-solved'(system) {
    system.timeSkipping = { enabled: true };
    const desk = await SupportScenes.open(system.bench);
    const { support } = system.bench.company.users;
    const { id } = await desk.ticket({}, support, {});
    const processId = await processOf(system, ticketSla.workflowId(id));
    await system.until(async () => {
      const wait = await waitOf(system, processId);
      return wait?.reason === 'ticket_late' && wait.next === null;
    });
    await system.bench.as(support, (ctx) => ticketService.resolve(ctx, id));
    await system.reaches(processId, 'completed');
    return ticketSla.workflowId(id);
  },

  async 'ticket-given-and-answered'(system) {
    system.timeSkipping = { enabled: true };
    const desk = await SupportScenes.open(system.bench);
    const { service } = system.bench.company.teams;
    const takes = { takesTickets: true, ticketTakeMinutes: 30 };
    await system.bench.db().updateTable('crm_teams').set(takes).where('id', '=', service).execute();
    const { support } = system.bench.company.users;
    const { id } = await desk.ticket({}, support, {});
    const processId = await processOf(system, ticketSla.workflowId(id));
    await system.until(async () => (await waitOf(system, processId))?.reason === 'nobody_takes_tickets');
    await desk.reply(id);
    await system.until(async () => (await waitOf(system, processId))?.reason === 'ticket_clock_runs');
    await system.bench.as(support, (ctx) => ticketService.resolve(ctx, id));
    await system.reaches(processId, 'completed');
    return ticketSla.workflowId(id);
  },

  async 'rule-with-a-wait'(system) {
    system.timeSkipping = { enabled: true };
    const { admin, northRep } = system.bench.company.users;
    const actions = [
      { do: 'wait', hours: 24 },
      { do: 'set_field', field: 'country', value: 'NO' },
    ];
    const data = workflow.create.parse({
      name: 'Later',
      entity: 'lead',
      trigger: { on: 'created' },
      enabled: true,
      actions,
    });
    const { id } = await system.bench.as(admin, (ctx) => workflowService.create(ctx, data));
    await system.bench.as(northRep, (ctx) => leadService.create(ctx, lead.create.parse(system.scenes.somebody())));
    await takeUpRuns({ fork: () => system.bench.fork(), ports: testPorts, now: new Date() }, 1);
    const [run] = await system.bench.as(admin, (ctx) => workflowService.runs(ctx, id));
    await system.reaches(run?.processId ?? '', 'completed');
    return automation.workflowId(run?.id ?? '');
  },

  async 'operation-edited'(system) {
    const operations = new OperationScenes(system);
    await operations.leads('replay', 3);
    const { id, processId } = await operations.edit('replay');
    await system.reaches(processId, 'completed');
    return operation.workflowId(id);
  },

  async 'operation-paused-and-resumed'(system) {
    const operations = new OperationScenes(system);
    await operations.leads('replay-paused', 3);
    const { id, processId } = await operations.edit('replay-paused');
    await asRep(system, (ctx) => operationService.pause(ctx, id));
    await system.until(() => standsStill(system, id));
    await asRep(system, (ctx) => operationService.resume(ctx, id));
    await system.reaches(processId, 'completed');
    return operation.workflowId(id);
  },

  async 'operation-cancelled'(system) {
    const operations = new OperationScenes(system);
    await operations.leads('replay-cancelled', 3);
    const { id, processId } = await operations.edit('replay-cancelled');
    await asRep(system, (ctx) => operationService.pause(ctx, id));
    await system.until(() => standsStill(system, id));
    await asRep(system, (ctx) => operationService.cancel(ctx, id));
    await system.reaches(processId, 'cancelled');
    return operation.workflowId(id);
  },
};

/** Whether the run of an operation has found out that it is paused: it tries again until it is not. */
async function standsStill(system: TestSystem, id: string): Promise<boolean> {
  const run = await system.client.workflow
    .getHandle(operation.workflowId(id))
    .describe()
    .catch(() => null);
  return (run?.raw.pendingActivities ?? []).some(({ attempt = 0 }) => (attempt ?? 0) > 1);
}
