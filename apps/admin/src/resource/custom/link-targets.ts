import type { LookupSearch } from '@crm/ui/fields/use-lookup';
import type { LinkTarget } from '@crm/domain/custom-field/custom-field';
import { api } from '#admin/lib/trpc.ts';
import { searchActivities, searchPeople, searchSubjects, searchTeams } from '../lookups.ts';

/** How records that a field of type link can point to are found by words. */
export const searchOf: Readonly<Record<LinkTarget, LookupSearch>> = {
  account: searchSubjects.account,
  contact: searchSubjects.contact,
  lead: searchSubjects.lead,
  opportunity: searchSubjects.opportunity,
  activity: searchActivities,
  user: searchPeople,
  team: searchTeams,
};

/** The name of a record. @throws TRPCClientError for one that is gone or may not be read */
export async function readName(target: LinkTarget, id: string): Promise<string> {
  switch (target) {
    case 'account':
      return (await api.account.get.query({ id })).name;
    case 'contact':
      return (await api.contact.get.query({ id })).name;
    case 'lead':
      return (await api.lead.get.query({ id })).name;
    case 'opportunity':
      return (await api.opportunity.get.query({ id })).name;
    case 'activity':
      return (await api.activity.get.query({ id })).subject;
    case 'user':
      return (await api.user.get.query({ id })).name;
    case 'team':
      return (await api.team.get.query({ id })).name;
  }
}
