import type { SearchHit } from '@crm/domain/search/search';
import { accountService } from '../account/account.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { allow, isAllowed } from '../policy.ts';

const hitsPerKind = 5;

/** One box over everything that the caller may see: the newest few of each kind that match. */
export const searchService = {
  async find(ctx: ServiceContext, q: string): Promise<SearchHit[]> {
    allow(ctx, 'search:read');
    const query = { filter: { q }, limit: hitsPerKind };
    const [accounts, contacts, leads, opportunities] = await Promise.all([
      isAllowed(ctx.actor, 'account:read') ? accountService.list(ctx, query) : nothing,
      isAllowed(ctx.actor, 'contact:read') ? contactService.list(ctx, query) : nothing,
      isAllowed(ctx.actor, 'lead:read') ? leadService.list(ctx, query) : nothing,
      isAllowed(ctx.actor, 'opportunity:read') ? opportunityService.list(ctx, query) : nothing,
    ]);
    return [
      ...accounts.items.map((row) => ({ type: 'account' as const, id: row.id, name: row.name, detail: row.email })),
      ...contacts.items.map((row) => ({
        type: 'contact' as const,
        id: row.id,
        name: row.name,
        detail: row.account?.name ?? row.email,
      })),
      ...opportunities.items.map((row) => ({
        type: 'opportunity' as const,
        id: row.id,
        name: row.name,
        detail: row.stage.name,
      })),
      ...leads.items.map((row) => ({ type: 'lead' as const, id: row.id, name: row.name, detail: row.company })),
    ];
  },
};

const nothing = { items: [] };
