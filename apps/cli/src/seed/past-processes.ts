import { followUpSubject } from '@crm/domain/activity/follow-up.rules';
import { endStep, planSteps, startStep } from '@crm/domain/process/process-steps.rules';
import type { ProcessKind, ProcessStep } from '@crm/domain/process/process';
import { processes } from '@crm/domain/processes/registry';
import type { Customer } from './customers.ts';
import type { Demo } from './demo.ts';
import { people, type StaffKey } from './staff.ts';

type Lead = Demo['rows']['crm_leads'][number];
type Detail = NonNullable<ProcessStep['detail']>;

/** What each step of a process took, in ms; the machine is quick. */
const stepMs = 180;

/** A process that ran through when it should: its row, and where each step ended. */
function addCompleted(
  demo: Demo,
  run: { readonly kind: ProcessKind; readonly lead: Lead; readonly at: Date; readonly startedBy: StaffKey | null },
  details: Readonly<Record<string, Detail>>,
): string {
  const { contract, steps: keys } = processes[run.kind];
  let steps = planSteps(keys);
  let at = run.at;
  for (const key of keys) {
    const ended = new Date(at.getTime() + stepMs);
    steps = endStep(startStep(steps, key, at, 1), key, ended, details[key] ?? null);
    at = ended;
  }
  const id = demo.random.id(run.at);
  demo.rows.crm_processes.push({
    id,
    kind: run.kind,
    workflowId: contract.workflowId(run.lead.id),
    subjectType: 'lead',
    subjectId: run.lead.id,
    state: 'completed',
    steps,
    needs: [],
    startedAt: run.at,
    startedBy: run.startedBy === null ? null : demo.userIds[run.startedBy],
    updatedAt: at,
    closedAt: at,
  });
  return id;
}

/** The intake of a lead: scored and given to somebody, seconds after it came. */
export function addIntake(demo: Demo, lead: Lead, owner: StaffKey): void {
  const at = new Date(lead.createdAt.getTime() + 1_000);
  const assignee = { id: demo.userIds[owner], name: people[owner].name };
  const processId = addCompleted(
    demo,
    { kind: 'lead-intake', lead, at, startedBy: null },
    {
      score: { code: 'scored', params: { score: String(lead.score) } },
      assign: { code: 'assigned', params: assignee },
    },
  );
  const subject = { type: 'lead', id: lead.id } as const;
  const told = { subject, at, by: 'process', processId } as const;
  demo.tell({ ...told, kind: 'scored', payload: { from: null, to: lead.score, reasons: lead.scoreReasons } });
  demo.tell({ ...told, kind: 'assigned', payload: { from: null, to: assignee.id, by: 'intake' } });
}

interface Converted {
  readonly customer: Customer;
  readonly contact: Customer['contacts'][number];
  readonly opportunity: Demo['rows']['crm_opportunities'][number];
}

/** A conversion that found nobody and made all three records. */
export function addConversion(demo: Demo, lead: Lead, { customer, contact, opportunity }: Converted): void {
  const at = lead.convertedAt ?? lead.createdAt;
  const result = { accountId: customer.row.id, contactId: contact.id, opportunityId: opportunity.id };
  const processId = addCompleted(
    demo,
    { kind: 'lead-conversion', lead, at, startedBy: customer.owner },
    {
      match: { code: 'matched', params: { accounts: '0', contacts: '0' } },
      choose: { code: 'clear', params: {} },
      convert: { code: 'converted', params: result },
    },
  );
  const followUpId = addFollowUp(demo, customer, opportunity);
  demo.rows.crm_conversions.push({
    id: demo.random.id(at),
    leadId: lead.id,
    processId,
    input: {},
    matches: { accounts: [], contacts: [] },
    choice: { accountId: null, contactId: null },
    ...result,
    accountCreated: true,
    contactCreated: true,
    followUpId,
    before: null,
    after: null,
    convertedAt: at,
  });
  const payload = { leadId: lead.id, ...result, accountCreated: true, contactCreated: true, chosenBy: null };
  for (const subject of [
    { type: 'lead', id: lead.id },
    { type: 'account', id: result.accountId },
    { type: 'contact', id: result.contactId },
    { type: 'opportunity', id: result.opportunityId },
  ] as const) {
    demo.tell({ subject, kind: 'converted', at, by: 'process', payload, processId });
  }
}

/** The first follow-up that a conversion schedules; done a day later, or still open when the conversion is fresh. */
function addFollowUp(demo: Demo, customer: Customer, opportunity: Converted['opportunity']): string {
  const due = new Date(opportunity.createdAt.getTime() + 86_400_000);
  const done = due < demo.calendar.now;
  const row = {
    ...demo.record(opportunity.createdAt, customer.owner),
    ...demo.extension(),
    ...demo.owned(customer.owner),
    type: 'task' as const,
    subject: followUpSubject(people[customer.owner].locale ?? 'en', opportunity.name),
    body: null,
    subjectType: 'opportunity' as const,
    subjectId: opportunity.id,
    status: done ? ('completed' as const) : ('scheduled' as const),
    dueAt: due,
    startsAt: null,
    endsAt: null,
    remindAt: null,
    remindedAt: null,
    completedAt: done ? due : null,
    outcome: null,
    direction: null,
    durationSeconds: null,
    priority: 'normal' as const,
  };
  demo.rows.crm_activities.push(row);
  return row.id;
}
