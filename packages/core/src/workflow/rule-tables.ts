import type { WorkflowEntity } from '@crm/domain/workflow/workflow';

/** Where the records lie that rules work on. */
export const ruleTables = {
  lead: 'crm_leads',
  account: 'crm_accounts',
  contact: 'crm_contacts',
  opportunity: 'crm_opportunities',
  activity: 'crm_activities',
  ticket: 'crm_tickets',
} as const satisfies Record<WorkflowEntity, string>;
