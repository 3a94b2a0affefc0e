import { lead } from '@crm/domain/lead/lead';
import { makeReads } from '../reads.ts';
import { presentLead } from './lead.presenter.ts';
import { leadOrder, selectLeads } from './lead.queries.ts';

/** Listing, counting and reading leads within the caller's scope. */
export const leadReads = makeReads({
  name: 'lead',
  permission: lead.permissions.read,
  select: selectLeads,
  present: presentLead,
  order: leadOrder,
  owned: true,
});
