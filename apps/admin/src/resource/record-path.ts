import { paths } from '#admin/app/paths.ts';
import type { FormResource } from './use-forms.ts';

/** The page of a record; what has no page of its own is found in the settings. */
export function recordPath(resource: FormResource, id: string): string {
  switch (resource) {
    case 'account':
    case 'contact':
    case 'lead':
    case 'opportunity':
    case 'activity':
    case 'invoice':
    case 'subscription':
    case 'ticket':
    case 'campaign':
    case 'product':
    case 'quote':
      return paths[resource](id);
    case 'kb_article':
      return paths.article(id);
    case 'user':
      return `${paths.settings}/users`;
    case 'team':
      return `${paths.settings}/teams`;
    case 'calendar':
      return `${paths.settings}/calendars`;
    case 'sla_policy':
      return `${paths.settings}/slaPolicies`;
    case 'approval_policy':
      return `${paths.settings}/approvals`;
    case 'lead_scoring_rule':
      return `${paths.settings}/scoring`;
    case 'territory':
      return `${paths.settings}/territories`;
    case 'ticket_category':
      return `${paths.settings}/ticketCategories`;
    default:
      return `${paths.settings}/pipelines`;
  }
}
